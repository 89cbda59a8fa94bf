"""Working groups begin, change, end, and get their members."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.conferences.models import Conference, GroupMember, WorkingGroup
from quartier.journal.actions import record
from quartier.quarters.models import ContactPerson

FIELDS = ("name", "aim", "is_open")


@transaction.atomic
def save_group(conference: Conference, group: WorkingGroup | None, values: dict[str, Any], *, by: Any) -> WorkingGroup:
    """Begin a group (None) or change one, with some of FIELDS."""
    require(by, "conferences.edit_conference", conference)
    saved = group or WorkingGroup(conference=conference)
    for field in FIELDS:
        if field in values:
            setattr(saved, field, values[field])
    saved.save()
    record("group.changed" if group else "group.begun", saved, by=by)
    return saved


@transaction.atomic
def set_members(
    group: WorkingGroup, people: Iterable[ContactPerson], leads: Iterable[ContactPerson] = (), *, by: Any
) -> None:
    """Say who is in the group and who leads it. Everybody comes from the quarter of the conference.

    Those whom `by` does not see stay in it.
    """
    require(by, "conferences.edit_conference", group.conference)
    leading = {person.pk for person in leads}
    wanted = {person.pk: person for person in (*people, *leads)}
    quarter = group.conference.quarter_id
    if any(person.actor.quarter_id != quarter for person in wanted.values()):
        raise ValidationError(_("Wählen Sie Menschen aus diesem Stadtteil."))
    seen = ContactPerson.objects.all() if by is None else ContactPerson.objects.visible_to(by)
    group.members.filter(person__in=seen).exclude(person__in=wanted).delete()
    for key in wanted:
        GroupMember.objects.update_or_create(group=group, person_id=key, defaults={"is_lead": key in leading})
    record("group.members_changed", group, by=by)


@transaction.atomic
def join_group(group: WorkingGroup, person: ContactPerson, *, by: Any) -> bool:
    """Join an open group by oneself; False when one is in it already."""
    require(by, "conferences.join_group", person)
    if group.ended_on or not group.is_open or person.actor.quarter_id != group.conference.quarter_id:
        raise ValidationError(_("In diese Gruppe kommt man gerade nicht von selbst. Schreiben Sie der Konferenz."))
    _member, created = GroupMember.objects.get_or_create(group=group, person=person)
    if created:
        record("group.joined", group, by=by if isinstance(by, User) else None)
    return created


@transaction.atomic
def end_group(group: WorkingGroup, *, by: Any) -> None:
    """End a group; it stays readable."""
    require(by, "conferences.edit_conference", group.conference)
    if group.ended_on is None:
        group.ended_on = timezone.localdate()
        group.save(update_fields=["ended_on"])
        record("group.ended", group, by=by)
