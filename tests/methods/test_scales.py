"""Summaries of positions."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.methods.scales import count, summarise

POSITIONS = st.lists(st.integers(1, 5), min_size=1, max_size=200)


@given(POSITIONS)
def test_median_agrees_with_the_standard_library(positions: list[int]) -> None:
    assert summarise(count(positions)).median == statistics.median(positions)


@given(POSITIONS)
def test_quartiles_enclose_the_median_and_were_chosen_by_somebody(positions: list[int]) -> None:
    summary = summarise(count(positions))
    assert summary.low <= summary.median <= summary.high
    assert {summary.low, summary.high} <= set(positions)
    assert sum(p <= summary.low for p in positions) >= len(positions) / 4
    assert sum(p <= summary.high for p in positions) >= 3 * len(positions) / 4


@given(POSITIONS)
def test_turning_the_scale_round_turns_the_median_round(positions: list[int]) -> None:
    mirrored = summarise(count(6 - p for p in positions))
    assert mirrored.median == 6 - summarise(count(positions)).median


def test_nobody_has_rated() -> None:
    summary = summarise(count([None, None]))
    assert (summary.n, summary.median, summary.is_rated) == (0, None, False)


def test_a_distribution_has_five_counts() -> None:
    with pytest.raises(ValueError, match="five"):
        summarise([1, 2])
