"""Who is missing: the kinds of actors that a quarter of its sort usually has, beside those who are there.

How usual a kind is has been estimated by the editors, from which institutions take part in published lists of district
conferences. It is a list to go through together, not a standard. The same holds for the balanced table.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quartier.quarters.vocabulary import GROUP_OF, GROUPS, KINDS

# Sorts of quarters: mostly blocks of rented flats; a centre with shops and offices; a bit of everything; a village or
# a suburb of houses.
SORTS = ("housing_estate", "inner_city", "mixed", "suburb")

# How usual a kind is: it belongs to nearly every conference; to many; to some; to hardly any.
ESSENTIAL, USUAL, SOMETIMES, RARE = 3, 2, 1, 0

# kind -> (residents from which a quarter has one, how usual per sort in their order).
_EXPECTED: Mapping[str, tuple[int, tuple[int, int, int, int]]] = {
    "individual": (0, (3, 3, 3, 3)),
    "tenants": (0, (3, 2, 2, 0)),
    "parents": (0, (2, 2, 2, 2)),
    "association": (0, (2, 2, 3, 3)),
    "citizens_association": (1_000, (2, 2, 3, 3)),
    "heritage_association": (2_000, (0, 1, 1, 2)),
    "sports_club": (1_000, (2, 1, 2, 3)),
    "religious_community": (1_000, (3, 3, 3, 3)),
    "migrant_association": (3_000, (3, 2, 2, 0)),
    "initiative": (0, (2, 2, 2, 2)),
    "citizens_bus": (2_000, (0, 0, 0, 2)),
    "kindergarten": (500, (3, 3, 3, 3)),
    "school": (2_000, (3, 3, 3, 3)),
    "youth_centre": (3_000, (3, 2, 3, 2)),
    "family_centre": (3_000, (3, 2, 2, 2)),
    "advice_centre": (4_000, (3, 3, 2, 1)),
    "intercultural_centre": (6_000, (2, 2, 2, 0)),
    "street_work": (5_000, (2, 3, 2, 0)),
    "seniors_office": (3_000, (2, 2, 2, 2)),
    "care_home": (4_000, (2, 2, 2, 2)),
    "hospice": (20_000, (1, 1, 1, 1)),
    "health_practice": (2_000, (1, 1, 1, 1)),
    "volunteer_agency": (15_000, (1, 2, 1, 1)),
    "child_protection": (15_000, (1, 1, 1, 1)),
    "adult_education": (8_000, (2, 2, 2, 1)),
    "library": (6_000, (2, 2, 2, 1)),
    "quarter_management": (3_000, (3, 2, 2, 0)),
    "city_office": (0, (3, 3, 3, 3)),
    "citizens_office": (10_000, (1, 2, 1, 1)),
    "jobcenter": (8_000, (2, 2, 1, 0)),
    "police": (1_000, (3, 3, 2, 2)),
    "waste_company": (3_000, (2, 1, 1, 0)),
    "city_management": (10_000, (0, 2, 1, 0)),
    "district_council": (0, (2, 2, 2, 2)),
    "district_mayor": (0, (2, 2, 2, 2)),
    "party": (2_000, (1, 1, 1, 1)),
    "traders_association": (2_000, (1, 3, 2, 1)),
    "housing_company": (1_000, (3, 2, 2, 0)),
    "shop": (500, (1, 2, 1, 1)),
    "company": (2_000, (1, 1, 1, 1)),
}

# The share of each group at a table where nobody is outnumbered by those who are paid to be there.
BALANCED: Mapping[str, float] = {
    "resident": 0.30, "volunteer": 0.20, "professional": 0.25, "administration": 0.10, "politics": 0.05, "business": 0.10,
}  # fmt: skip
FEWEST = 8  # actors from which shares of groups say something

# States in the order in which somebody should act on them.
NEVER_ASKED, ASKED, DECLINED, PRESENT = "never_asked", "asked", "declined", "present"
STATES = (NEVER_ASKED, ASKED, DECLINED, PRESENT)


@dataclass(frozen=True, slots=True)
class Contact:
    """One organisation or person of a kind: present, asked or declined, and since when that is so."""

    kind: str
    state: str
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind with how usual it is (3 to 0), its state, since when, and how many of it are present.

    The state is the best one of its contacts. `on` is the last date of those in that state.
    """

    kind: str
    group: str
    weight: int
    state: str
    on: dt.date | None
    present: int


@dataclass(frozen=True, slots=True)
class Balance:
    """A group with its number, its share from 0 to 1, and the share that it has at a balanced table.

    `missing` is how many more of it would bring it there while the others stay as many as they are.
    """

    group: str
    present: int
    share: float
    balanced: float
    missing: int


def expected(sort: str, residents: int) -> dict[str, int]:
    """Return how usual each kind is in a quarter of a sort with so many residents; kinds that are not left out.

    A kind for which the quarter is too small counts one less. Raises `ValueError` for an unknown sort or fewer than 0.
    """
    if sort not in SORTS or residents < 0:
        raise ValueError(sort if sort not in SORTS else residents)
    column = SORTS.index(sort)
    weights = {
        kind: usual[column] - (residents < needed and usual[column] > RARE)
        for kind, (needed, usual) in _EXPECTED.items()
    }
    return {kind: weight for kind, weight in weights.items() if weight > RARE}


def gaps(sort: str, residents: int, contacts: Iterable[Contact]) -> list[Gap]:
    """Return every kind that is usual or has a contact: those that are missing first.

    Among the missing the most usual come first, then those never asked, those asked longest ago, those who declined.
    Raises `ValueError` for an unknown sort or state.
    """
    of: dict[str, list[Contact]] = {}
    for contact in contacts:
        if contact.state not in STATES:
            raise ValueError(contact.state)
        of.setdefault(contact.kind, []).append(contact)
    weights = expected(sort, residents)
    kinds = [kind for kind in KINDS if kind in weights or kind in of]
    found = [_gap(kind, weights.get(kind, RARE), of.get(kind, [])) for kind in kinds]
    return sorted(found, key=_urgency)


def balances(contacts: Iterable[Contact], balanced: Mapping[str, float] = BALANCED) -> list[Balance]:
    """Return the groups of those present, the one that falls shortest of its share first.

    Kinds that no list foresaw are in no group and do not count. Nothing for fewer than eight actors: their shares jump.
    """
    counts = Counter(
        GROUP_OF[contact.kind] for contact in contacts if contact.state == PRESENT and contact.kind in GROUP_OF
    )
    everybody = counts.total()
    if everybody < FEWEST:
        return []
    found = [_balance(group, counts[group], everybody, balanced.get(group, 0.0)) for group in GROUPS]
    return sorted(found, key=lambda balance: balance.share - balance.balanced)


def _gap(kind: str, weight: int, contacts: Sequence[Contact]) -> Gap:
    states = {contact.state for contact in contacts}
    state = next((state for state in (PRESENT, ASKED, DECLINED) if state in states), NEVER_ASKED)
    dates = [contact.on for contact in contacts if contact.state == state and contact.on]
    present = sum(contact.state == PRESENT for contact in contacts)
    return Gap(kind, GROUP_OF.get(kind, ""), weight, state, max(dates, default=None), present)


def _urgency(gap: Gap) -> tuple[bool, int, int, dt.date, int]:
    return gap.state == PRESENT, -gap.weight, STATES.index(gap.state), gap.on or dt.date.min, KINDS.index(gap.kind)


def _balance(group: str, present: int, everybody: int, balanced: float) -> Balance:
    # (present + n) / (everybody + n) >= balanced; the tiny part keeps 2.0000000001 from becoming 3.
    short = (balanced * everybody - present) / (1 - balanced) if balanced < 1 else 0.0
    return Balance(group, present, present / everybody, balanced, max(0, math.ceil(short - 1e-9)))
