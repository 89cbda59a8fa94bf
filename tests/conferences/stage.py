"""The cast of the quarters, with a published conference and a draft in Nord, and a published one in Süd, which is closed.

Mara, in addition, is a member of Nord and manages its conferences.
"""

import dataclasses
import datetime as dt

from quartier.conferences.actions import concept, founding, groups, mandates, statutes
from quartier.conferences.governance.statutes import Seat
from quartier.quarters.actions.members import admit_member
from quartier.quarters.models import ContactPerson
from tests.factories import make_actor, make_person, make_user
from tests.quarters.stage import CAST as QUARTER_CAST
from tests.quarters.stage import QuarterStage

CAST = (*QUARTER_CAST, "mara")
INSIDE = {"guest", "keeper", "ben", "cora", "mara"}
EDITORS = {"cora", "mara"}

CANARIES = {
    "kanarie-draft": INSIDE,
    "kanarie-concept": INSIDE,
    "kanarie-rules": INSIDE,
    "kanarie-comment": INSIDE,
    "kanarie-mailbox@example.org": EDITORS,
    "kanarie-leise": {"cora"},  # holds a mandate, leads a group, has agreed to nothing
    "kanarie-closed-conference": {"dora"},
}


class ConferenceStage(QuarterStage):
    """Conferences in Nord and Süd."""

    cast = CAST
    canaries = CANARIES

    def __init__(self) -> None:
        super().__init__()
        self.people["mara"] = make_user("Mara")
        admit_member(self.north, self.people["mara"], by=None)
        north = founding.found_conference(
            self.north, {"name": "Konferenz", "email": "kanarie-mailbox@example.org"}, by=None
        )
        founding.set_state(north, "published", by=None)
        draft = founding.found_conference(self.north, {"name": "Entwurf", "aim": "kanarie-draft"}, by=None)
        south = founding.found_conference(
            self.south, {"name": "Konferenz", "aim": "kanarie-closed-conference"}, by=None
        )
        founding.set_state(south, "published", by=None)
        for conference in (north, draft):
            founding.appoint_manager(conference, self.people["mara"], by=None)
        first = statutes.begin_draft(north, statutes.preset("open-assembly", "Konferenz"), by=None)
        statutes.adopt(first, dt.date(2026, 1, 1), by=None)
        begun = statutes.begin_draft(north, by=None)
        told = dataclasses.replace(begun.content, seats=(Seat("eins", "kanarie-rules"),))
        statutes.save_draft(begun, told, by=None)
        concept.save_section(north, "goals", "kanarie-concept", by=None)
        comment = concept.write_comment(north, "goals", "kanarie-comment", by=None)
        school = make_actor(self.north, "Gymnasium", kind="school")
        quiet = make_person(school, "kanarie-leise")
        open_one = make_person(school, "Offenbach", agreed=("public",))
        group = groups.save_group(north, None, {"name": "Unterführung"}, by=None)
        groups.set_members(group, [open_one], [quiet], by=None)
        mandate = mandates.give_mandate(north, {"role": "chair", "holder": quiet}, by=None)
        south_group = groups.save_group(south, None, {"name": "Fremde"}, by=None)
        south_mandate = mandates.give_mandate(
            south, {"role": "chair", "holder": ContactPerson.objects.get(last_name="kanarie-closed")}, by=None
        )
        self.things |= {
            "comment": comment.code, "group": group.code, "mandate": mandate.code,
            "south_group": south_group.code, "south_mandate": south_mandate.code,
        }  # fmt: skip
        self.form = (
            f"name=Probe&email=probe@example.org&text=Probe&zustand=published&teile-anzahl=0&base=1"
            f"&role=delegate&way=elected&begins_on=2026-03-05&holder={open_one.code}&member={self.people['ben'].code}"
        )
