"""Headers and columns."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters.lists.columns import Guess, find_header, guess, mapping_of
from quartier.quarters.lists.keys import fold
from quartier.quarters.lists.words import FIELDS, HEADERS, JOINED, LISTED
from tests.quarters.lists import sheets

MAPPING = (
    "organisation", "kind", "first_name", "last_name", "emails", "phones", "street", "capacity", "step_free",
    "action_fields", "since", "role",
)  # fmt: skip


def guesses(rows: Sequence[Sequence[str]]) -> list[Guess]:
    return guess(rows, find_header(rows))


def fields(rows: Sequence[Sequence[str]]) -> tuple[str | None, ...]:
    return mapping_of(guesses(rows))


def test_the_header_is_found_below_titles_and_blank_rows() -> None:
    header = find_header(sheets.TABLE)
    assert (header.first, header.height, header.body) == (2, 1, 3)
    assert header.names == sheets.HEADER
    assert fields(sheets.TABLE) == MAPPING
    assert {one.reason for one in guesses(sheets.TABLE)} == {"header"}


def test_two_rows_of_a_header_are_one() -> None:
    rows = (
        sheets.TITLE,
        ("Einrichtung", "", "Ansprechperson", "", "Kontakt", "", "Raum", ""),
        ("Name", "Art", "Vorname", "Name", "Mail", "Telefon 1", "Plätze", "barrierefrei"),
        ("Kita Birkenhain", "Kita", "Mona", "Reißner", "mona@birke.example", "0201 555010", "20", "ja"),
    )
    header = find_header(rows)
    assert (header.first, header.height) == (1, 2)
    assert header.names[:3] == ("Einrichtung Name", "Einrichtung Art", "Ansprechperson Vorname")
    assert fields(rows) == (*MAPPING[:6], "capacity", "step_free")


def test_a_list_without_a_header_is_known_by_its_contents() -> None:
    rows = (("nicht mehr aktuell",), *sheets.ROWS)
    header = find_header(rows)
    assert (header.first, header.height) == (1, 0)
    found = guesses(rows)
    assert {one.reason for one in found} <= {"content", "nothing"}
    by_content = mapping_of(found)
    for column in (0, 1, 4, 5, 6, 8):
        assert by_content[column] == MAPPING[column]


@pytest.mark.parametrize("rows", [(), ((),), (sheets.TITLE,), (sheets.TITLE, (), ("Stand heute",))])
def test_empty_sheets_and_lone_titles_have_no_header(rows: Sequence[Sequence[str]]) -> None:
    header = find_header(rows)
    assert header.height == 0
    assert set(fields(rows)) <= {None}


def test_a_header_alone_is_a_header() -> None:
    header = find_header((sheets.HEADER,))
    assert (header.first, header.height) == (0, 1)
    assert fields((sheets.HEADER,)) == MAPPING


def test_english_and_long_headers_are_understood() -> None:
    rows = (
        (
            "Organisation",
            "First name",
            "Surname",
            "E-mail address",
            "Mobile",
            "ZIP code",
            "Wheelchair access",
            "Remarks",
        ),
        ("Silo", "Goran", "Babić", "g@silo.example", "0170 5550101", "45141", "yes", "x"),
    )
    assert fields(rows) == (
        "organisation", "first_name", "last_name", "emails", "phones", "postcode_city", "step_free", "note",
    )  # fmt: skip
    rows = (
        ("Name der Einrichtung", "Ihre E-Mail-Adresse", "Telefonnummer tagsüber", "Schuhgröße"),
        ("A", "b", "c", "42x"),
    )
    assert fields(rows) == ("organisation", "emails", "phones", None)


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        (("Vorname", "Name"), (("Mona", "Reißner"),), "last_name"),
        (("Name", "Einrichtung"), (("Mona Reißner", "Silo"),), "full_name"),
        (("Name", "Telefon"), (("Kita Birkenhain", "0201 555010"), ("Schule am Wehr", "")), "organisation"),
        (("Name", "Telefon"), (("Mona Reißner", "0201 555010"), ("Ole Brandt", "")), "full_name"),
    ],
)
def test_a_plain_name_means_what_its_list_needs(
    header: tuple[str, ...], cells: tuple[tuple[str, ...], ...], field: str
) -> None:
    found = fields((header, *cells))
    assert found[header.index("Name")] == field


def test_two_columns_of_one_field_are_joined_or_the_clearer_one_has_it() -> None:
    rows = (("Verein", "Telefon", "Handy", "Funktion", "Rolle im Verein"), ("Silo", "1", "2", "a", "b"))
    found = guesses(rows)
    assert mapping_of(found) == ("organisation", "phones", "phones", "role", None)
    assert found[4].reason == "taken"


def test_header_words_are_folded_and_mean_one_field() -> None:
    words = [word for group in HEADERS.values() for word in group]
    assert [word for word in words if fold(word) != word] == []
    assert len(words) == len(set(words))


@given(st.lists(st.lists(st.text(max_size=12) | st.sampled_from(sheets.HEADER), max_size=6), max_size=8))
def test_every_sheet_has_one_guess_per_column(rows: list[list[str]]) -> None:
    header = find_header(rows)
    found = guess(rows, header)
    assert [one.column for one in found] == list(range(max(map(len, rows), default=0)))
    assert header.body <= max(len(rows), 1)
    single = [one.field for one in found if one.field and one.field not in LISTED | JOINED]
    assert len(single) == len(set(single))
    assert {one.field for one in found} <= {*FIELDS, None}
    assert all(0 <= one.certainty <= 100 and (one.certainty > 0 or one.field is None) for one in found)
