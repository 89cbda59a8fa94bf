"""What lies behind the maps of a quarter: its plan, and the tiles of the operator's server, with whose work they are."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.quarters.backdrop import Sheet
from quartier.quarters.models import Quarter, QuarterPlan
from quartier.quarters.plan import Plan
from quartier.quarters.tiles import covering


@dataclass(frozen=True, slots=True)
class Behind:
    """The plan where it is laid on the ground, and what has to be said below the map."""

    plan: Sheet | None
    credits: tuple[str, ...]

    def sheets(self, plan: Plan) -> list[Sheet]:
        """Return what lies behind a drawing, the lowest first."""
        tiles = covering(plan, settings.MAP_TILES_URL) if settings.MAP_TILES_URL else []
        return [*tiles, self.plan] if self.plan else tiles


def behind_of(quarter: Quarter, visitor: Any = None) -> Behind:
    """Return what lies behind the map that everybody sees; for a `visitor`, behind the one that they draw on."""
    plans = QuarterPlan.objects.filter(quarter=quarter, removed_at=None).select_related("picture")
    plan = (plans.filter(is_shown=True) if visitor is None else plans.visible_to(visitor)).first()
    laid = plan.calibrated if plan else None
    said = [_("Plan: %(source)s") % {"source": plan.source}] if plan and laid else []
    if settings.MAP_TILES_URL:
        host = urlsplit(settings.MAP_TILES_URL).hostname
        words = _("Kartenbild: %(source)s. Ihr Browser holt es von %(host)s.")
        said.append(words % {"source": settings.MAP_TILES_ATTRIBUTION, "host": host})
    return Behind(Sheet.of(picture_address(quarter, plan), laid) if plan and laid else None, tuple(said))


def picture_address(quarter: Quarter, plan: QuarterPlan) -> str:
    """Return where the picture of a plan is; another picture has another address."""
    return f"{reverse('plan_picture', args=[quarter.code])}?nr={plan.picture_id}"
