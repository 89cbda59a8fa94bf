"""Who is missing: the table is whole, the order is the one to act in, the shares add up."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters import gaps as g
from quartier.quarters.vocabulary import GROUP_OF, GROUPS, KINDS, OTHER
from tests.patience import unhurried

DATES = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
CONTACTS = st.lists(st.builds(g.Contact, st.sampled_from(KINDS), st.sampled_from(g.STATES), DATES), max_size=40)
SORTS = st.sampled_from(g.SORTS)
RESIDENTS = st.integers(0, 60_000)


def test_every_kind_has_its_place_in_some_sort_of_quarter() -> None:
    everywhere = {kind for sort in g.SORTS for kind in g.expected(sort, 50_000)}
    assert everywhere == set(KINDS) - {OTHER}
    assert {GROUP_OF[kind] for kind in everywhere} == set(GROUPS)
    assert sum(g.BALANCED.values()) == pytest.approx(1)
    assert set(g.BALANCED) == set(GROUPS)


@unhurried
@given(SORTS, RESIDENTS, RESIDENTS)
def test_a_larger_quarter_expects_no_less(sort: str, one: int, other: int) -> None:
    small, large = g.expected(sort, min(one, other)), g.expected(sort, max(one, other))
    assert small.keys() <= large.keys()
    assert all(1 <= weight <= large[kind] <= 3 for kind, weight in small.items())


@unhurried
@given(SORTS, RESIDENTS, CONTACTS)
def test_rows_are_complete_and_missing_ones_come_first(sort: str, residents: int, contacts: list[g.Contact]) -> None:
    found = g.gaps(sort, residents, contacts)
    usual = g.expected(sort, residents)
    assert {gap.kind for gap in found} == usual.keys() | {contact.kind for contact in contacts}
    assert len({gap.kind for gap in found}) == len(found)
    assert sum(gap.present for gap in found) == sum(contact.state == g.PRESENT for contact in contacts)
    for gap in found:
        states = {contact.state for contact in contacts if contact.kind == gap.kind}
        assert gap.state in states or (gap.state == g.NEVER_ASKED and states <= {g.NEVER_ASKED})
        assert gap.weight == usual.get(gap.kind, 0)
        assert (gap.state == g.PRESENT) == (gap.present > 0)
    missing = [gap.state != g.PRESENT for gap in found]
    assert missing == sorted(missing, reverse=True)
    weights = [gap.weight for gap in found if gap.state != g.PRESENT]
    assert weights == sorted(weights, reverse=True)
    assert g.gaps(sort, residents, contacts[::-1]) == found


@unhurried
@given(SORTS, RESIDENTS, CONTACTS, st.sampled_from(KINDS))
def test_somebody_who_comes_closes_a_gap_and_no_other(
    sort: str, residents: int, contacts: list[g.Contact], kind: str
) -> None:
    before = {gap.kind: gap for gap in g.gaps(sort, residents, contacts)}
    after = {gap.kind: gap for gap in g.gaps(sort, residents, [*contacts, g.Contact(kind, g.PRESENT)])}
    assert after[kind].state == g.PRESENT
    assert {key: gap for key, gap in after.items() if key != kind} == {
        key: gap for key, gap in before.items() if key != kind
    }


def test_among_equals_never_asked_comes_before_asked_long_ago_before_asked_lately_before_declined() -> None:
    contacts = [
        g.Contact("school", g.DECLINED, dt.date(2024, 1, 1)),
        g.Contact("police", g.ASKED, dt.date(2026, 5, 1)),
        g.Contact("police", g.DECLINED, dt.date(2026, 5, 9)),
        g.Contact("kindergarten", g.ASKED, dt.date(2026, 1, 1)),
    ]
    found = [gap for gap in g.gaps("inner_city", 20_000, contacts) if gap.weight == g.ESSENTIAL]
    assert [(gap.kind, gap.state) for gap in found][-3:] == [
        ("kindergarten", g.ASKED), ("police", g.ASKED), ("school", g.DECLINED),
    ]  # fmt: skip
    assert found[-2].on == dt.date(2026, 5, 1)
    assert {gap.state for gap in found[:-3]} == {g.NEVER_ASKED}


def test_sorts_of_quarters_miss_different_ones() -> None:
    estate, centre, suburb = (g.expected(sort, 20_000) for sort in ("housing_estate", "inner_city", "suburb"))
    assert estate["housing_company"] > centre["housing_company"]
    assert centre["traders_association"] > estate["traders_association"]
    assert "citizens_bus" in suburb
    assert "citizens_bus" not in centre


@unhurried
@given(CONTACTS)
def test_a_few_actors_have_no_shares(contacts: list[g.Contact]) -> None:
    there = [contact for contact in contacts if contact.state == g.PRESENT and contact.kind in GROUP_OF]
    assert bool(g.balances(contacts)) == (len(there) >= g.FEWEST)


@unhurried
@given(st.lists(st.sampled_from([*GROUP_OF]), min_size=g.FEWEST, max_size=60))
def test_shares_add_up_and_what_is_missing_brings_a_group_to_its_share(kinds: list[str]) -> None:
    there = [g.Contact(kind, g.PRESENT) for kind in kinds]
    found = g.balances([*there, g.Contact(OTHER, g.PRESENT), g.Contact("school", g.ASKED)])
    assert sum(balance.share for balance in found) == pytest.approx(1)
    assert {balance.group for balance in found} == set(GROUPS)
    gaps = [balance.share - balance.balanced for balance in found]
    assert gaps == sorted(gaps)
    for balance in found:
        assert _share_with(balance, there, balance.missing) >= balance.balanced - 1e-9
        assert balance.missing == 0 or _share_with(balance, there, balance.missing - 1) < balance.balanced


def _share_with(balance: g.Balance, there: Sequence[g.Contact], more: int) -> float:
    return (balance.present + more) / (len(there) + more)


def test_what_the_lists_do_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="castle"):
        g.gaps("castle", 100, [])
    with pytest.raises(ValueError, match="-1"):
        g.expected("mixed", -1)
    with pytest.raises(ValueError, match="angry"):
        g.gaps("mixed", 100, [g.Contact("school", "angry")])
