"""Positions on the two-ended scales, summarised without ever averaging one scale with another.

"More" is good on one scale and bad on another, so there is no overall figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quartier.methods.vocabulary import STEPS


@dataclass(frozen=True)
class Summary:
    """What the raters of one scale said. Positions run from 1 (left pole) to 5 (right pole)."""

    distribution: tuple[int, ...]  # raters per step, five numbers
    median: float | None  # None when nobody has rated; between two steps when the middle is there
    low: int | None  # lower quartile
    high: int | None  # upper quartile

    @property
    def n(self) -> int:
        """How many people rated this scale."""
        return sum(self.distribution)

    @property
    def is_rated(self) -> bool:
        return self.n > 0


def summarise(distribution: Sequence[int]) -> Summary:
    """Summarise how many raters chose each of the five steps.

    The quartiles are the positions at or below which a quarter and three quarters of the raters stand (nearest rank),
    so they are always steps that somebody chose.
    """
    if len(distribution) != len(STEPS) or min(distribution) < 0:
        raise ValueError("A distribution has five counts, none below zero.")
    n = sum(distribution)
    if n == 0:
        return Summary(tuple(distribution), None, None, None)
    lower, upper = _at(distribution, (n - 1) // 2), _at(distribution, n // 2)
    return Summary(
        tuple(distribution), (lower + upper) / 2, _at(distribution, (n - 1) // 4), _at(distribution, (3 * n - 1) // 4)
    )


def count(positions: Iterable[int | None]) -> tuple[int, ...]:
    """Count positions per step; None means that the rater left the scale out."""
    counts = [0] * len(STEPS)
    for position in positions:
        if position is not None:
            counts[position - 1] += 1
    return tuple(counts)


def _at(distribution: Sequence[int], index: int) -> int:
    """Return the position of the rater with this index, counted from 0 in ascending order."""
    for step, number in zip(STEPS, distribution, strict=True):
        index -= number
        if index < 0:
            return step
    raise AssertionError("index beyond the raters")
