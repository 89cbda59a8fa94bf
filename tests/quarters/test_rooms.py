"""Which rooms fit: what is not known is never a no."""

from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters import vocabulary as v
from quartier.quarters.rooms import Wish, fit, seated

SEATS = st.dictionaries(st.sampled_from(v.SEATINGS), st.integers(1, 200))
ACCESS = st.dictionaries(st.sampled_from(v.ACCESS), st.sampled_from([v.YES, v.PARTLY, v.NO]))
EQUIPMENT = st.lists(st.sampled_from(v.EQUIPMENT), unique=True)
WISHES = st.builds(
    Wish,
    st.integers(0, 250),
    st.sampled_from(["", *v.SEATINGS]),
    st.lists(st.sampled_from(v.ACCESS), unique=True),
    st.lists(st.sampled_from(v.EQUIPMENT), unique=True),
)


@given(WISHES)
def test_of_a_room_of_which_nothing_is_known_nobody_says_no(wish: Wish) -> None:
    how = fit(wish, {}, {}, [])
    assert how.answer == (v.UNKNOWN if wish else v.YES)
    assert bool(how.unknown) == bool(wish)


@given(WISHES, SEATS, ACCESS, EQUIPMENT)
def test_learning_more_never_makes_a_no_of_what_fits_and_forgetting_never_either(
    wish, seats, access, equipment
) -> None:
    how = fit(wish, seats, access, equipment)
    without = fit(wish, seats, {}, equipment)
    if how.answer != v.NO:
        assert without.answer != v.NO
    assert (how.answer == v.NO) == (
        any(access.get(code) == v.NO for code in wish.access)
        or (bool(wish.people or wish.seating) and seated(wish, seats) == v.NO)
    )


@given(st.integers(1, 200), st.sampled_from(v.SEATINGS), SEATS)
def test_room_is_counted_in_the_seating_that_is_asked_for(people: int, seating: str, seats: dict[str, int]) -> None:
    answer = seated(Wish(people, seating), seats)
    expected = v.UNKNOWN if seating not in seats else v.YES if seats[seating] >= people else v.NO
    assert answer == expected
    anyhow = seated(Wish(people), seats)
    assert anyhow == (v.UNKNOWN if not seats else v.YES if max(seats.values()) >= people else v.NO)


def test_partly_is_worse_than_yes_and_better_than_not_known() -> None:
    wish = Wish(access=("step_free", "lift"))
    assert fit(wish, {}, {"step_free": "yes", "lift": "yes"}, []).answer == v.YES
    assert fit(wish, {}, {"step_free": "yes", "lift": "partly"}, []).answer == v.PARTLY
    assert fit(wish, {}, {"step_free": "partly"}, []).answer == v.UNKNOWN
    assert fit(wish, {}, {"step_free": "no"}, []).answer == v.NO
