"""Two quarters and the cast that looks at them.

nobody has no account; the guest is a member of Nord by a personal link, the keeper a contact person there with a link
to their own entry; Cem has an account and belongs nowhere; Ben is a member of Nord, Cora coordinates it; Dora
coordinates Süd; Ada administers the instance and belongs to no quarter.
"""

from quartier.accounts.actions.links import make_link
from quartier.accounts.models import User
from quartier.quarters.actions import actors, lists
from quartier.quarters.actions.founding import change_quarter
from quartier.quarters.actions.members import LINK_LASTS, admit_member
from quartier.quarters.actions.venues import add_venue
from quartier.quarters.lists.reading import Sheet
from quartier.quarters.models import Actor, Quarter
from quartier.quarters.roles import MEMBER_LINK, PERSON_LINK
from tests.access import Stage
from tests.factories import make_actor, make_person, make_quarter, make_user

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
}


class QuarterStage(Stage):
    """The cast in Nord (public) and Süd (closed)."""

    cast = CAST
    canaries = CANARIES
    form = (
        "name=Probe&kind=school&last_name=Probe&text=Probe&purpose=members&channel=paper&role=member"
        "&email=probe@example.org&oeffentlich=ja&wunsch=zeigen&dinge-anzahl=0&zahlen-anzahl=0"
    )

    def __init__(self) -> None:
        super().__init__()
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
            "kita": kita.code, "silent": silent.code, "individual": individual.code, "closed": closed.code,
            "activity": str(activity.pk), "list": uploaded.code, "closed_person": closed.people.get().code,
            "room": room.code, "closed_room": closed_room.code,
        }  # fmt: skip

    @staticmethod
    def _link(purpose: str, subject: str, email: str) -> str:
        return make_link(purpose, by=None, lifetime=LINK_LASTS, subject=subject, name="Gila", email=email)[1]

    @staticmethod
    def clear() -> None:
        """Take everything away, for a second stage in one test."""
        Actor.objects.all().delete()
        Quarter.objects.all().delete()
        User.objects.all().delete()
