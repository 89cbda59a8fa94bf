"""Rooms are added, changed and removed."""

from typing import Any

from django.db import transaction

from quartier.accounts.permissions import require
from quartier.base.changes import take_over
from quartier.journal.actions import record
from quartier.quarters.actions.photos import remove_photo
from quartier.quarters.models import Actor, Venue

FIELDS = (
    "name", "seats", "seats_estimated", "access", "equipment", "costs", "key_contact", "available", "measured_by",
    "measured_on", "note",
)  # fmt: skip


@transaction.atomic
def add_venue(actor: Actor, values: dict[str, Any], *, by: Any) -> Venue:
    """Add a room of an actor with some of FIELDS."""
    require(by, "quarters.edit_venue", actor)
    venue = Venue.objects.create(actor=actor, **{field: values[field] for field in FIELDS if field in values})
    record("venue.added", venue, by=by)
    return venue


@transaction.atomic
def change_venue(venue: Venue, values: dict[str, Any], *, by: Any) -> Venue:
    """Change some of FIELDS."""
    require(by, "quarters.edit_venue", venue)
    changed = take_over(venue, values, FIELDS)
    if changed:
        venue.save(update_fields=changed)
        record("venue.changed", venue, by=by, fields=changed)
    return venue


@transaction.atomic
def remove_venue(venue: Venue, *, by: Any) -> None:
    """Delete a room, with its photos."""
    require(by, "quarters.edit_venue", venue)
    for photo in venue.photos.select_related("picture"):
        remove_photo(photo, by=by)
    record("venue.removed", venue, by=by)
    venue.delete()
