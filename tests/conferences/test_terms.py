"""Terms of mandates: states, overlaps, hand-over."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from quartier.conferences import terms

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
LENGTHS = st.none() | st.integers(0, 1000)


def _ends(begins: dt.date, length: int | None) -> dt.date | None:
    return None if length is None else begins + dt.timedelta(days=length)


@given(DAYS, LENGTHS, DAYS)
def test_a_term_runs_on_exactly_its_days(begins, length, today) -> None:
    ends = _ends(begins, length)
    is_on = begins <= today and (ends is None or today <= ends)
    assert (terms.state(begins, ends, today) in {"running", "expiring"}) == is_on


@given(DAYS, LENGTHS, DAYS, LENGTHS)
def test_two_terms_overlap_if_one_begins_within_the_other(begins, length, other_begins, other_length) -> None:
    one = terms.Term(1, "chair", 1, (None, None), begins, _ends(begins, length))
    other = terms.Term(2, "chair", 1, (None, None), other_begins, _ends(other_begins, other_length))
    later = max(begins, other_begins)
    shared = all(term.ends is None or later <= term.ends for term in (one, other))
    assert terms.overlap(one, other) == terms.overlap(other, one) == shared
    assert bool(terms.doubled(one, [one, other])) == shared


@given(DAYS, LENGTHS, DAYS)
def test_after_a_handover_the_two_never_overlap(begins, length, successor) -> None:
    last = terms.last_day(begins, _ends(begins, length), successor)
    assert (last is None) == (successor <= begins)
    if last is not None:
        assert begins <= last < successor


def test_more_than_usual_is_told() -> None:
    day = dt.date(2026, 5, 1)
    held = [terms.Term(key, "treasurer", key, (None, None), day) for key in (1, 2)]
    assert terms.crowded(held, {"treasurer": 1}, day) == {"treasurer": (2, 1)}
    assert terms.crowded(held[:1], {"treasurer": 1}, day) == {}
