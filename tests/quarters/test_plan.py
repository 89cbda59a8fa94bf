"""Positions in a picture and back, calibration, and the boundary with fewer points."""

import json
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quartier.quarters import geometry
from quartier.quarters.plan import Mark, Plan, PlanError, simplified
from tests.patience import unhurried

LATS, LONS = st.floats(-70, 70), st.floats(-170, 170)
NEAR = st.floats(-0.02, 0.02)  # degrees


@unhurried
@given(LATS, LONS, NEAR, NEAR, st.floats(0.0001, 0.05), st.floats(0.0001, 0.05))
def test_a_fitting_plan_shows_all_of_its_bounds_and_leads_back(
    lat: float, lon: float, rise: float, turn: float, high: float, wide: float
) -> None:
    plan = Plan.fitting((lat, lon, lat + high, lon + wide), 800, 500, margin=20)
    for corner in ((lat, lon), (lat + high, lon), (lat, lon + wide), (lat + high, lon + wide)):
        x, y = plan.to_pixels(*corner)
        assert 20 - 1e-6 <= x <= 780 + 1e-6
        assert 20 - 1e-6 <= y <= 480 + 1e-6
    assert plan.to_position(*plan.to_pixels(lat + rise, lon + turn)) == pytest.approx(
        (lat + rise, lon + turn), abs=2e-6
    )
    assert plan.tilt == 0


def test_north_is_up_and_east_is_right_and_the_scale_is_true() -> None:
    plan = Plan.fitting((51.0, 7.0, 51.02, 7.02), 600, 600)
    x, y = plan.to_pixels(51.01, 7.01)
    assert plan.to_pixels(51.015, 7.01)[1] < y
    assert plan.to_pixels(51.01, 7.015)[0] > x
    far = plan.to_pixels(51.012, 7.013)
    metres = geometry.distance_m(51.01, 7.01, 51.012, 7.013)
    assert math.dist((x, y), far) * plan.metres_per_pixel == pytest.approx(metres, rel=1e-3)


def test_one_single_pin_gets_a_plan_of_a_hundred_metres() -> None:
    plan = Plan.fitting((51.0, 7.0, 51.0, 7.0), 500, 500)
    assert plan.metres_per_pixel == pytest.approx(0.2)


@unhurried
@given(LATS, LONS, NEAR, NEAR, st.floats(-180, 180), st.floats(0.05, 20), NEAR, NEAR)
def test_two_known_points_give_back_the_plan_they_were_taken_from(
    lat: float, lon: float, rise: float, turn: float, tilt: float, scale: float, up: float, right: float
) -> None:
    assume(math.hypot(rise, turn) > 0.001)
    angle = math.radians(tilt)
    true = Plan(900, 700, lat, lon, scale * complex(math.cos(angle), math.sin(angle)), complex(450, 350))
    marks = [Mark(*true.to_pixels(*place), *place) for place in ((lat, lon), (lat + rise, lon + turn))]
    plan = Plan.calibrated(marks, 900, 700)
    assert plan.metres_per_pixel == pytest.approx(1 / scale)
    assert math.cos(math.radians(plan.tilt - tilt)) == pytest.approx(1)
    assert plan.to_pixels(lat + up, lon + right) == pytest.approx(true.to_pixels(lat + up, lon + right), abs=0.01)


def test_a_level_plan_has_north_up_and_the_width_that_was_said() -> None:
    plan = Plan.level((51.0, 7.0), 3000, 600, 400)
    assert plan.tilt == 0
    assert plan.metres_per_pixel == 5
    assert plan.to_position(300, 200) == (51.0, 7.0)
    assert geometry.distance_m(*plan.to_position(0, 200), *plan.to_position(600, 200)) == pytest.approx(3000, rel=1e-3)


def test_the_tilt_says_how_far_north_is_turned() -> None:
    east_is_down = [Mark(50, 10, 51.0, 7.0), Mark(50, 90, 51.0, 7.01)]
    assert Plan.calibrated(east_is_down, 100, 100).tilt == pytest.approx(90)


@unhurried
@given(st.lists(st.tuples(NEAR, NEAR, st.floats(-3, 3), st.floats(-3, 3)), min_size=3, max_size=12))
def test_more_points_are_fitted_so_that_nothing_fits_them_better_and_the_misfit_is_told(
    places: list[tuple[float, float, float, float]],
) -> None:
    true = Plan.level((51.0, 7.0), 6000, 900, 700)
    marks = []
    for rise, turn, right, down in places:
        x, y = true.to_pixels(51 + rise, 7 + turn)
        marks.append(Mark(x + right, y + down, 51 + rise, 7 + turn))
    assume(max(math.dist((one.x, one.y), (marks[0].x, marks[0].y)) for one in marks) > 20)
    plan = Plan.calibrated(marks, 900, 700)

    def squares(one: Plan) -> float:
        return sum(math.dist((mark.x, mark.y), one.to_pixels(mark.lat, mark.lon)) ** 2 for mark in marks)

    assert squares(plan) <= squares(true) * 1.01 + 0.01  # the curve of the earth between the anchors
    assert plan.misfit(marks) == pytest.approx(
        max(math.dist((mark.x, mark.y), plan.to_pixels(mark.lat, mark.lon)) for mark in marks) * plan.metres_per_pixel
    )


def test_points_that_fit_have_no_misfit_and_one_that_is_wrong_has_a_large_one() -> None:
    true = Plan.level((51.0, 7.0), 3000, 600, 400)
    places = [(51.001, 7.001), (51.005, 7.008), (50.995, 6.996)]
    marks = [Mark(*true.to_pixels(*place), *place) for place in places]
    assert Plan.calibrated(marks, 600, 400).misfit(marks) < 0.1
    mirrored = [Mark(600 - mark.x, mark.y, mark.lat, mark.lon) for mark in marks]
    assert Plan.calibrated(mirrored, 600, 400).misfit(mirrored) > 100


@pytest.mark.parametrize("other", [Mark(10, 10, 51.1, 7.1), Mark(90, 90, 51.0, 7.0)])
def test_one_point_twice_calibrates_nothing(other: Mark) -> None:
    for marks in ([], [other], [Mark(10, 10, 51.0, 7.0), other]):
        with pytest.raises(PlanError):
            Plan.calibrated(marks, 100, 100)


def ring_of(number: int, radius: float = 0.02) -> list[list[float]]:
    turns = [2 * math.pi * k / number for k in range(number)]
    ring = [[7 + radius * math.cos(turn), 51 + radius * math.sin(turn)] for turn in turns]
    return [*ring, ring[0]]


@unhurried
@given(st.integers(3, 60), st.integers(3, 60), st.integers(0, 130))
def test_a_simplified_boundary_keeps_points_of_the_first_one_and_no_more_than_asked(
    outer: int, inner: int, points: int
) -> None:
    rings = [ring_of(outer), ring_of(inner, 0.005)]
    boundary = geometry.parse_boundary(json.dumps({"type": "Polygon", "coordinates": rings}))
    fewer = simplified(boundary, points)
    assert fewer.points <= max(points, 8)
    assert fewer.points == boundary.points or fewer.points == max(points, 8)
    for ring, of in zip(fewer.rings, boundary.rings, strict=True):
        assert ring[0] == ring[-1]
        assert set(ring) <= set(of)
        assert len(ring) >= geometry.FEWEST_POINTS
    assert simplified(boundary, boundary.points) == boundary


def test_what_shapes_a_boundary_least_goes_first() -> None:
    corners = [[7.0, 51.0], [7.01, 50.99999], [7.02, 51.0], [7.02, 51.01], [7.0, 51.01], [7.0, 51.0]]
    boundary = geometry.parse_boundary(json.dumps({"type": "Polygon", "coordinates": [corners]}))
    assert (7.01, 50.99999) not in simplified(boundary, 5).rings[0]
