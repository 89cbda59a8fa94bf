"""Points of many actors at once."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from quartier.accounts.permissions import require
from quartier.journal.actions import record
from quartier.quarters import vocabulary as v
from quartier.quarters.models import Actor, Quarter


@transaction.atomic
def set_points(quarter: Quarter, points: Mapping[str, tuple[float, float]], *, by: Any) -> int:
    """Set (latitude, longitude) by code of the actor; return how many changed. Codes from elsewhere are passed over.

    One entry for all: a list is one decision.
    """
    require(by, "quarters.edit_quarter", quarter)
    changed = []
    for actor in quarter.actors.exclude(kind=v.INDIVIDUAL).filter(code__in=points):
        if (actor.latitude, actor.longitude) != points[actor.code]:
            actor.latitude, actor.longitude = points[actor.code]
            actor.updated_at = timezone.now()
            changed.append(actor)
    Actor.objects.bulk_update(changed, ["latitude", "longitude", "updated_at"], batch_size=200)
    if changed:
        record("quarter.points_set", quarter, by=by, actors=len(changed))
    return len(changed)
