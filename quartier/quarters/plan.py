"""A plan: where positions on the earth lie in a picture, and back. With it a map needs no tiles, only a drawing.

Near its anchor the earth is taken as flat (local equirectangular projection); at 10 km from it the error is below
0.2 %. The plan turns metres east and north into pixels by one similarity, written as complex numbers:
pixel = factor · conjugate(metres) + origin, the conjugate because pixels count downwards.
"""

import cmath
import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

from quartier.quarters.crossings import Ring
from quartier.quarters.geometry import DECIMALS, EARTH_M, FEWEST_POINTS, Boundary

_NEAREST = 1e-6  # pixels or metres between points that are to calibrate a plan
_STEEPEST = 89.0  # degrees of latitude, beyond which east and west lose their sense


class PlanError(ValueError):
    """The points say nothing about the plan: they are the same, on the ground or in the picture."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that is known both in the picture (x, y in pixels) and on the ground (degrees)."""

    x: float
    y: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A picture of `width` × `height` pixels. `factor` holds pixels per metre and the turning against north."""

    width: float
    height: float
    lat: float
    lon: float
    factor: complex
    origin: complex

    @classmethod
    def fitting(
        cls, bounds: tuple[float, float, float, float], width: float, height: float, margin: float = 0
    ) -> "Plan":
        """Return the plan that shows (south, west, north, east) as large as possible, in the middle, north up.

        Bounds without extent are shown as if they were 100 m wide.
        """
        south, west, north, east = bounds
        lat, lon = (south + north) / 2, (west + east) / 2
        corner = _metres(north, east, lat, lon)
        across, along = max(2 * corner.real, 100.0), max(2 * corner.imag, 100.0)
        room = max(width - 2 * margin, 1.0), max(height - 2 * margin, 1.0)
        factor = min(room[0] / across, room[1] / along)
        return cls(width, height, lat, lon, complex(factor), complex(width / 2, height / 2))

    @classmethod
    def calibrated(cls, marks: Sequence[Mark], width: float, height: float) -> "Plan":
        """Return the plan of a picture in which points are known: exact for two, least squares for more.

        Raises `PlanError` when there are fewer than two, or when they are the same, on the ground or in the picture.
        """
        if not marks:
            raise PlanError
        lat, lon = marks[0].lat, marks[0].lon
        ground = [_metres(mark.lat, mark.lon, lat, lon).conjugate() for mark in marks]
        pixels = [complex(mark.x, mark.y) for mark in marks]
        middle, centre = sum(ground) / len(marks), sum(pixels) / len(marks)
        spread = sum(abs(one - middle) ** 2 for one in ground)
        turned = sum((pixel - centre) * (one - middle).conjugate() for pixel, one in zip(pixels, ground, strict=True))
        if spread < _NEAREST**2 or abs(turned) < _NEAREST * math.sqrt(spread):
            raise PlanError
        factor = turned / spread
        return cls(width, height, lat, lon, factor, centre - factor * middle)

    @classmethod
    def level(cls, middle: tuple[float, float], across: float, width: float, height: float) -> "Plan":
        """Return the plan with north up, whose middle lies at (lat, lon) and which is `across` metres wide."""
        return cls(width, height, *middle, complex(width / across), complex(width / 2, height / 2))

    @property
    def tilt(self) -> float:
        """Return by how many degrees north is turned to the right; a large one hints at marks that are wrong."""
        return math.degrees(cmath.phase(self.factor))

    @property
    def metres_per_pixel(self) -> float:
        """Return the scale."""
        return 1 / abs(self.factor)

    def misfit(self, marks: Sequence[Mark]) -> float:
        """Return by how many metres the mark that fits worst lies off."""
        off = (math.dist((mark.x, mark.y), self.to_pixels(mark.lat, mark.lon)) for mark in marks)
        return max(off, default=0.0) * self.metres_per_pixel

    def to_pixels(self, lat: float, lon: float) -> tuple[float, float]:
        """Return (x, y) of a position; it may lie outside of the picture."""
        pixel = self.factor * _metres(lat, lon, self.lat, self.lon).conjugate() + self.origin
        return pixel.real, pixel.imag

    def to_position(self, x: float, y: float) -> tuple[float, float]:
        """Return (lat, lon) in degrees of a pixel, with six decimals: where somebody clicked."""
        metres = ((complex(x, y) - self.origin) / self.factor).conjugate()
        lat = self.lat + math.degrees(metres.imag / EARTH_M)
        lon = self.lon + math.degrees(metres.real / EARTH_M / _narrowing(self.lat))
        return round(lat, DECIMALS), round(lon, DECIMALS)


def simplified(boundary: Boundary, points: int) -> Boundary:
    """Return the boundary with at most so many points, for a drawing: those that shape it least go first.

    Visvalingam and Whyatt 1993 (smallest triangle). Each ring keeps at least a triangle; rings may come to touch.
    """
    rings = [list(ring[:-1]) for ring in boundary.rings]
    surplus = boundary.points - max(points, FEWEST_POINTS * len(rings))
    before = [[place - 1 for place in range(len(ring))] for ring in rings]
    after = [[(place + 1) % len(ring) for place in range(len(ring))] for ring in rings]
    left = [len(ring) for ring in rings]
    gone = [[False] * len(ring) for ring in rings]

    def size(ring: int, place: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = (rings[ring][at] for at in (before[ring][place], place, after[ring][place]))
        return abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))

    heap = [(size(number, place), number, place) for number, ring in enumerate(rings) for place in range(len(ring))]
    heapq.heapify(heap)
    while surplus > 0 and heap:
        area, ring, place = heapq.heappop(heap)
        if gone[ring][place] or left[ring] < FEWEST_POINTS or area != size(ring, place):
            continue  # out of date: the neighbours have changed since, and there is a newer entry
        gone[ring][place] = True
        left[ring] -= 1
        surplus -= 1
        low, high = before[ring][place], after[ring][place]
        before[ring][high], after[ring][low] = low, high
        for neighbour in (low, high):
            heapq.heappush(heap, (size(ring, neighbour), ring, neighbour))
    kept = [
        _closed(tuple(point for place, point in enumerate(ring) if not gone[number][place]))
        for number, ring in enumerate(rings)
    ]
    each = iter(kept)
    return Boundary(tuple(tuple(next(each) for _ring in polygon) for polygon in boundary.polygons))


def _closed(ring: Ring) -> Ring:
    return (*ring, ring[0])


def _metres(lat: float, lon: float, from_lat: float, from_lon: float) -> complex:
    """Return metres east + i · metres north, seen from a position."""
    east = math.radians(lon - from_lon) * EARTH_M * _narrowing(from_lat)
    return complex(east, math.radians(lat - from_lat) * EARTH_M)


def _narrowing(lat: float) -> float:
    return math.cos(math.radians(max(-_STEEPEST, min(_STEEPEST, lat))))
