"""Which method fits a group's means? A ranking with its reasons, and a warning where a plan exceeds the means.

Every answer is voluntary, and a fact that nobody knows neither helps nor hurts. More means never lower a rank.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# What each wish is worth; aims weigh most, because a method that does something else fits nobody.
WEIGHTS = {"aims": 5.0, "people": 3.0, "hours": 2.0, "money": 2.0, "weeks": 2.0, "conflict": 3.0, "setting": 1.0}


@dataclass(frozen=True)
class Means:
    """What a group has and wants. None and empty mean: not said."""

    people: int | None = None
    hours: int | None = None  # of all organisers together
    money: int | None = None  # euros
    weeks: int | None = None  # until the first event
    aims: Sequence[str] = ()
    conflict: bool = False  # there is an open conflict
    setting: str = ""  # on_site or online


@dataclass(frozen=True)
class Plan:
    """What a method needs. None and empty mean: unknown."""

    key: int
    people: tuple[int, int] | None = None
    hours: tuple[int, int] | None = None
    money: tuple[int, int] | None = None
    weeks: int | None = None
    aims: Sequence[str] = ()
    conflict: str = ""  # yes or no
    setting: str = ""  # on_site, online or both


@dataclass(frozen=True)
class Verdict:
    """One wish held against one plan: `fit` from 0 (exceeds by far) to 1 (fits), None when it is unknown."""

    wish: str
    fit: float | None
    needs: tuple[int, int] | None = None
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A plan with its score from 0 to 1 and one verdict per wish that was said."""

    plan: Plan
    score: float
    verdicts: tuple[Verdict, ...]

    @property
    def exceeds(self) -> bool:
        """Whether the plan goes beyond the means anywhere."""
        return any(verdict.fit is not None and verdict.fit < 1 and verdict.wish != "aims" for verdict in self.verdicts)


def rank(plans: Iterable[Plan], means: Means) -> list[Match]:
    """Return all plans, best first; equal scores stand in the order of their keys."""
    return sorted((match(plan, means) for plan in plans), key=lambda found: (-found.score, found.plan.key))


def match(plan: Plan, means: Means) -> Match:
    """Hold one plan against the means. Unknown facts count as half a fit."""
    verdicts = tuple(_verdicts(plan, means))
    total = sum(WEIGHTS[verdict.wish] for verdict in verdicts)
    reached = sum(WEIGHTS[verdict.wish] * (0.5 if verdict.fit is None else verdict.fit) for verdict in verdicts)
    return Match(plan, round(reached / total, 6) if total else 0.0, verdicts)


def _verdicts(plan: Plan, means: Means) -> Iterable[Verdict]:
    if means.aims:
        shared = tuple(aim for aim in means.aims if aim in plan.aims)
        yield Verdict("aims", len(shared) / len(means.aims) if plan.aims else None, shared=shared)
    if means.people is not None:
        yield Verdict("people", _within(means.people, plan.people), plan.people)
    for wish, have, need in (
        ("hours", means.hours, plan.hours),
        ("money", means.money, plan.money),
        ("weeks", means.weeks, None if plan.weeks is None else (plan.weeks, plan.weeks)),
    ):
        if have is not None:
            yield Verdict(wish, _enough(have, need), need)
    if means.conflict:
        yield Verdict("conflict", {"yes": 1.0, "no": 0.0}.get(plan.conflict))
    if means.setting:
        yield Verdict("setting", (1.0 if plan.setting in {means.setting, "both"} else 0.0) if plan.setting else None)


def _within(number: int, limits: tuple[int, int] | None) -> float | None:
    """Return 1 inside the limits; outside it falls with the ratio to the nearer one."""
    if limits is None:
        return None
    low, high = limits
    if number < low:
        return number / low
    return 1.0 if number <= high else high / number


def _enough(have: int, need: tuple[int, int] | None) -> float | None:
    """Return 1 when the least need is met; below, the ratio."""
    if need is None:
        return None
    return 1.0 if have >= need[0] else have / need[0]
