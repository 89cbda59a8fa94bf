"""Terms of mandates: which one runs, which one ends soon, where two overlap, and how one is handed over."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

State = Literal["coming", "running", "expiring", "expired"]
SOON = dt.timedelta(days=60)


@dataclass(frozen=True)
class Term:
    """From when to when somebody (`holder`, None: erased) holds a role for somebody (`seat`). Both days count."""

    key: int
    role: str
    holder: int | None
    seat: tuple[int | None, int | None]
    begins: dt.date
    ends: dt.date | None = None


def state(begins: dt.date, ends: dt.date | None, today: dt.date) -> State:
    """Return how a term stands today."""
    if begins > today:
        return "coming"
    if ends is None:
        return "running"
    if ends < today:
        return "expired"
    return "expiring" if ends - today <= SOON else "running"


def overlap(one: Term, other: Term) -> bool:
    """Say whether there is a day on which both hold."""
    return (other.ends is None or one.begins <= other.ends) and (one.ends is None or other.begins <= one.ends)


def doubled(term: Term, others: Iterable[Term]) -> list[Term]:
    """Return the other terms in which the same person holds the same role for the same side at the same time."""
    return [
        other
        for other in others
        if other.key != term.key
        and term.holder is not None
        and (other.role, other.holder, other.seat) == (term.role, term.holder, term.seat)
        and overlap(term, other)
    ]


def crowded(terms: Iterable[Term], sizes: Mapping[str, int], today: dt.date) -> dict[str, tuple[int, int]]:
    """Return {role: (how many hold it today, how many usually do)} for roles that more people hold than usual."""
    numbers: dict[str, int] = {}
    for term in terms:
        if state(term.begins, term.ends, today) in {"running", "expiring"}:
            numbers[term.role] = numbers.get(term.role, 0) + 1
    return {role: (number, sizes[role]) for role, number in numbers.items() if number > sizes.get(role, number)}


def last_day(begins: dt.date, ends: dt.date | None, successor_begins: dt.date) -> dt.date | None:
    """Return the last day of whoever hands over: the day before, or earlier if the term had ended before.

    None when the successor would begin before the predecessor has held the mandate for a day.
    """
    day = successor_begins - dt.timedelta(days=1)
    if day < begins:
        return None
    return day if ends is None else min(day, ends)
