"""Filtering, counting and sorting of a whole catalogue in memory, with one whole number per facet value.

Bit i of every number stands for row i; rows are in title order. Choosing values of one facet widens (or), choosing in
several facets narrows (and). Counting a value is one `and` and one `bit_count`: some 60 values of 10,000 methods take
a fraction of a millisecond.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Selection = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """What the index knows of one method. `values` are its codes per facet; `numbers` feed sorting.

    Code, summary, brief and completeness are only handed back, so that a list asks the database for nothing.
    """

    key: int
    title: str
    values: Mapping[str, Sequence[str]]
    numbers: Mapping[str, float] = field(default_factory=dict)
    code: str = ""
    summary: str = ""
    brief: str = ""  # the facts that people ask first, in one line
    completeness: str = ""


class Index:
    """An immutable index over rows."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = sorted(rows, key=lambda row: (row.title.casefold(), row.key))
        self.everything = (1 << len(self.rows)) - 1
        self._bits: dict[str, dict[str, int]] = {}
        self._place = {row.key: place for place, row in enumerate(self.rows)}
        for place, row in enumerate(self.rows):
            for facet, codes in row.values.items():
                bits = self._bits.setdefault(facet, {})
                for code in codes:
                    bits[code] = bits.get(code, 0) | 1 << place
        # The numbers say it all now; the lists of codes would take more room than everything else.
        self.rows = [replace(row, values={}) for row in self.rows]
        self._orders: dict[str, list[int]] = {}

    def row(self, key: int) -> Row:
        """Return the row with this key, without its values."""
        return self.rows[self._place[key]]

    def __contains__(self, key: object) -> bool:
        """Say whether a row has this key."""
        return key in self._place

    def keys_to_bits(self, keys: Iterable[int]) -> int:
        """Return the rows with these keys; unknown keys are left out."""
        bits = 0
        for key in keys:
            if key in self._place:
                bits |= 1 << self._place[key]
        return bits

    def select(self, chosen: Selection, within: int | None = None) -> int:
        """Return the rows that match the chosen values, among `within`."""
        bits = self.everything if within is None else within
        for facet, codes in chosen.items():
            if codes:
                bits &= self._any(facet, codes)
        return bits

    def counts(self, facet: str, codes: Sequence[str], chosen: Selection, within: int | None = None) -> list[int]:
        """Return, for each code of a facet, how many rows would match if it were the choice in that facet."""
        others = {name: values for name, values in chosen.items() if name != facet}
        bits = self.select(others, within)
        known = self._bits.get(facet, {})
        return [(bits & known.get(code, 0)).bit_count() for code in codes]

    def page(self, selected: int, start: int, length: int, order: str = "") -> list[int]:
        """Return the keys of `length` selected rows from `start`, by title, or by the named number ascending.

        Rows without the number come last.
        """
        places = self._orders.get(order) if order else None
        if order and places is None:
            places = self._orders[order] = sorted(range(len(self.rows)), key=self._sorter(order))
        found: list[int] = []
        skipped = 0
        for place in places if places is not None else _ones(selected):
            if selected >> place & 1:
                if skipped < start:
                    skipped += 1
                    continue
                found.append(self.rows[place].key)
                if len(found) == length:
                    break
        return found

    def _any(self, facet: str, codes: Sequence[str]) -> int:
        known, bits = self._bits.get(facet, {}), 0
        for code in codes:
            bits |= known.get(code, 0)
        return bits

    def _sorter(self, order: str) -> Callable[[int], Any]:
        return lambda place: (self.rows[place].numbers.get(order, float("inf")), place)


def _ones(bits: int) -> Iterable[int]:
    """Return the places of the set bits, ascending."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
