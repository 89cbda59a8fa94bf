"""Dots put in order: a layout turned flat and pulled apart, components beside each other, dots that never lie on dots.

Places are (x, y); the unit is the least distance that two dots shall have.
"""

import math
import statistics
from collections.abc import Mapping, Sequence

Place = tuple[float, float]
_EDGE = 1.9  # units: the usual length of a tie after scaling
_LARGEST = 3.0  # times as large as the ties alone ask for, where dots crowd
_ROUNDS = 120
_GAP = 1.6  # units between two components
_GOLDEN = math.pi * (3 - math.sqrt(5))  # the angle under which a crowd of dots at one place is spread
ASPECT = 1.5  # width by height of the whole


def laid_out(places: Sequence[Place], edges: Sequence[tuple[int, int]]) -> list[Place]:
    """Return a layout in units, its longer side across, no two dots closer than a unit."""
    middle_x, middle_y = (statistics.fmean(place[axis] for place in places) for axis in (0, 1))
    centred = [(x - middle_x, y - middle_y) for x, y in places]
    lengths = [math.dist(centred[one], centred[other]) for one, other in edges]
    scale = _EDGE / max(statistics.median(lengths), 1e-9)
    nearest = [min(math.dist(place, other) for other in centred if other is not place) for place in centred]
    crowded = statistics.quantiles(nearest, n=4)[0]  # where long ties cross, dots lie closer than ties are long
    scale = min(max(scale, 1 / max(crowded, 1e-9)), _LARGEST * scale)
    return spread([(x * scale, y * scale) for x, y in _flat(centred)], 1.0)


def spread(places: Sequence[Place], least: float) -> list[Place]:
    """Return the places moved as little as possible until no two are closer than `least`, best effort for crowds."""
    moved = [
        # Dots at one place get different directions.
        (x + 1e-3 * least * math.cos(number * _GOLDEN), y + 1e-3 * least * math.sin(number * _GOLDEN))
        for number, (x, y) in enumerate(places)
    ]
    if all(math.dist(places[one], places[other]) >= least for one, other in _close(places, least)):
        return list(places)
    for _round in range(_ROUNDS):
        pushes = [(0.0, 0.0)] * len(moved)
        crowded = False
        for one, other in _close(moved, least):
            (ax, ay), (bx, by) = moved[one], moved[other]
            distance = max(math.hypot(bx - ax, by - ay), 1e-9)
            if distance >= least:
                continue
            crowded = True
            push = (least * 1.01 - distance) / 2 / distance
            step = (bx - ax) * push, (by - ay) * push
            pushes[one] = pushes[one][0] - step[0], pushes[one][1] - step[1]
            pushes[other] = pushes[other][0] + step[0], pushes[other][1] + step[1]
        if not crowded:
            break
        # Many pushes at once would fling a dot away: none moves further than half the distance in one round.
        held = [min(1.0, least / 2 / max(math.hypot(*push), 1e-9)) for push in pushes]
        moved = [(x + dx * share, y + dy * share) for (x, y), (dx, dy), share in zip(moved, pushes, held, strict=True)]
    return moved


def packed(parts: Sequence[Mapping[int, Place]]) -> dict[int, Place]:
    """Return the components on shelves, in their order, the whole about 3:2; the upper left corner is (0, 0)."""
    boxes = [_box(part) for part in parts]
    room = sum((width + _GAP) * (height + _GAP) for width, height, _left, _top in boxes)
    widest = max([math.sqrt(room * ASPECT), *(width for width, *_rest in boxes)])
    placed: dict[int, Place] = {}
    x = y = shelf = 0.0
    for part, (width, height, left, top) in zip(parts, boxes, strict=True):
        if x > 0 and x + width > widest:
            x, y, shelf = 0.0, y + shelf + _GAP, 0.0
        placed |= {key: (round(x + px - left, 3), round(y + py - top, 3)) for key, (px, py) in part.items()}
        x, shelf = x + width + _GAP, max(shelf, height)
    return placed


def _flat(places: Sequence[Place]) -> list[Place]:
    """Return the places turned so that they spread most from left to right (first principal axis)."""
    xx, yy = sum(x * x for x, _y in places), sum(y * y for _x, y in places)
    angle = math.atan2(2 * sum(x * y for x, y in places), xx - yy) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos + y * sin, y * cos - x * sin) for x, y in places]


def _box(part: Mapping[int, Place]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _y in part.values()], [y for _x, y in part.values()]
    return max(xs) - min(xs), max(ys) - min(ys), min(xs), min(ys)


def _close(places: Sequence[Place], least: float) -> list[tuple[int, int]]:
    """Return the pairs that may be closer than `least`: those in the same or in adjacent cells of a grid."""
    cells: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(places):
        cells.setdefault((math.floor(x / least), math.floor(y / least)), []).append(number)
    return [
        (one, other)
        for (column, row), here in sorted(cells.items())
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
        for one in here
        for other in cells.get((column + dx, row + dy), ())
        if one < other
    ]
