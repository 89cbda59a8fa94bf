"""The map to click on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters.sketch import FARTHEST, HEIGHT, MOVES, NEAREST, WIDTH, Sketch, Window

WINDOWS = st.builds(
    lambda lat, lon, across: Window.at((lat, lon), across),
    st.floats(-60, 60),
    st.floats(-170, 170),
    st.floats(200, 20_000),
)


@given(WINDOWS, st.floats(0, WIDTH), st.floats(0, HEIGHT))
def test_a_click_lies_where_it_is_drawn_again(window: Window, x: float, y: float) -> None:
    metres_per_unit = window.across / WIDTH
    assert window.plan.to_pixels(*window.plan.to_position(x, y)) == pytest.approx((x, y), abs=0.2 / metres_per_unit)


@given(WINDOWS, st.sampled_from(sorted(MOVES)))
def test_moving_there_and_back_ends_where_it_began(window: Window, way: str) -> None:
    back = {"nord": "sued", "sued": "nord", "west": "ost", "ost": "west"}[way]
    moved = window.moved(way)
    assert moved != window
    returned = moved.moved(back)
    assert (returned.lat, returned.lon) == pytest.approx((window.lat, window.lon), abs=window.across * 1e-7)


@given(WINDOWS, st.lists(st.sampled_from(["naeher", "weiter", "unsinn", ""]), max_size=20))
def test_no_wish_leads_too_near_or_too_far(window: Window, wishes: list[str]) -> None:
    for wish in wishes:
        window = window.moved(wish)
    assert NEAREST <= window.across <= FARTHEST
    assert 4 <= window.across / window.square <= 60
    assert Sketch(window, "Karte").svg().startswith("<svg")


def test_a_window_around_an_area_shows_all_of_it() -> None:
    plan = Window.around((51.44, 7.07, 51.45, 7.09)).plan
    for corner in ((51.44, 7.07), (51.45, 7.09)):
        x, y = plan.to_pixels(*corner)
        assert 0 < x < WIDTH
        assert 0 < y < HEIGHT


def test_corners_are_numbered_and_names_are_escaped() -> None:
    window = Window.at((51.44, 7.07), 1000)
    svg = Sketch(window, "<b>", corners=[(51.44, 7.07), (51.441, 7.07)], places=[("<script>", (51.44, 7.071))]).svg()
    assert "<script>" not in svg
    assert "<b>" not in svg
    assert svg.count('class="sketch__number"') == 2
    assert "sketch__line" in svg
    assert "sketch__line" not in Sketch(window, "", corners=[(51.44, 7.07)]).svg()


def test_places_outside_of_the_window_are_not_drawn() -> None:
    window = Window.at((51.44, 7.07), 1000)
    assert "Fern" not in Sketch(window, "", places=[("Fern", (51.5, 7.07))]).svg()
    assert "Nah" in Sketch(window, "", places=[("Nah", (51.44, 7.07))]).svg()
