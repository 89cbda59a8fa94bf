"""Somebody is found in a text by name, address or number, and nobody else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters.needles import Needles, texts_in, without_row

IDA = Needles.of(["Ida", "Amsel"], ["ida@example.org"], ["0201 4711815"])


@pytest.mark.parametrize("text", ["Ida Amsel", "AMSEL, IDA", "Mail: Ida@Example.org", "an Ida\nAmsel."])
def test_named(text: str) -> None:
    assert IDA.is_named_by(text)


@pytest.mark.parametrize("text", ["Frau Amsel", "+49 201/4711815", "0201 4711815"])
def test_perhaps_meant(text: str) -> None:
    assert IDA.may_be_meant_by(text)
    assert not IDA.is_named_by(text)


@pytest.mark.parametrize("text", ["Amselweg 3", "Friday", "Ida allein", "4711", "", "Amselmann und Idar"])
def test_not_meant(text: str) -> None:
    assert not IDA.may_be_meant_by(text)


def test_nobody_is_found_by_nothing() -> None:
    nobody = Needles.of(["", " "], [""], [""])
    assert not nobody.is_named_by("irgendwas")
    assert not nobody.may_be_meant_by("")
    assert not Needles.of(["Al", "Bo"], [], []).is_named_by("Al Bo")


@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=6), st.sets(st.integers(0, 5)))
def test_rows_keep_their_places_and_shape(rows: list[list[str]], known: set[int]) -> None:
    result, emptied = without_row(rows, known, IDA, frozenset())
    assert [len(row) for row in result] == [len(row) for row in rows]
    changed = [place for place, row in enumerate(rows) if result[place] != row]
    assert set(changed) <= known | {place for place, row in enumerate(rows) if IDA.is_named_by(" \n ".join(row))}
    assert emptied >= len(changed)


def test_texts_of_nested_values() -> None:
    assert list(texts_in({"a": ["b", {"c": "d"}], "e": None})) == ["a", "b", "c", "d", "e"]
