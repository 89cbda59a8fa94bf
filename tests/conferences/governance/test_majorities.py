"""Majorities, each at its edge: one vote decides."""

from fractions import Fraction

import pytest

from quartier.conferences.governance.deciding import Tally, reached
from quartier.conferences.governance.statutes import Majority

TWO_THIRDS = Fraction(2, 3)
NONE = (0, 0)


@pytest.mark.parametrize(
    ("majority", "votes", "base", "outcome"),
    [
        (Majority("simple"), (2, 1, 9), NONE, "yes"),
        (Majority("simple"), (1, 2, 0), NONE, "no"),
        (Majority("simple"), (2, 2, 0), NONE, "no"),
        (Majority("simple"), (0, 0, 5), NONE, "no"),
        (Majority("absolute"), (2, 2, 0), NONE, "no"),
        (Majority("absolute", of="present"), (5, 0, 5), (10, 10), "no"),
        (Majority("absolute", of="present"), (6, 0, 4), (10, 10), "yes"),
        (Majority("absolute", of="entitled"), (6, 0, 0), (10, 12), "unknown"),
        (Majority("share", share=TWO_THIRDS), (2, 1, 7), NONE, "yes"),
        (Majority("share", share=TWO_THIRDS), (5, 3, 0), NONE, "no"),
        (Majority("share", share=TWO_THIRDS, of="present"), (2, 1, 1), (4, 4), "no"),
        (Majority("share", share=TWO_THIRDS, of="present"), (4, 0, 2), (6, 6), "yes"),
        (Majority("consensus"), (1, 0, 9), NONE, "yes"),
        (Majority("consensus"), (99, 1, 0), NONE, "no"),
        (Majority("consensus", abstentions_block=True), (99, 0, 1), NONE, "no"),
        (Majority("consensus"), (0, 0, 9), NONE, "no"),
    ],
)
def test_one_vote_decides(majority: Majority, votes: tuple[int, int, int], base: tuple[int, int], outcome: str) -> None:
    assert reached(majority, Tally(*votes), base)[0] == outcome


@pytest.mark.parametrize("tie", ["chair", "lot"])
@pytest.mark.parametrize(("casting", "outcome"), [("yes", "yes"), ("no", "no"), (None, "unknown")])
def test_a_tie_is_decided_by_whom_the_rules_name(tie: str, casting: str | None, outcome: str) -> None:
    majority = Majority("simple", tie=tie)  # type: ignore[arg-type]
    assert reached(majority, Tally(3, 3, 0), NONE, casting)[0] == outcome
    assert reached(majority, Tally(3, 2, 0), NONE, "no")[0] == "yes"
