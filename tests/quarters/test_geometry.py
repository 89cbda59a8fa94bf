"""Boundaries from GeoJSON: what is read, what is refused with which code, and what is computed from them."""

import json
import math
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quartier.quarters import geometry
from quartier.quarters.geometry import BoundaryError, parse_boundary
from tests.patience import unhurried

SQUARE = [[7.0, 51.0], [7.02, 51.0], [7.02, 51.01], [7.0, 51.01], [7.0, 51.0]]
HOLE = [[7.005, 51.002], [7.015, 51.002], [7.015, 51.008], [7.005, 51.008], [7.005, 51.002]]


def polygon(*rings: Any) -> str:
    return json.dumps({"type": "Polygon", "coordinates": rings})


def parts(*polygons: Any) -> str:
    return json.dumps({"type": "MultiPolygon", "coordinates": polygons})


def shrunk(ring: list[list[float]]) -> list[list[float]]:
    """The same ring at half its size, around the middle of the square."""
    return [[7.01 + (lon - 7.01) / 2, 51.005 + (lat - 51.005) / 2] for lon, lat in ring]


@st.composite
def stars(draw: st.DrawFn) -> tuple[float, float, list[list[float]]]:
    """A ring that every ray from its middle meets once: (lat, lon) of the middle, and the closed ring."""
    lat, lon = draw(st.floats(-60, 60)), draw(st.floats(-170, 170))
    assume(not (5 < lat < 16 and 46 < lon < 56))  # the mirror of Germany is refused on purpose
    number = draw(st.integers(4, 40))
    radii = draw(st.lists(st.floats(0.001, 0.02), min_size=number, max_size=number))
    ring = [
        [lon + radius * math.cos(2 * math.pi * k / number), lat + radius * math.sin(2 * math.pi * k / number)]
        for k, radius in enumerate(radii)
    ]
    if draw(st.booleans()):
        ring.reverse()
    return lat, lon, [*ring, ring[0]]


@unhurried
@given(stars())
def test_a_simple_ring_is_read_turned_rounded_and_comes_back_the_same(star: tuple[float, float, Any]) -> None:
    lat, lon, ring = star
    boundary = parse_boundary(polygon(ring))
    (outer,) = boundary.rings
    assert outer[0] == outer[-1]
    assert all(round(number, 6) == number for point in outer for number in point)
    assert geometry.area_km2(boundary) > 0  # counter-clockwise whatever was given
    assert parse_boundary(json.dumps(boundary.as_geojson())) == boundary
    assert geometry.restored(boundary.as_geojson()) == boundary
    assert geometry.contains(boundary, lat, lon)
    assert all(geometry.contains(boundary, corner[1], corner[0]) for corner in outer)
    south, west, north, east = geometry.bounds(boundary)
    assert not geometry.contains(boundary, north + 0.001, lon)
    assert not geometry.contains(boundary, lat, west - 0.001)
    assert south < north
    assert west < east


@unhurried
@given(stars(), st.data())
def test_a_ring_that_crosses_itself_is_refused(star: tuple[float, float, Any], data: st.DataObject) -> None:
    _lat, _lon, ring = star
    open_ring = ring[:-1]
    assume(len(open_ring) >= 4)
    at = data.draw(st.integers(0, len(open_ring) - 4))
    a, b, c, d = open_ring[at : at + 4]
    crossed = [*open_ring[:at], a, c, b, d, *open_ring[at + 4 :]]
    assume(_cross(a, c, b, d))
    with pytest.raises(BoundaryError) as refused:
        parse_boundary(polygon([*crossed, crossed[0]]))
    assert refused.value.code == "crosses_itself"


def _cross(a: Any, c: Any, b: Any, d: Any) -> bool:
    """Return whether a-c and b-d cross by more than rounding could undo."""

    def turn(p: Any, q: Any, r: Any) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    signs = [turn(a, c, b), turn(a, c, d), turn(b, d, a), turn(b, d, c)]
    return min(map(abs, signs)) > 1e-7 and signs[0] * signs[1] < 0 and signs[2] * signs[3] < 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"),
        ("{", "not_json"),
        ("9" * 5000, "not_json"),
        ("[" * 100_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        (" " * 1_000_001, "too_large"),
        ("ä" * 600_000, "too_large"),
        ("null", "no_area"),
        ("[]", "no_area"),
        ('{"type":"Point","coordinates":[7,51]}', "no_area"),
        ('{"type":"Polygon"}', "no_area"),
        ('{"type":"Polygon","coordinates":"here"}', "no_area"),
        ('{"type":"Polygon","coordinates":{"a":1}}', "no_area"),
        ('{"type":"MultiPolygon","coordinates":[[]]}', "no_area"),
        ('{"type":"FeatureCollection","features":7}', "no_area"),
        ('{"type":"FeatureCollection","features":[null,3,{"type":"Feature"}]}', "no_area"),
        ('{"type":"Polygon","coordinates":[7]}', "not_numbers"),
        ('{"type":"Polygon","coordinates":[[7,8,9,7]]}', "not_numbers"),
        ('{"type":"Polygon","coordinates":[[["7","51"]]]}', "not_numbers"),
        ('{"type":"Polygon","coordinates":[[[true,false]]]}', "not_numbers"),
        ('{"type":"Polygon","coordinates":[[[7]]]}', "not_numbers"),
        ('{"type":"Polygon","coordinates":[[[NaN,51]]]}', "out_of_range"),
        ('{"type":"Polygon","coordinates":[[[7,Infinity]]]}', "out_of_range"),
        ('{"type":"Polygon","coordinates":[[[1e999,51]]]}', "out_of_range"),
        ('{"type":"Polygon","coordinates":[[[%s,51]]]}' % ("1" * 400), "out_of_range"),
        (polygon([[784000, 5690000], [785000, 5690000], [785000, 5691000], [784000, 5690000]]), "out_of_range"),
        (polygon([[51, 107], [51, 107.1], [51.1, 107], [51, 107]]), "swapped"),
        (polygon([[lat, lon] for lon, lat in SQUARE]), "swapped"),
        (polygon(SQUARE[:-1]), "ring_open"),
        (polygon([[7, 51], [7.1, 51], [7, 51]]), "ring_short"),
        (polygon([]), "ring_short"),
        (polygon([[7, 51], [7, 51], [7, 51], [7, 51]]), "ring_short"),
        (polygon([[7, 51], [7.1, 51], [7.2, 51], [7, 51]]), "crosses_itself"),  # a line there and back
        (polygon([[7, 51], [7.1, 51.1], [7.1, 51], [7, 51.1], [7, 51]]), "crosses_itself"),
        # An eight whose waist is one point.
        (polygon([[7, 51], [7.1, 51.1], [7.2, 51.2], [7.2, 51], [7.1, 51.1], [7, 51.2], [7, 51]]), "crosses_itself"),
        (polygon(SQUARE, [[lon + 0.01, lat] for lon, lat in HOLE]), "crosses_itself"),
        (polygon(SQUARE, [[lon + 1, lat] for lon, lat in HOLE]), "hole_outside"),
        (polygon([[7 + k / 1e5, 51] for k in range(5001)]), "too_many_points"),
        (polygon(*[SQUARE] * 201), "too_many_rings"),
        (polygon(SQUARE, HOLE, shrunk(HOLE)), "hole_outside"),
        (parts([SQUARE], [shrunk(SQUARE)]), "parts_overlap"),
        (parts([SQUARE], [SQUARE]), "crosses_itself"),
    ],
)
def test_what_is_no_boundary_is_refused_with_its_code(text: str, code: str) -> None:
    with pytest.raises(BoundaryError) as refused:
        parse_boundary(text)
    assert refused.value.code == code


def test_a_refusal_says_where() -> None:
    with pytest.raises(BoundaryError) as refused:
        parse_boundary(polygon(SQUARE, [*HOLE[:2], [7, 95], *HOLE[3:]]))
    assert refused.value.details == {"polygon": 0, "ring": 1, "point": 2}


@unhurried
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), lambda inner: (
    st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["type", "coordinates", "geometry", "features"]), inner, max_size=4)
    | st.builds(lambda c: {"type": "Polygon", "coordinates": c}, inner)
    | st.builds(lambda f: {"type": "FeatureCollection", "features": f}, inner)
)))  # fmt: skip
def test_whatever_json_comes_it_is_read_or_refused(document: Any) -> None:
    with suppress(BoundaryError):
        assert parse_boundary(json.dumps(document)).points >= geometry.FEWEST_POINTS


def test_features_and_collections_with_one_area_are_read() -> None:
    plain = json.loads(polygon(SQUARE))
    pin = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [7, 51]}, "properties": None}
    feature = {"type": "Feature", "geometry": plain, "properties": {"name": "Anger"}}
    collection = {"type": "FeatureCollection", "features": [pin, feature]}
    several = {"type": "MultiPolygon", "coordinates": [plain["coordinates"]]}
    boundary = parse_boundary(json.dumps(plain))
    assert [parse_boundary(json.dumps(given)) for given in (feature, collection, several)] == [boundary] * 3
    with pytest.raises(BoundaryError) as refused:
        parse_boundary(json.dumps({"type": "FeatureCollection", "features": [feature, feature]}))
    assert refused.value.code == "several_areas"
    assert refused.value.details == {"areas": 2}


def test_two_parts_that_touch_in_a_corner_are_a_boundary() -> None:
    other = [[lon + 0.02, lat + 0.01] for lon, lat in SQUARE]
    boundary = parse_boundary(parts([SQUARE], [other]))
    assert len(boundary.polygons) == 2
    assert geometry.contains(boundary, 51.015, 7.03)
    assert not geometry.contains(boundary, 51.015, 7.01)


def test_an_island_in_a_hole_belongs_to_the_boundary() -> None:
    boundary = parse_boundary(parts([SQUARE, HOLE], [shrunk(HOLE)]))
    assert geometry.contains(boundary, 51.005, 7.01)
    assert not geometry.contains(boundary, 51.003, 7.01)
    assert geometry.restored(boundary.as_geojson()) == boundary


def test_a_position_in_a_hole_lies_outside_and_its_area_is_taken_off() -> None:
    whole, holed = parse_boundary(polygon(SQUARE)), parse_boundary(polygon(SQUARE, HOLE))
    assert geometry.contains(whole, 51.005, 7.01)
    assert not geometry.contains(holed, 51.005, 7.01)
    assert geometry.contains(holed, 51.001, 7.01)
    assert geometry.area_km2(holed) == pytest.approx(geometry.area_km2(whole) * 0.7, rel=1e-4)


def test_areas_are_those_of_a_sphere() -> None:
    octant = parse_boundary(polygon([[0, 0], [90, 0], [90, 90], [0, 90], [0, 0]]))
    assert geometry.area_km2(octant) == pytest.approx(4 * math.pi * 6371.0088**2 / 8, rel=1e-9)
    height, width = geometry.distance_m(51, 7, 51.01, 7), geometry.distance_m(51.005, 7, 51.005, 7.02)
    assert geometry.area_km2(parse_boundary(polygon(SQUARE))) == pytest.approx(height * width / 1e6, rel=1e-4)


@unhurried
@given(*[st.floats(-80, 80)] * 4)
def test_distances_are_the_same_in_both_directions(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    there = geometry.distance_m(lat, lon, other_lat, other_lon)
    assert there == pytest.approx(geometry.distance_m(other_lat, other_lon, lat, lon))
    assert geometry.distance_m(lat, lon, lat, lon) == 0
    assert geometry.distance_m(0, 0, 0, 180) == pytest.approx(math.pi * geometry.EARTH_M)


@pytest.mark.parametrize("shape", ["circle", "zigzag", "comb"])
def test_the_largest_boundary_is_read_in_a_moment(shape: str) -> None:
    half = 2400
    if shape == "circle":
        turns = [2 * math.pi * k / 4990 for k in range(4990)]
        ring = [[7 + 0.1 * math.cos(turn), 51 + 0.1 * math.sin(turn)] for turn in turns]
    else:  # long lines close beside each other, across or along
        teeth = [[7 + (k % 2) * 0.2, 51 + k * 0.0001] for k in range(2 * half)]
        ring = [*teeth, [7.3, 51 + 2 * half * 0.0001], [7.3, 50.9]]
        ring = ring if shape == "zigzag" else [[lat - 45, lon + 44] for lon, lat in ring]
    began = time.process_time()
    parse_boundary(polygon([*ring, ring[0]]))
    assert time.process_time() - began < 2
