"""What lies behind a map: an uploaded plan where it belongs, and the tiles that cover it."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters import tiles
from quartier.quarters.backdrop import Sheet, backdrop
from quartier.quarters.plan import Plan
from quartier.quarters.sketch import Sketch, Window
from tests.patience import unhurried

ADDRESS = "https://tiles.example/{z}/{x}/{y}.png"
LATS, LONS = st.floats(-65, 65), st.floats(-170, 170)
DRAWINGS = st.builds(
    lambda lat, lon, across, wide, high: Plan.level((lat, lon), across, wide, high),
    LATS,
    LONS,
    st.floats(100, 50_000),
    st.sampled_from([340, 640, 900]),
    st.integers(240, 620),
)


def placed(svg: str, x: float, y: float) -> tuple[float, float]:
    """Return where a pixel of the picture is drawn."""
    a, b, c, d, e, f = map(float, re.search(r'transform="matrix\(([^)]*)\)"', svg)[1].split())
    return a * x + c * y + e, b * x + d * y + f


@unhurried
@given(LATS, LONS, st.floats(-180, 180), st.floats(500, 6000), st.floats(0, 800), st.floats(0, 600))
def test_every_pixel_of_a_turned_plan_lies_where_its_position_is_drawn(
    lat: float, lon: float, tilt: float, across: float, x: float, y: float
) -> None:
    angle = math.radians(tilt)
    factor = 800 / across * complex(math.cos(angle), math.sin(angle))
    of_picture = Plan(800, 600, lat, lon, factor, complex(400, 300))
    window = Window.at((lat + 0.003, lon + 0.003), across).plan
    svg = backdrop([Sheet.of("/plan", of_picture)], window)
    assert placed(svg, x, y) == pytest.approx(window.to_pixels(*of_picture.to_position(x, y)), abs=1.5)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example/x", "data:text/html,x"])
def test_addresses_that_are_no_picture_are_not_drawn(address) -> None:
    plan = Window.at((51, 7), 1000).plan
    assert backdrop([Sheet.of(address, plan)], plan) == ""
    assert "&lt;&quot;" in backdrop([Sheet.of('/<"', plan)], plan)


def test_the_grid_gives_way_to_a_backdrop() -> None:
    window = Window.at((51, 7), 1000)
    assert "sketch__grid" in Sketch(window, "Karte").svg()
    assert "sketch__grid" not in Sketch(window, "Karte", sheets=[Sheet.of("/plan", window.plan)]).svg()


def test_the_script_gets_edges_in_pixels_of_a_picture_that_lies_nowhere_yet() -> None:
    picture = Plan.level((0, 0), 1200, 1200, 900)
    svg = Sketch(Window.at((0, 0), 1200), "Plan", picture=picture).svg()
    edges = [float(number) for number in re.search(r'data-edges="([^"]+)"', svg)[1].split()]
    assert edges == pytest.approx([0, 0, 900, 1200], abs=0.2)


@given(LATS, LONS, st.integers(0, 19))
def test_a_position_lies_in_its_tile(lat: float, lon: float, zoom: int) -> None:
    column, row = (math.floor(value) for value in tiles.tile_at(lat, lon, zoom))
    north, west = tiles.corner_of(column, row, zoom)
    south, east = tiles.corner_of(column + 1, row + 1, zoom)
    assert south - 1e-9 <= lat <= north + 1e-9
    assert west - 1e-9 <= lon <= east + 1e-9


@pytest.mark.parametrize(
    ("zoom", "row", "lat"), [(1, 1, 0.0), (2, 1, 66.51326044), (3, 1, 79.17133464), (3, 3, 40.97989807)]
)
def test_rows_begin_at_the_latitudes_that_all_servers_agree_on(zoom, row, lat) -> None:
    assert tiles.tile_at(lat, 0, zoom) == pytest.approx((2**zoom / 2, row))
    assert tiles.corner_of(0, row, zoom) == pytest.approx((lat, -180))


@unhurried
@given(DRAWINGS)
def test_few_tiles_cover_all_of_a_drawing(plan: Plan) -> None:
    found = tiles.covering(plan, ADDRESS)
    assert 1 <= len(found) <= tiles.MOST
    assert len({sheet.href for sheet in found}) == len(found)
    assert all(re.fullmatch(r"https://tiles\.example/\d+/\d+/\d+\.png", sheet.href) for sheet in found)
    for x, y in ((0, 0), (plan.width, 0), (0, plan.height), (plan.width, plan.height)):
        lat, lon = plan.to_position(x, y)
        assert any(
            sheet.bottom_left[0] <= lat <= sheet.top_left[0] and sheet.top_left[1] <= lon <= sheet.top_right[1]
            for sheet in found
        )


@unhurried
@given(LATS, LONS, st.floats(500, 8_000), st.floats(0, 256), st.floats(0, 256))
def test_over_a_quarter_tiles_lie_less_than_a_pixel_off(
    lat: float, lon: float, across: float, x: float, y: float
) -> None:
    plan = Plan.level((lat, lon), across, 640, 480)
    for sheet in tiles.covering(plan, ADDRESS):
        zoom, column, row = (int(number) for number in re.findall(r"\d+", sheet.href))
        true = tiles.corner_of(column + x / 256, row + y / 256, zoom)
        at = plan.to_pixels(*true)
        if 0 <= at[0] <= 640 and 0 <= at[1] <= 480:
            assert math.dist(placed(backdrop([sheet], plan), x, y), at) < 1


def test_too_flat_a_projection_would_be_noticed() -> None:
    plan = Plan.level((60, 7), 400_000, 640, 480)
    sheet = tiles.covering(plan, ADDRESS)[0]
    zoom, column, row = (int(number) for number in re.findall(r"\d+", sheet.href))
    at = plan.to_pixels(*tiles.corner_of(column + 0.5, row + 0.5, zoom))
    assert math.dist(placed(backdrop([sheet], plan), 128, 128), at) > 1


def test_tiles_are_as_sharp_as_the_drawing_where_so_many_are_enough() -> None:
    zooms = {
        int(sheet.href.split("/")[3]) for sheet in tiles.covering(Plan.level((51.4, 7.1), 3000, 640, 480), ADDRESS)
    }
    assert zooms == {14}
