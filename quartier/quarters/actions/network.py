"""Ties between actors are entered, changed and taken away."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.permissions import require
from quartier.base.changes import take_over
from quartier.journal.actions import record
from quartier.quarters.models import Actor, Tie

FIELDS = ("kinds", "since", "weight", "note")


@transaction.atomic
def add_tie(actor: Actor, other: Actor, values: dict[str, Any], *, by: Any) -> Tie:
    """Write down that two actors of one quarter work together, with some of FIELDS.

    Whoever keeps one end may; a tie that is there already is returned as it is. Raises ValidationError for two actors
    between whom there can be none.
    """
    require(by, "quarters.tie_actor", actor)
    if actor == other or actor.quarter_id != other.quarter_id:
        raise ValidationError(_("Wählen Sie zwei verschiedene Akteure aus diesem Stadtteil."))
    one, two = sorted((actor, other), key=lambda end: end.pk)
    kept = {field: values[field] for field in FIELDS if field in values}
    tie, created = Tie.objects.get_or_create(one=one, other=two, defaults={"quarter": actor.quarter, **kept})
    if created:
        record("tie.added", tie, by=by)
    return tie


@transaction.atomic
def change_tie(tie: Tie, values: dict[str, Any], *, by: Any) -> Tie:
    """Change some of FIELDS."""
    require(by, "quarters.edit_tie", tie)
    changed = take_over(tie, values, FIELDS)
    if changed:
        tie.save(update_fields=changed)
        record("tie.changed", tie, by=by, fields=changed)
    return tie


@transaction.atomic
def remove_tie(tie: Tie, *, by: Any) -> None:
    """Take a tie away."""
    require(by, "quarters.edit_tie", tie)
    record("tie.removed", tie, by=by)
    tie.delete()
