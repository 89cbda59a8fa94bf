"""The plan that lies behind the maps of a quarter: taken in, laid on the ground, taken away."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from quartier.accounts.permissions import require
from quartier.base.changes import take_over
from quartier.files.actions import drop_picture, keep_picture
from quartier.journal.actions import record
from quartier.quarters.models import Quarter, QuarterPlan
from quartier.quarters.models.plan import KEPT
from quartier.quarters.plan import Mark, Plan

MOST_MARKS = 20


@transaction.atomic
def add_plan(quarter: Quarter, picture: Any, source: str, *, by: Any) -> QuarterPlan:
    """Take in a cleaned picture as the plan; it takes the place of the one before, whose points say nothing of it."""
    require(by, "quarters.edit_quarter", quarter)
    before = QuarterPlan.objects.filter(quarter=quarter).first()
    if before:
        _delete(before)
    plan = QuarterPlan.objects.create(quarter=quarter, picture=keep_picture(picture, by=by), source=source)
    record("plan.added", plan, by=by)
    return plan


@transaction.atomic
def change_plan(plan: QuarterPlan, values: dict[str, Any], *, by: Any) -> QuarterPlan:
    """Change its source, and whether it lies behind the map that everybody sees."""
    require(by, "quarters.edit_quarter", plan)
    changed = take_over(plan, values, ("source", "is_shown"))
    if changed:
        plan.save(update_fields=changed)
        record("plan.changed", plan, by=by, fields=changed)
    return plan


@transaction.atomic
def set_marks(plan: QuarterPlan, marks: Sequence[Mark], *, by: Any) -> QuarterPlan:
    """Say which points of the plan lie where."""
    require(by, "quarters.edit_quarter", plan)
    plan.marks = [[round(mark.x, 2), round(mark.y, 2), mark.lat, mark.lon] for mark in marks[:MOST_MARKS]]
    plan.save(update_fields=["marks"])
    record("plan.laid", plan, by=by, points=len(plan.marks))
    return plan


def lay_level(plan: QuarterPlan, middle: tuple[float, float], across: float, *, by: Any) -> QuarterPlan:
    """Lay a plan with north up by its middle and its width in metres: two points at its edges say the same."""
    width, height = plan.picture.width, plan.picture.height
    level = Plan.level(middle, across, width, height)
    edges = ((0.0, height / 2), (float(width), height / 2))
    return set_marks(plan, [Mark(x, y, *level.to_position(x, y)) for x, y in edges], by=by)


@transaction.atomic
def remove_plan(plan: QuarterPlan, *, by: Any) -> QuarterPlan:
    """Take the plan away from all maps; `restore_plan` brings it back, for KEPT."""
    require(by, "quarters.edit_quarter", plan)
    if plan.removed_at is None:
        plan.removed_at = timezone.now()
        plan.save(update_fields=["removed_at"])
        record("plan.removed", plan, by=by)
    return plan


@transaction.atomic
def restore_plan(plan: QuarterPlan, *, by: Any) -> QuarterPlan:
    """Bring back a plan that was taken away."""
    require(by, "quarters.edit_quarter", plan)
    if plan.removed_at is not None:
        plan.removed_at = None
        plan.save(update_fields=["removed_at"])
        record("plan.restored", plan, by=by)
    return plan


def delete_removed(now: dt.datetime) -> int:
    """Delete plans that were taken away long enough ago, with their pictures; return how many."""
    plans = list(QuarterPlan.objects.filter(removed_at__lte=now - KEPT).select_related("picture"))
    for plan in plans:
        _delete(plan)
    return len(plans)


def _delete(plan: QuarterPlan) -> None:
    picture = plan.picture
    plan.delete()
    drop_picture(picture)
