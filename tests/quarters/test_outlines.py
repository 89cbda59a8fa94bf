"""Boundaries as they are stored, and back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters.geometry import area_km2, parse_boundary
from quartier.quarters.outlines import as_stored, outline_of

SIDES = st.floats(0.002, 0.02)


def square(lon: float, lat: float, side: float) -> list[list[float]]:
    return [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]


@given(st.floats(5, 15), st.floats(45, 55), SIDES, st.booleans(), st.booleans())
def test_what_was_read_comes_back_from_the_database_as_it_was(
    lon: float, lat: float, side: float, second: bool, hole: bool
) -> None:
    first = [square(lon, lat, side), *([square(lon + side / 4, lat + side / 4, side / 2)] if hole else [])]
    areas = [first, *([[square(lon + 0.1, lat, side)]] if second else [])]
    boundary = parse_boundary(json.dumps({"type": "MultiPolygon", "coordinates": areas}))
    assert outline_of(as_stored(boundary)) == boundary


def test_a_ring_drawn_the_other_way_round_is_an_area_all_the_same() -> None:
    ring = square(7.0, 51.0, 0.01)
    turned = outline_of([ring[::-1]])
    assert turned == outline_of([ring])
    assert turned is not None
    assert area_km2(turned) > 0


def test_nothing_and_lines_are_no_boundary() -> None:
    assert outline_of(None) is None
    assert outline_of([]) is None
    assert outline_of([[[7.0, 51.0], [7.1, 51.0]]]) is None
