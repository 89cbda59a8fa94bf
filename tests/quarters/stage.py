"""Two quarters and the cast that looks at them.

nobody has no account; the guest is a member of Nord by a personal link, the keeper a contact person there with a link
to their own entry; Cem has an account and belongs nowhere; Ben is a member of Nord, Cora coordinates it; Dora
coordinates Süd; Ada administers the instance and belongs to no quarter.
"""

import datetime as dt

from quartier.accounts.actions.links import make_link
from quartier.accounts.models import User
from quartier.files.redrawing import Drawn, Rendition
from quartier.quarters import directory as directories
from quartier.quarters import drawn, fitting
from quartier.quarters.actions import actors, approaches, claims, introductions, lists, photos, plans
from quartier.quarters.actions.founding import change_quarter
from quartier.quarters.actions.members import LINK_LASTS, admit_member
from quartier.quarters.actions.venues import add_venue
from quartier.quarters.lists.reading import Sheet
from quartier.quarters.models import Actor, Introduction, Quarter, Venue
from quartier.quarters.reminding import stop_address
from quartier.quarters.roles import MEMBER_LINK, PERSON_LINK
from tests.access import Stage
from tests.factories import make_actor, make_person, make_quarter, make_tie, make_user

CAST = ("nobody", "guest", "keeper", "cem", "ben", "cora", "dora", "ada")
INSIDE = {"guest", "keeper", "ben", "cora"}  # of Nord
COORDINATORS = {"cora"}

CANARIES = {
    "kanarie-unlisted": INSIDE,
    "kanarie-archived": COORDINATORS,
    "kanarie-note": COORDINATORS,
    "kanarie-office@example.org": INSIDE,
    "kanarie-phone": INSIDE,
    "kanarie-silent": {"keeper", "cora"},  # the keeper reads their own entry
    "kanarie-silent@example.org": {"keeper", "cora"},
    "kanarie-members": INSIDE,
    "kanarie-members@example.org": INSIDE,
    "kanarie-public@example.org": INSIDE,
    "kanarie-person": COORDINATORS,  # an individual who has not agreed to anything
    "kanarie-person-note": COORDINATORS,
    "kanarie-list": COORDINATORS,
    "kanarie-closed": {"dora"},
    "kanarie-schluessel": INSIDE | {"dora"},
    "kanarie-description": {"dora"},
    "kanarie-guest@example.org": COORDINATORS,
    "kanarie-ben@example.org": {"ben", "cora"},
    "kanarie-tie-note": {"keeper", "cora"},
    "kanarie-since": INSIDE,
    "kanarie-foreign-note": COORDINATORS,
    "kanarie-closed-shop": {"dora"},
    "kanarie-introduction": COORDINATORS,
    "kanarie-approach": COORDINATORS,
    "kanarie-plan": COORDINATORS,  # not shown to others
    "kanarie-closed-plan": {"dora"},
    "kanarie-closed-photo": {"dora"},
    "kanarie-claim": {"cem", "cora"},
    "kanarie-closed-claim": {"dora"},
}


class QuarterStage(Stage):
    """The cast in Nord (public) and Süd (closed)."""

    cast = CAST
    canaries = CANARIES
    form = (
        "name=Probe&kind=school&last_name=Probe&text=Probe&purpose=members&channel=paper&role=member"
        "&email=probe@example.org&oeffentlich=ja&wunsch=zeigen&dinge-anzahl=0&zahlen-anzahl=0"
        "&weight=3&sort=mixed&answer=joined&asked_on=2026-03-05"
    )

    def __init__(self) -> None:
        super().__init__()
        # What is kept in memory is told by the keys of the journal, which begin anew with every test.
        directories._held.clear()
        fitting.forget()
        drawn.forget()
        roles = {"cem": "", "ben": "", "cora": "", "dora": "", "ada": "administrator"}
        self.people = {key: make_user(key.title(), role) for key, role in roles.items()}
        User.objects.filter(pk=self.people["ben"].pk).update(email="kanarie-ben@example.org")
        self.north = make_quarter("Nord", coordinator=self.people["cora"])
        self.south = make_quarter("Süd", coordinator=self.people["dora"], public=False)
        change_quarter(self.south, {"description": "kanarie-description"}, by=None)
        admit_member(self.north, self.people["ben"], by=None)
        office = {"emails": ["kanarie-office@example.org"], "phones": ["kanarie-phone"], "note": "kanarie-note"}
        kita = make_actor(self.north, **office)
        silent = make_person(kita, "kanarie-silent", emails=["kanarie-silent@example.org"])
        make_person(kita, "kanarie-members", emails=["kanarie-members@example.org"], agreed=("members",))
        make_person(kita, "Offen", emails=["kanarie-public@example.org"], agreed=("public",))
        make_actor(self.north, "kanarie-unlisted", listed=False)
        actors.archive_actor(make_actor(self.north, "kanarie-archived"), by=None)
        individual = make_actor(self.north, "kanarie-person", kind="individual")
        make_person(individual, "kanarie-person", note="kanarie-person-note")
        closed = make_actor(self.south, "kanarie-closed")
        make_person(closed, "kanarie-closed", agreed=("public",))
        self.guests["guest"] = self._link(MEMBER_LINK, self.north.code, "kanarie-guest@example.org")
        self.guests["keeper"] = self._link(PERSON_LINK, silent.code, "kanarie-silent@example.org")
        key_contact = {"key_contact": "kanarie-schluessel"}
        room = add_venue(kita, {"name": "Turnhalle"} | key_contact, by=None)
        closed_room = add_venue(closed, {"name": "kanarie-closed"} | key_contact, by=None)
        activity = actors.say_activity(kita, "Sommerfest", by=None)
        uploaded = lists.upload_list(
            self.north, [Sheet("Liste", [["Name", "E-Mail"], ["kanarie-list", "a@b.example"]])], "liste.csv", by=None
        )
        self.things = {
            "silent_stop": stop_address(silent).rstrip("/").rpartition("/")[2],
            "kita": kita.code, "silent": silent.code, "individual": individual.code, "closed": closed.code,
            "activity": str(activity.pk), "list": uploaded.code, "closed_person": closed.people.get().code,
            "room": room.code, "closed_room": closed_room.code,
            "photo": self._photo(room, "Blick"), "closed_photo": self._photo(closed_room, "kanarie-closed-photo"),
        }  # fmt: skip
        for actor, who, canary in ((kita, "cem", "kanarie-claim"), (closed, "dora", "kanarie-closed-claim")):
            self.things[f"{canary.removeprefix('kanarie-').replace('-', '_')}"] = claims.claim_actor(
                actor, canary, canary, canary, by=self.people[who]
            ).code
        self.things |= self._network(kita, individual, closed)
        for quarter, canary in ((self.north, "kanarie-plan"), (self.south, "kanarie-closed-plan")):
            drawing = Rendition(80, 60, "image/png", canary.encode())
            plans.add_plan(quarter, Drawn(drawing, drawing), canary, by=None)

    def _network(self, kita: Actor, individual: Actor, closed: Actor) -> dict[str, str]:
        """Plant ties, a pair that fits, introductions and an approach; return their codes."""
        school, shop = make_actor(self.north, "Schule", kind="school"), make_actor(self.north, "Laden", kind="shop")
        actors.set_goods(kita, [{"direction": "seek", "kind": "material", "text": "Nähmaschine"}], by=None)
        actors.set_goods(shop, [{"direction": "offer", "kind": "material", "text": "Nähmaschine"}], by=None)
        make_tie(kita, individual)
        texts = {"offer_text": "Saal", "seek_text": "Raum"}
        sides = {"offer_side": school, "seek_side": kita}
        asked = introductions.propose(Introduction(quarter=self.north, **sides, **texts), by=None)
        sides = {"offer_side": school, "seek_side": shop}
        foreign = introductions.propose(
            Introduction(quarter=self.north, offer_text="kanarie-introduction", seek_text="Raum", **sides), by=None
        )
        approach = approaches.ask_somebody(self.north, "police", dt.date(2026, 3, 5), "kanarie-approach", by=None)
        return {
            "tie": make_tie(kita, school, note="kanarie-tie-note").code,
            "foreign_tie": make_tie(school, shop, since="kanarie-since", note="kanarie-foreign-note").code,
            "closed_tie": make_tie(closed, make_actor(self.south, "kanarie-closed-shop", kind="shop")).code,
            "pair": f"sucht={kita.goods.get().pk}&bietet={shop.goods.get().pk}",
            "introduction": asked.code,
            "foreign_introduction": foreign.code,
            "approach": approach.code,
        }

    @staticmethod
    def _photo(room: Venue, words: str) -> str:
        drawing = Rendition(80, 60, "image/jpeg", words.encode())
        return photos.add_photo(room, Drawn(drawing, drawing), words, by=None).code

    @staticmethod
    def _link(purpose: str, subject: str, email: str) -> str:
        return make_link(purpose, by=None, lifetime=LINK_LASTS, subject=subject, name="Gila", email=email)[1]

    @staticmethod
    def clear() -> None:
        """Take everything away, for a second stage in one test."""
        Actor.objects.all().delete()
        Quarter.objects.all().delete()
        User.objects.all().delete()
