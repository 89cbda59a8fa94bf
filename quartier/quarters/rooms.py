"""Which rooms fit a wish. What nobody has said about a room is not known, and not known is never "no".

Pure: no database, no Django.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from quartier.quarters import vocabulary as v

_WORST_FIRST = (v.NO, v.UNKNOWN, v.PARTLY, v.YES)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a room is needed for: how many people, sitting how, entered how, with what in it."""

    people: int = 0
    seating: str = ""
    access: Collection[str] = ()
    equipment: Collection[str] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.seating or self.access or self.equipment)


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a room fits (a code of ANSWERS), and what about it is open: (part, code) with part people, access, …"""

    answer: str
    unknown: tuple[tuple[str, str], ...] = ()


def fit(wish: Wish, seats: Mapping[str, int], access: Mapping[str, str], equipment: Collection[str]) -> Fit:
    """Return how well a room fits: the worst answer to any part of the wish, "no" worse than "not known"."""
    answers = [("people", wish.seating, seated(wish, seats))] if wish.people or wish.seating else []
    answers += [("access", code, access.get(code, v.UNKNOWN)) for code in wish.access]
    answers += [("equipment", code, v.YES if code in equipment else v.UNKNOWN) for code in wish.equipment]
    worst = min((answer for *_what, answer in answers), key=_WORST_FIRST.index, default=v.YES)
    return Fit(worst, tuple((part, code) for part, code, answer in answers if answer == v.UNKNOWN))


def seated(wish: Wish, seats: Mapping[str, int]) -> str:
    """Return whether so many people find room: in the seating that is asked for, otherwise in the roomiest known."""
    numbers = [seats[wish.seating]] if wish.seating in seats else [] if wish.seating else list(seats.values())
    if not numbers:
        return v.UNKNOWN
    return v.YES if max(numbers) >= max(wish.people, 1) else v.NO
