"""Which tiles of a map server cover a drawing, and where they lie in it.

Pure: no database, no Django; nothing is asked of the server here. Tiles are squares of Web Mercator (EPSG:3857), 2^zoom
in a row around the earth. Over a quarter that projection and the one of `Plan` differ by less than a pixel.
"""

import math

from quartier.quarters.backdrop import Sheet
from quartier.quarters.geometry import EARTH_M
from quartier.quarters.plan import Plan

MOST = 24  # tiles of one drawing
PIXELS = 256  # of a tile, from side to side
DEEPEST = 19  # zoom that the usual servers offer
_NORTHERNMOST = 85.05  # degrees, where the square of the world ends


def tile_at(lat: float, lon: float, zoom: int) -> tuple[float, float]:
    """Return (column, row) of a position, with fractions; the whole parts name the tile."""
    lat = math.radians(max(-_NORTHERNMOST, min(_NORTHERNMOST, lat)))
    across = 2.0**zoom
    return (lon + 180) / 360 * across, (1 - math.asinh(math.tan(lat)) / math.pi) / 2 * across


def corner_of(column: float, row: float, zoom: int) -> tuple[float, float]:
    """Return (latitude, longitude) of the upper left corner of a tile."""
    across = 2.0**zoom
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / across))))
    return lat, column / across * 360 - 180


def covering(plan: Plan, address: str) -> list[Sheet]:
    """Return the tiles behind a drawing with north up, at most MOST, as sharp as the drawing if so many are enough.

    `address` is that of a tile with {z}, {x} and {y}.
    """
    (north, west), (south, east) = plan.to_position(0, 0), plan.to_position(plan.width, plan.height)
    zoom = _sharp_enough(plan)
    while True:
        left, top = (math.floor(value) for value in tile_at(north, west, zoom))
        right, bottom = (math.floor(value) for value in tile_at(south, east, zoom))
        if zoom == 0 or (right - left + 1) * (bottom - top + 1) <= MOST:
            break
        zoom -= 1
    last = 2**zoom - 1
    rows = range(max(0, top), min(last, bottom) + 1)
    return [_sheet(address, column, row, zoom) for row in rows for column in range(left, right + 1)][:MOST]


def _sharp_enough(plan: Plan) -> int:
    """Return the zoom at which a pixel of a tile is about as large as one of the drawing."""
    around = 2 * math.pi * EARTH_M * max(math.cos(math.radians(plan.lat)), 0.01)
    return max(0, min(DEEPEST, round(math.log2(around / PIXELS / plan.metres_per_pixel))))


def _sheet(address: str, column: int, row: int, zoom: int) -> Sheet:
    values = {"{z}": zoom, "{x}": column % 2**zoom, "{y}": row}
    for name, value in values.items():
        address = address.replace(name, str(value))
    corners = (column, row), (column + 1, row), (column, row + 1)
    return Sheet(address, PIXELS, PIXELS, *(corner_of(x, y, zoom) for x, y in corners))
