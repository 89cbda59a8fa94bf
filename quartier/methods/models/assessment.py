"""What people who used a method say about it: positions on six two-ended scales, and a note from practice."""

from collections.abc import Mapping
from typing import cast

from django.conf import settings
from django.db import models

from quartier.methods import vocabulary as v
from quartier.methods.models.method import Method
from quartier.methods.scales import Summary, summarise


def _step(scale: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{scale}__isnull": True}) | models.Q(**{f"{scale}__in": v.STEPS}),
        name=f"assessment_{scale}_step",
    )


class Assessment(models.Model):
    """One person's assessment of one method. The database allows one each, also under concurrency."""

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="assessments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assessments")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    phase = models.PositiveSmallIntegerField(null=True, blank=True)
    time = models.PositiveSmallIntegerField(null=True, blank=True)
    staff = models.PositiveSmallIntegerField(null=True, blank=True)
    money = models.PositiveSmallIntegerField(null=True, blank=True)
    participation = models.PositiveSmallIntegerField(null=True, blank=True)
    complexity = models.PositiveSmallIntegerField(null=True, blank=True)
    role = models.CharField(max_length=16, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)  # how many took part
    place = models.CharField(max_length=200, blank=True)
    effort = models.CharField(max_length=500, blank=True)  # what it really took
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "author"], name="assessment_once"),
            models.CheckConstraint(condition=models.Q(role__in=["", *v.RATER_ROLES]), name="assessment_role_known"),
            *[_step(scale) for scale in v.SCALES],
        ]
        verbose_name = "Bewertung"
        verbose_name_plural = "Bewertungen"

    def __str__(self) -> str:
        return f"{self.method} / {self.author_id}"


def summaries(assessments: models.QuerySet[Assessment]) -> dict[str, Summary]:
    """Return what these raters said, per scale. One query, whatever their number."""
    return _summaries(assessments.aggregate(**_counts()))


def summaries_by_method(assessments: models.QuerySet[Assessment]) -> dict[int, dict[str, Summary]]:
    """Return the same per method (its primary key), for those that somebody has rated. One query."""
    rows = assessments.values("method_id").annotate(**_counts()).order_by()
    return {int(row["method_id"]): _summaries(cast(Mapping[str, int], row)) for row in rows}


def _counts() -> dict[str, models.Count]:
    return {
        f"{scale}_{step}": models.Count("id", filter=models.Q(**{scale: step}))
        for scale in v.SCALES
        for step in v.STEPS
    }


def _summaries(counts: Mapping[str, int]) -> dict[str, Summary]:
    return {scale: summarise([counts[f"{scale}_{step}"] for step in v.STEPS]) for scale in v.SCALES}
