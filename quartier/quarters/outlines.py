"""The boundary of a quarter as it is stored, and back: plain rings of [longitude, latitude], outer ones before holes.

Pure: no database, no Django. The direction of a ring says what it is, as `geometry` leaves it: an outer ring runs
counter-clockwise and begins a new area, a hole runs clockwise and belongs to the area before it.
"""

from collections.abc import Sequence

from quartier.quarters.crossings import Ring
from quartier.quarters.geometry import FEWEST_POINTS, Boundary, area_km2

Stored = Sequence[Sequence[Sequence[float]]]


def outline_of(stored: Stored | None) -> Boundary | None:
    """Return the boundary that was stored as rings; rings that are no ring are left out, None where nothing is left."""
    polygons: list[list[Ring]] = []
    for points in stored or ():
        ring = _closed(points)
        if len(ring) < FEWEST_POINTS:
            continue
        is_outer = area_km2(Boundary(((ring,),))) > 0
        if not polygons:  # drawn by hand, an outer ring may run the other way round
            polygons.append([ring if is_outer else ring[::-1]])
        elif is_outer:
            polygons.append([ring])
        else:
            polygons[-1].append(ring)
    return Boundary(tuple(tuple(polygon) for polygon in polygons)) if polygons else None


def as_stored(boundary: Boundary) -> list[list[list[float]]]:
    """Return the rings of a boundary for the database; `outline_of` gives an equal boundary back."""
    return [[list(point) for point in ring] for ring in boundary.rings]


def _closed(points: Sequence[Sequence[float]]) -> Ring:
    ring = tuple((float(lon), float(lat)) for lon, lat in points)
    return ring if not ring or ring[0] == ring[-1] else (*ring, ring[0])
