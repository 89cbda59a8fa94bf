"""The boundary of a quarter from GeoJSON, read strictly, and what is asked of it. No geometry library is needed.

Coordinates are held as in GeoJSON, (longitude, latitude) in degrees with six decimals, about 10 cm. Functions for
callers take and give `lat, lon`. Areas that cross the 180th meridian are not read.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quartier.quarters.crossings import Point, Ring, WholePoint, WholeRing, first_crossing

LARGEST = 1_000_000  # bytes of GeoJSON
MOST_POINTS = 5_000
MOST_RINGS = 200  # parts and holes
FEWEST_POINTS = 4  # of a ring: a triangle that comes back to its first point
DECIMALS = 6
EARTH_M = 6_371_008.8  # mean radius
_MICRO = 10**DECIMALS
_AREAS = ("Polygon", "MultiPolygon")
# Germany with its coordinates exchanged lies between Somalia and Oman: a quarter there was surely meant to be here.
_SWAPPED_LON, _SWAPPED_LAT = (47.2, 55.1), (5.8, 15.1)

Polygon = tuple[Ring, ...]  # the outer ring, then the holes


class BoundaryError(ValueError):
    """A text that is no boundary. `code` says what is wrong, `details` where, for the sentence that a person gets.

    Codes: too_large, not_json, too_deep, no_area, several_areas, not_numbers, out_of_range, swapped, too_many_points,
    too_many_rings, ring_open, ring_short, crosses_itself, hole_outside, parts_overlap.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Boundary:
    """One or several polygons. Rings are closed; outer ones run counter-clockwise, holes clockwise (RFC 7946)."""

    polygons: tuple[Polygon, ...]

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Return all rings, of all polygons."""
        return tuple(ring for polygon in self.polygons for ring in polygon)

    @property
    def points(self) -> int:
        """Return the number of points, the repeated last one of each ring among them."""
        return sum(len(ring) for ring in self.rings)

    def as_geojson(self) -> dict[str, Any]:
        """Return the geometry as GeoJSON; reading it again gives an equal boundary."""
        polygons = [[[list(point) for point in ring] for ring in polygon] for polygon in self.polygons]
        if len(polygons) == 1:
            return {"type": "Polygon", "coordinates": polygons[0]}
        return {"type": "MultiPolygon", "coordinates": polygons}


def parse_boundary(text: str) -> Boundary:
    """Read a Polygon, MultiPolygon, Feature or FeatureCollection with exactly one area.

    Heights are left out, coordinates are rounded to six decimals, repeated points taken out. Raises `BoundaryError`.
    """
    polygons = _lists(_area(_document(text)))
    count = sum(len(ring) for polygon in polygons for ring in polygon if isinstance(ring, list))
    if count > MOST_POINTS:
        raise BoundaryError("too_many_points", points=count, most=MOST_POINTS)
    if (rings := sum(map(len, polygons))) > MOST_RINGS:
        raise BoundaryError("too_many_rings", rings=rings, most=MOST_RINGS)
    read = tuple(
        tuple(_ring(ring, polygon=p, ring_number=r) for r, ring in enumerate(polygon))
        for p, polygon in enumerate(polygons)
    )
    boundary = Boundary(tuple(_turned(polygon) for polygon in read))
    _check_place(boundary)
    if at := first_crossing([_micro_ring(ring) for ring in boundary.rings]):
        raise BoundaryError("crosses_itself", lon=at[0] / _MICRO, lat=at[1] / _MICRO)
    _check_nesting([[_micro_ring(ring) for ring in polygon] for polygon in boundary.polygons])
    return boundary


def restored(document: Mapping[str, Any]) -> Boundary:
    """Return the boundary that `as_geojson` has written, without looking at it again."""
    given = document["coordinates"] if document["type"] == "MultiPolygon" else [document["coordinates"]]
    return Boundary(tuple(tuple(tuple((lon, lat) for lon, lat in ring) for ring in polygon) for polygon in given))


def contains(boundary: Boundary, lat: float, lon: float) -> bool:
    """Return whether a position lies inside or on the boundary; a position in a hole lies outside."""
    return _side([_micro_ring(ring) for ring in boundary.rings], _micro((lon, lat))) >= 0


def area_km2(boundary: Boundary) -> float:
    """Return the area on a sphere in square kilometres, holes taken off."""
    return sum(_signed_area(ring) for ring in boundary.rings) / 1e6


def bounds(boundary: Boundary) -> tuple[float, float, float, float]:
    """Return (south, west, north, east) in degrees."""
    lons = [lon for ring in boundary.rings for lon, _lat in ring]
    lats = [lat for ring in boundary.rings for _lon, lat in ring]
    return min(lats), min(lons), max(lats), max(lons)


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two positions in metres along the sphere (haversine formula)."""
    south, north = math.radians(lat), math.radians(other_lat)
    rise = math.sin((north - south) / 2) ** 2
    turn = math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(rise + math.cos(south) * math.cos(north) * turn)))


def _document(text: str) -> Any:
    if len(text) > LARGEST or len(text.encode("utf-8", "replace")) > LARGEST:
        raise BoundaryError("too_large", most=LARGEST)
    try:
        return json.loads(text)
    except RecursionError:
        raise BoundaryError("too_deep") from None
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise BoundaryError("not_json", line=line) from None


def _area(document: Any) -> dict[str, Any]:
    """Return the one geometry with an area; geometries without one (pins beside the boundary) are passed over."""
    found = list(_geometries(document))
    if not found:
        raise BoundaryError("no_area")
    if len(found) > 1:
        raise BoundaryError("several_areas", areas=len(found))
    return found[0]


def _geometries(document: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(document, dict):
        return
    features = document.get("features") if document.get("type") == "FeatureCollection" else [document]
    for feature in features if isinstance(features, list) else []:
        inner = feature.get("geometry") if isinstance(feature, dict) and feature.get("type") == "Feature" else feature
        if isinstance(inner, dict) and inner.get("type") in _AREAS and inner.get("coordinates"):
            yield inner


def _lists(geometry: dict[str, Any]) -> list[list[Any]]:
    """Return the polygons as lists of rings, whatever is in the rings."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    if not isinstance(polygons, list) or not all(isinstance(polygon, list) and polygon for polygon in polygons):
        raise BoundaryError("no_area")
    return polygons


def _ring(values: Any, *, polygon: int, ring_number: int) -> Ring:
    where = {"polygon": polygon, "ring": ring_number}
    if not isinstance(values, list):
        raise BoundaryError("not_numbers", **where)
    given = [_point(value, point=number, **where) for number, value in enumerate(values)]
    points = [point for number, point in enumerate(given) if number == 0 or point != given[number - 1]]
    if len(points) > 1 and points[0] != points[-1]:
        raise BoundaryError("ring_open", **where, first=points[0], last=points[-1])
    if len(points) < FEWEST_POINTS:
        raise BoundaryError("ring_short", **where, points=len(points), fewest=FEWEST_POINTS)
    return tuple(points)


def _point(value: Any, **where: int) -> Point:
    if not isinstance(value, list) or len(value) < 2:
        raise BoundaryError("not_numbers", **where)
    lon, lat = value[:2]
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in (lon, lat)):
        raise BoundaryError("not_numbers", **where)
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # also refuses NaN and infinity, which JSON readers let through
        swapped = -180 <= lat <= 180 and -90 <= lon <= 90
        raise BoundaryError("swapped" if swapped else "out_of_range", **where)
    return round(float(lon), DECIMALS) + 0.0, round(float(lat), DECIMALS) + 0.0


def _check_place(boundary: Boundary) -> None:
    south, west, north, east = bounds(boundary)
    if _SWAPPED_LON[0] <= west and east <= _SWAPPED_LON[1] and _SWAPPED_LAT[0] <= south and north <= _SWAPPED_LAT[1]:
        raise BoundaryError("swapped", lon=west, lat=south)


def _check_nesting(polygons: Sequence[Sequence[WholeRing]]) -> None:
    """Refuse holes outside of their part or in each other, and parts within parts; an island in a hole is fine."""
    for number, (outer, *holes) in enumerate(polygons):
        for place, hole in enumerate(holes, start=1):
            if not _lies_in(hole, [outer]) or any(_lies_in(hole, [other]) for other in holes if other is not hole):
                raise BoundaryError("hole_outside", polygon=number, ring=place)
        if any(_lies_in(outer, other) for other in polygons if other[0] is not outer):
            raise BoundaryError("parts_overlap", polygon=number)


def _turned(polygon: Polygon) -> Polygon:
    return tuple(
        ring if (_signed_area(ring) > 0) == (number == 0) else tuple(reversed(ring))
        for number, ring in enumerate(polygon)
    )


def _signed_area(ring: Ring) -> float:
    """Return the area in m², positive when counter-clockwise (Chamberlain and Duquette, JPL 07-03, 2007)."""
    total = 0.0
    for (lon, lat), (next_lon, next_lat) in pairwise(ring):
        height = 2 + math.sin(math.radians(lat)) + math.sin(math.radians(next_lat))
        total -= math.radians(next_lon - lon) * height
    return total * EARTH_M**2 / 2


def _micro(point: Point) -> WholePoint:
    return round(point[0] * _MICRO), round(point[1] * _MICRO)


def _micro_ring(ring: Ring) -> WholeRing:
    """Return the ring in whole millionths of a degree, in which comparisons are exact."""
    return [_micro(point) for point in ring]


def _lies_in(ring: WholeRing, area: Sequence[WholeRing]) -> bool:
    """Return whether a ring lies in an area whose rings it does not cross: its first point off their lines tells."""
    return next((side for point in ring if (side := _side(area, point))), 1) > 0


def _side(rings: Sequence[WholeRing], point: WholePoint) -> int:
    """Return 1 when a ray from the point meets the rings an odd number of times, -1 when even, 0 on one of them."""
    x, y = point
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            turn = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
            if turn == 0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
                return 0
            if (y1 > y) != (y2 > y) and (turn > 0) == (y2 > y1):
                inside = not inside
    return 1 if inside else -1
