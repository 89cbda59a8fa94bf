"""What people who used a method say about it: positions on six two-ended scales, and a note from practice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, models

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


@dataclass(frozen=True)
class Raters:
    """Whose assessments of a method: everybody's, or those of one role, or of groups of a size (least and most)."""

    method: int
    role: str = ""
    people: tuple[int, int] | None = None

    def question(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a question, with the condition that chooses these raters in place of `{chosen}`.

        In plain SQL: writing the two questions of a method's page took the ORM ten times as long as asking them.
        """
        chosen, values = "method_id = %s", list[str | int]([self.method])
        if self.role:
            chosen, values = f"{chosen} AND role = %s", [*values, self.role]
        if self.people:
            chosen, values = f"{chosen} AND people BETWEEN %s AND %s", [*values, *self.people]
        with connection.cursor() as cursor:
            cursor.execute(sql.format(chosen=chosen), values)
            return list(cursor.fetchall())


_POSITIONS = ", ".join(f'"{scale}"' for scale in v.SCALES)
# Raters with the same positions come as one row.
_COUNTED = f"SELECT {_POSITIONS}, COUNT(*) FROM methods_assessment WHERE {{chosen}} GROUP BY {_POSITIONS}"  # noqa: S608

_COUNTED_BY_METHOD = f"""SELECT method_id, {_POSITIONS}, COUNT(*) FROM methods_assessment
WHERE method_id IN ({{marks}}) GROUP BY method_id, {_POSITIONS}"""  # noqa: S608


def summaries(raters: Raters) -> dict[str, Summary]:
    """Return what these raters said, per scale. One query, whatever their number."""
    return _summaries((row[:-1], row[-1]) for row in raters.question(_COUNTED))


def summaries_by_method(methods: Sequence[int]) -> dict[int, dict[str, Summary]]:
    """Return the same per method (its primary key), for those that somebody has rated. One query."""
    if not methods:
        return {}
    answers: dict[int, list[tuple[Sequence[int | None], int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED_BY_METHOD.format(marks=", ".join(["%s"] * len(methods))), list(methods))
        for method, *row in cursor.fetchall():
            answers.setdefault(method, []).append((row[:-1], row[-1]))
    return {method: _summaries(rows) for method, rows in answers.items()}


def _summaries(answers: Iterable[tuple[Sequence[int | None], int]]) -> dict[str, Summary]:
    """Return the summaries of (positions on the six scales, how many raters) pairs."""
    counts = [[0] * len(v.STEPS) for _scale in v.SCALES]
    for positions, raters in answers:
        for of_scale, position in zip(counts, positions, strict=True):
            if position is not None:
                of_scale[position - 1] += raters
    return {scale: summarise(of_scale) for scale, of_scale in zip(v.SCALES, counts, strict=True)}
