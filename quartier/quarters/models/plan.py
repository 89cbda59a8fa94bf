"""An uploaded plan of a quarter, and the points of it whose place on the ground is known."""

import datetime as dt
from typing import Any

from django.db import models

from quartier.files.models import Picture
from quartier.quarters.models.quarter import Quarter
from quartier.quarters.plan import Mark, Plan, PlanError
from quartier.quarters.roles import coordinated_by

KEPT = dt.timedelta(days=30)  # after it was taken away, so that it can be brought back


class PlanQuerySet(models.QuerySet["QuarterPlan"]):
    """Reading plans."""

    def visible_to(self, user: Any) -> "PlanQuerySet":
        """Return those that lie behind the map of a quarter that the person sees, and all where they coordinate."""
        shown = models.Q(is_shown=True, removed_at=None, quarter__in=Quarter.objects.visible_to(user))
        return self.filter(shown | models.Q(quarter__in=coordinated_by(user)))


class QuarterPlan(models.Model):
    """A city map, a screenshot or a sketch. One that was taken away can be brought back for a while."""

    quarter = models.OneToOneField(Quarter, on_delete=models.CASCADE, related_name="plan")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)  # who made it, and that it may be used
    marks = models.JSONField(default=list, blank=True)  # [x, y in pixels, latitude, longitude]
    is_shown = models.BooleanField(default=False)  # behind the map that everybody sees
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Plan"
        verbose_name_plural = "Pläne"

    def __str__(self) -> str:
        return f"plan of {self.quarter_id}"

    @property
    def quarter_code(self) -> str:
        return self.quarter.code

    @property
    def known(self) -> list[Mark]:
        """The points whose place is known."""
        return [Mark(*numbers) for numbers in self.marks]

    @property
    def calibrated(self) -> Plan | None:
        """Where the plan lies; None as long as its points do not say it."""
        try:
            return Plan.calibrated(self.known, self.picture.width, self.picture.height)
        except PlanError:
            return None
