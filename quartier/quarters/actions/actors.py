"""Actors are added, changed, listed and archived."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from quartier.accounts.permissions import require
from quartier.base.changes import take_over
from quartier.journal.actions import record
from quartier.quarters import vocabulary as v
from quartier.quarters.models import Activity, Actor, Good, Quarter, Reminder

FIELDS = (
    "name", "kind", "group", "about", "action_fields", "languages", "street", "place", "latitude", "longitude",
    "opening_hours", "web", "emails", "phones", "since", "audiences", "note",
)  # fmt: skip
_OFFICE = frozenset({"note", "audiences"})  # for coordinators alone


@transaction.atomic
def add_actor(quarter: Quarter, values: dict[str, Any], *, by: Any) -> Actor:
    """Add an actor with some of FIELDS; not yet in the public directory."""
    require(by, "quarters.add_actor", quarter)
    actor = Actor(quarter=quarter, **{field: values[field] for field in FIELDS if field in values})
    actor.group = actor.group or v.GROUP_OF.get(actor.kind, "")
    actor.save()
    record("actor.added", actor, by=by)
    return actor


@transaction.atomic
def change_actor(actor: Actor, values: dict[str, Any], *, by: Any) -> Actor:
    """Change some of FIELDS. The note and the audiences are for coordinators; from others they are left out."""
    require(by, "quarters.edit_actor", actor)
    may_all = by is None or by.has_perm("quarters.list_actor", actor)
    changed = take_over(actor, values, FIELDS if may_all else [name for name in FIELDS if name not in _OFFICE])
    if changed:
        actor.save()
        record("actor.changed", actor, by=by, fields=changed)
    return actor


@transaction.atomic
def set_goods(actor: Actor, goods: Iterable[dict[str, Any]], *, by: Any) -> Actor:
    """Put what the actor offers and seeks in place of what stood there: direction, kind, text, until."""
    require(by, "quarters.edit_actor", actor)
    actor.goods.all().delete()
    Good.objects.bulk_create([Good(actor=actor, **good) for good in goods])
    record("actor.goods_changed", actor, by=by)
    return actor


@transaction.atomic
def say_activity(actor: Actor, text: str, *, by: Any) -> Activity:
    """Say what the actor is doing now."""
    require(by, "quarters.edit_actor", actor)
    activity = Activity.objects.create(actor=actor, text=text)
    record("activity.said", actor, by=by)
    return activity


@transaction.atomic
def confirm_activity(activity: Activity, *, by: Any) -> Activity:
    """Say that it is still true."""
    require(by, "quarters.edit_actor", activity.actor)
    activity.confirmed_on = timezone.localdate()
    activity.save(update_fields=["confirmed_on"])
    record("activity.confirmed", activity.actor, by=by)
    return activity


@transaction.atomic
def end_activity(activity: Activity, *, by: Any) -> None:
    """Take away what is over."""
    require(by, "quarters.edit_actor", activity.actor)
    record("activity.ended", activity.actor, by=by)
    activity.delete()


@transaction.atomic
def list_actors(actors: Iterable[Actor], listed: bool, *, by: Any) -> int:
    """Put actors of one quarter into the public directory, or take them out; return how many changed."""
    changed = 0
    for actor in actors:
        require(by, "quarters.list_actor", actor)
        if actor.is_listed != listed:
            actor.is_listed = listed
            actor.save(update_fields=["is_listed", "updated_at"])
            record("actor.listed" if listed else "actor.unlisted", actor, by=by, public=listed and not actor.is_person)
            changed += 1
    return changed


@transaction.atomic
def archive_actor(actor: Actor, *, by: Any) -> Actor:
    """Take an actor off all lists; it can be brought back."""
    require(by, "quarters.list_actor", actor)
    if actor.archived_on is None:
        actor.archived_on = timezone.localdate()
        actor.save(update_fields=["archived_on", "updated_at"])
        Reminder.objects.filter(person__actor=actor).drop_waiting()
        record("actor.archived", actor, by=by)
    return actor


@transaction.atomic
def restore_actor(actor: Actor, *, by: Any) -> Actor:
    """Bring an archived actor back."""
    require(by, "quarters.list_actor", actor)
    if actor.archived_on is not None:
        actor.archived_on = None
        actor.save(update_fields=["archived_on", "updated_at"])
        record("actor.restored", actor, by=by)
    return actor
