"""Whose name is shown to whom. Consent is looked up at every question: whoever withdraws it is gone at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quartier.conferences.models import Conference, GroupMember, Mandate, WorkingGroup
from quartier.quarters.models import Actor, ContactPerson


@dataclass(frozen=True)
class Seen:
    """The people and actors of a quarter that somebody sees, by key."""

    people: dict[int, str]
    actors: dict[int, str]

    def holder(self, mandate: Mandate) -> str:
        """Return who holds a mandate, as far as this viewer may know."""
        if mandate.holder_id is None:
            return _("gelöschte Person")
        return self.people.get(mandate.holder_id) or _("nicht öffentlich")

    def side(self, mandate: Mandate) -> str:
        """Return for whom somebody holds a mandate."""
        actor = self.actors.get(mandate.actor_id or 0, "")
        return " · ".join(words for words in (actor, mandate.group.name if mandate.group else "") if words)


@dataclass(frozen=True)
class GroupFace:
    """A working group with those of its people who may be named."""

    group: WorkingGroup
    leads: list[str]
    others: list[str]
    unnamed: int


def seen_by_all(conference: Conference) -> Seen:
    """Return whom everybody sees, whoever is looking: the public site shows the same to all."""
    return _seen(ContactPerson.objects.shown_to("public"), Actor.objects.shown_to("public"), conference)


def seen_by(conference: Conference, visitor: Any) -> Seen:
    """Return whom the visitor sees, in their role in the quarter."""
    return _seen(ContactPerson.objects.visible_to(visitor), Actor.objects.visible_to(visitor), conference)


def _seen(people: Any, actors: Any, conference: Conference) -> Seen:
    quarter = conference.quarter_id
    named = people.filter(actor__quarter=quarter).order_by("last_name", "first_name", "pk")
    listed = actors.filter(quarter=quarter)
    return Seen({p.pk: p.name for p in named}, dict(listed.values_list("pk", "name")))


def participants(conference: Conference) -> list[tuple[str, str, str]]:
    """Return (name, role, actor) of those who agreed to be named in public."""
    shown = ContactPerson.objects.shown_to("public").filter(actor__quarter=conference.quarter_id)
    people = shown.select_related("actor").order_by("last_name", "first_name", "pk")
    return [(p.name, p.role, "" if p.actor.is_person else p.actor.name) for p in people]


def groups(conference: Conference, seen: Seen) -> list[GroupFace]:
    """Return the groups, running ones first. Two questions."""
    members: dict[int, list[GroupMember]] = {}
    for member in GroupMember.objects.filter(group__conference=conference):
        members.setdefault(member.group_id, []).append(member)
    ordered = sorted(conference.groups.all(), key=lambda group: group.ended_on is not None)
    return [_group(group, members.get(group.pk, ()), seen) for group in ordered]


def _group(group: WorkingGroup, members: Iterable[GroupMember], seen: Seen) -> GroupFace:
    named = [(member.is_lead, seen.people.get(member.person_id, "")) for member in members]
    return GroupFace(
        group,
        [name for is_lead, name in named if name and is_lead],
        [name for is_lead, name in named if name and not is_lead],
        sum(not name for _is_lead, name in named),
    )
