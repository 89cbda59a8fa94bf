"""A quarter is founded, described and published."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.models import Instance, User
from quartier.accounts.permissions import require
from quartier.base.codes import code_for, new_code
from quartier.journal.actions import record
from quartier.quarters.models import Figure, Membership, Quarter

# First parts of addresses below /stadtteile/ that no quarter may take.
RESERVED_CODES = frozenset({"neu", "mein-eintrag", "keine-erinnerungen"})


@transaction.atomic
def found_quarter(name: str, municipality: str = "", *, by: User | None, is_demo: bool = False) -> Quarter:
    """Begin a quarter that nobody else sees yet; whoever founds it coordinates it.

    Its code, which stands in all addresses, comes from the name and never changes.
    """
    require(by, "quarters.found_quarter")
    code = code_for(name)[:50].strip("-")
    if not code or code in RESERVED_CODES or Quarter.objects.filter(code=code).exists():
        code = f"{code}-{new_code(4)}".strip("-")
    quarter = Quarter.objects.create(code=code, name=name, municipality=municipality, is_demo=is_demo)
    if by is not None:
        Membership.objects.create(quarter=quarter, user=by, role=Membership.Role.COORDINATOR)
    record("quarter.founded", quarter, by=by)
    return quarter


@transaction.atomic
def change_quarter(
    quarter: Quarter, values: dict[str, Any], figures: Sequence[dict[str, Any]] | None = None, *, by: User | None
) -> Quarter:
    """Change name, municipality, description and languages; with `figures`, those take the place of the old ones."""
    require(by, "quarters.edit_quarter", quarter)
    for field in ("name", "municipality", "description", "languages"):
        if field in values:
            setattr(quarter, field, values[field])
    quarter.save()
    if figures is not None:
        quarter.figures.all().delete()
        rows = [Figure(quarter=quarter, position=position, **figure) for position, figure in enumerate(figures)]
        Figure.objects.bulk_create(rows)
    record("quarter.changed", quarter, by=by, public=quarter.is_public)
    return quarter


@transaction.atomic
def set_boundary(quarter: Quarter, rings: list[list[list[float]]] | None, *, by: User | None) -> Quarter:
    """Draw the boundary: rings of [longitude, latitude]; None takes it away."""
    require(by, "quarters.edit_quarter", quarter)
    quarter.boundary = rings
    quarter.save(update_fields=["boundary"])
    record("quarter.boundary_drawn", quarter, by=by, public=quarter.is_public)
    return quarter


@transaction.atomic
def publish_quarter(quarter: Quarter, *, by: User | None) -> Quarter:
    """Show the quarter and its listed actors to everybody; refused while the legal notice is empty."""
    require(by, "quarters.publish_quarter", quarter)
    if not Instance.load().legal_notice.strip():
        raise ValidationError(_("Tragen Sie zuerst das Impressum ein. Dann kann der Stadtteil öffentlich werden."))
    if not quarter.is_public:
        quarter.is_public = True
        quarter.save(update_fields=["is_public"])
        record("quarter.published", quarter, by=by, public=True)
    return quarter


@transaction.atomic
def withdraw_quarter(quarter: Quarter, *, by: User | None) -> Quarter:
    """Show the quarter to its members alone."""
    require(by, "quarters.publish_quarter", quarter)
    if quarter.is_public:
        quarter.is_public = False
        quarter.save(update_fields=["is_public"])
        record("quarter.withdrawn", quarter, by=by)
    return quarter
