"""Positions in a picture and back, calibration, and the boundary with fewer points."""

import json
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quartier.quarters import geometry
from quartier.quarters.plan import Mark, Plan, PlanError, simplified
from tests.quarters.patience import unhurried

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
    plan = Plan.calibrated(*marks, 900, 700)
    assert plan.metres_per_pixel == pytest.approx(1 / scale)
    assert math.cos(math.radians(plan.tilt - tilt)) == pytest.approx(1)
    assert plan.to_pixels(lat + up, lon + right) == pytest.approx(true.to_pixels(lat + up, lon + right), abs=0.01)


def test_corners_that_fit_the_picture_stand_upright_and_others_show_their_tilt() -> None:
    whole = Plan.fitting((51.0, 7.0, 51.02, 7.03), 400, 300)
    fitting = Plan.from_corners(whole.to_position(0, 0), whole.to_position(400, 300), 400, 300)
    assert abs(fitting.tilt) < 0.1
    assert fitting.to_position(0, 0) == pytest.approx(whole.to_position(0, 0), abs=1e-6)
    assert fitting.to_position(400, 300) == pytest.approx(whole.to_position(400, 300), abs=1e-6)
    wrong = Plan.from_corners(whole.to_position(400, 0), whole.to_position(0, 300), 400, 300)
    assert abs(wrong.tilt) > 10


@pytest.mark.parametrize("other", [Mark(10, 10, 51.1, 7.1), Mark(90, 90, 51.0, 7.0)])
def test_one_point_twice_calibrates_nothing(other: Mark) -> None:
    with pytest.raises(PlanError):
        Plan.calibrated(Mark(10, 10, 51.0, 7.0), other, 100, 100)


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
