"""Ranking methods by a group's means."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.methods.matching import Means, Plan, match, rank

NUMBER = st.integers(0, 500)
PAIR = st.one_of(st.none(), st.tuples(st.integers(1, 300), st.integers(1, 300)).map(lambda p: (min(p), max(p))))
AIMS = st.lists(st.sampled_from(["inform", "decide", "meet"]), unique=True)
PLANS = st.builds(
    Plan,
    key=st.integers(1, 10**6),
    people=PAIR,
    hours=PAIR,
    money=PAIR,
    weeks=st.one_of(st.none(), NUMBER),
    aims=AIMS,
    conflict=st.sampled_from(["", "yes", "no"]),
    setting=st.sampled_from(["", "on_site", "online", "both"]),
)
MEANS = st.builds(
    Means,
    people=st.one_of(st.none(), st.integers(1, 500)),
    hours=st.one_of(st.none(), NUMBER),
    money=st.one_of(st.none(), NUMBER),
    weeks=st.one_of(st.none(), NUMBER),
    aims=AIMS,
    conflict=st.booleans(),
    setting=st.sampled_from(["", "on_site", "online"]),
)


@given(PLANS, MEANS)
def test_a_score_lies_between_nothing_and_everything(plan: Plan, means: Means) -> None:
    assert 0 <= match(plan, means).score <= 1


@pytest.mark.parametrize("wish", ["hours", "money", "weeks"])
@given(plan=PLANS, means=MEANS, more=st.integers(0, 500))
def test_more_means_never_lower_a_score(wish: str, plan: Plan, means: Means, more: int) -> None:
    if getattr(means, wish) is not None:
        richer = replace(means, **{wish: getattr(means, wish) + more})
        assert match(plan, richer).score >= match(plan, means).score


@given(st.lists(PLANS, unique_by=lambda plan: plan.key), MEANS, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_plans(plans: list[Plan], means: Means, random) -> None:
    shuffled = list(plans)
    random.shuffle(shuffled)
    assert [m.plan.key for m in rank(plans, means)] == [m.plan.key for m in rank(shuffled, means)]


def test_what_fits_stands_before_what_is_unknown_and_before_what_exceeds() -> None:
    fits, unknown, exceeds = Plan(3, hours=(10, 20)), Plan(2), Plan(1, hours=(100, 200))
    found = rank([exceeds, unknown, fits], Means(hours=30))
    assert [m.plan.key for m in found] == [3, 2, 1]
    assert [m.exceeds for m in found] == [False, False, True]


def test_nothing_said_ranks_nothing() -> None:
    assert {m.score for m in rank([Plan(1), Plan(2, people=(5, 9))], Means())} == {0.0}
