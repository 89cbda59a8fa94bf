"""A conference is founded, described, published and ended, and gets its managers."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.accounts.models import Instance, User
from quartier.accounts.permissions import require
from quartier.base.changes import take_over
from quartier.base.codes import code_for, new_code
from quartier.conferences import vocabulary as v
from quartier.conferences.actions.statutes import begin_draft, preset
from quartier.conferences.models import Block, Conference, Manager
from quartier.journal.actions import record
from quartier.quarters.models import Quarter

FIELDS = ("name", "aim", "occasion", "founded_on", "founded_by", "city_contact", "email")
# Last parts of addresses below /konferenz/ that no conference may take.
RESERVED_CODES = frozenset({"neu"})


@transaction.atomic
def found_conference(quarter: Quarter, values: dict[str, Any], *, by: User | None) -> Conference:
    """Begin a conference with some of FIELDS, as a draft. Its code comes from the name and never changes.

    With a `preset` it begins with a draft of house rules, too.
    """
    require(by, "conferences.found_conference", quarter)
    code = code_for(values["name"])[:50].strip("-")
    if not code or code in RESERVED_CODES or quarter.conferences.filter(code=code).exists():
        code = f"{code}-{new_code(4)}".strip("-")
    kept = {"founded_on": timezone.localdate()} | {field: values[field] for field in FIELDS if field in values}
    conference = Conference.objects.create(quarter=quarter, code=code, **kept)
    record("conference.founded", conference, by=by)
    if values.get("preset"):
        begin_draft(conference, preset(values["preset"], conference.name), by=by)
    return conference


@transaction.atomic
def change_conference(conference: Conference, values: dict[str, Any], *, by: User | None) -> Conference:
    """Change some of FIELDS."""
    require(by, "conferences.edit_conference", conference)
    if changed := take_over(conference, values, FIELDS):
        conference.save(update_fields=changed)
        record("conference.changed", conference, by=by, public=conference.is_public, fields=changed)
    return conference


@transaction.atomic
def arrange_site(conference: Conference, blocks: Sequence[dict[str, Any]], *, by: User | None) -> None:
    """Put these blocks on the front page, in this order, in place of the old ones."""
    require(by, "conferences.edit_conference", conference)
    conference.blocks.all().delete()
    Block.objects.bulk_create(
        [
            Block(conference=conference, position=position, title=block["title"], text=block["text"])
            for position, block in enumerate(blocks)
        ]
    )
    record("conference.site_arranged", conference, by=by, public=conference.is_public)


@transaction.atomic
def set_state(conference: Conference, state: str, *, by: User | None) -> Conference:
    """Publish a conference, take it back to a draft, or end it; the site of an ended one stays readable."""
    require(by, "conferences.publish_conference", conference)
    if state not in v.STATES:
        raise ValidationError(_("Diesen Zustand gibt es nicht."))
    if state != v.DRAFT and not Instance.load().legal_notice.strip():
        raise ValidationError(_("Tragen Sie zuerst das Impressum ein. Dann kann die Konferenz öffentlich werden."))
    if conference.state != state:
        conference.state = state
        conference.save(update_fields=["state"])
        record(
            "conference.withdrawn"
            if state == v.DRAFT
            else "conference.published"
            if state == v.PUBLISHED
            else "conference.ended",
            conference,
            by=by,
            public=conference.is_public,
        )
    return conference


@transaction.atomic
def appoint_manager(conference: Conference, user: User, *, by: User | None) -> Manager:
    """Let an account of the quarter manage the conference."""
    require(by, "conferences.appoint_manager", conference)
    if not conference.quarter.memberships.filter(user=user).exists():
        raise ValidationError(_("Nehmen Sie die Person zuerst als Mitglied des Stadtteils auf."))
    manager, created = Manager.objects.get_or_create(conference=conference, user=user)
    if created:
        record("conference.manager_appointed", manager, by=by)
    return manager


@transaction.atomic
def dismiss_manager(manager: Manager, *, by: User | None) -> None:
    """End somebody's management."""
    require(by, "conferences.appoint_manager", manager.conference)
    record("conference.manager_dismissed", manager, by=by)
    manager.delete()
