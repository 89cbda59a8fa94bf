"""The work on a long list does not grow with the square of its rows, however alike the names are."""

import pytest

from quartier.quarters.lists import register
from quartier.quarters.lists.cleaning import clean_rows
from quartier.quarters.lists.columns import find_header, guess, mapping_of
from quartier.quarters.lists.fates import decide
from tests.quarters.lists import sheets

SYLLABLES = ("an", "be", "ri", "to", "ma", "lu", "ker", "hol", "wen", "dor", "fin", "gar", "sel", "mo", "ra", "ti")


def word(number: int) -> str:
    """Return an invented word for a number; numbers below 65,536 have different ones."""
    return "".join(SYLLABLES[number >> shift & 15] for shift in (0, 4, 8, 12)).capitalize()


def long_list(rows: int) -> list[tuple[str, ...]]:
    """Return a list whose organisations have their kind and place in common."""
    return [
        (
            f"Kita {word(number)} Wehrfeld", "Kita", word(number * 7 % 65_521), word(number * 11 % 65_521),
            f"kontakt{number}@kita.example", f"0201 / {100_000 + number}", f"Wehrstr. {number}", "ca. 80", "ja",
            "Kultur, Verkehr", "03/2019", "",
        )
        for number in range(rows)
    ]  # fmt: skip


def test_names_that_share_their_words_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    likeness = register._likeness

    def counted(key: str, other: str) -> int:
        nonlocal compared
        compared += 1
        return likeness(key, other)

    monkeypatch.setattr(register, "_likeness", counted)
    table = [sheets.HEADER, *long_list(2000)]
    header = find_header(table)
    decide(clean_rows(table, header, mapping_of(guess(table, header))), [])
    assert 0 < compared < 2000 * 100
