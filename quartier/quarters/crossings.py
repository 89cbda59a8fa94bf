"""Where rings cross: exact on whole numbers, quick by a tree of boxes over each ring's lines in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Ring = tuple[Point, ...]
WholePoint = tuple[int, int]
WholeRing = list[WholePoint]
_LEAF = 8  # lines that are compared each with each


@dataclass(frozen=True, slots=True)
class _Line:
    start: WholePoint
    end: WholePoint
    ring: int
    place: int  # in its ring
    of: int  # number of lines of the ring


@dataclass(frozen=True, slots=True)
class _Box:
    """A box around lines that follow each other; a leaf has lines, any other box two halves."""

    west: int
    south: int
    east: int
    north: int
    lines: tuple[_Line, ...]
    halves: tuple["_Box", ...]


def first_crossing(rings: Sequence[WholeRing]) -> WholePoint | None:
    """Return a point near which rings cross, overlap, or a ring touches itself; nothing when all is well.

    Rings are closed and repeat no point in a row. Two rings may touch in single points.
    """
    lines = [
        _Line(start, end, number, place, len(ring) - 1)
        for number, ring in enumerate(rings)
        for place, (start, end) in enumerate(pairwise(ring))
    ]
    tree = _box(lines)
    return next((one.start for one, other in _near(tree, tree) if _clash(one, other)), None)


def _box(lines: list[_Line]) -> _Box:
    xs = [x for line in lines for x in (line.start[0], line.end[0])]
    ys = [y for line in lines for y in (line.start[1], line.end[1])]
    sides = (min(xs), min(ys), max(xs), max(ys))
    if len(lines) <= _LEAF:
        return _Box(*sides, tuple(lines), ())
    middle = len(lines) // 2
    return _Box(*sides, (), (_box(lines[:middle]), _box(lines[middle:])))


def _near(one: _Box, other: _Box) -> Iterator[tuple[_Line, _Line]]:
    """Return pairs of lines whose boxes meet, each pair once."""
    waiting = [(one, other)]
    while waiting:
        one, other = waiting.pop()
        if one.west > other.east or other.west > one.east or one.south > other.north or other.south > one.north:
            continue
        if one is other and one.halves:
            left, right = one.halves
            waiting += [(left, left), (right, right), (left, right)]
        elif one.halves:
            waiting += [(half, other) for half in one.halves]
        elif other.halves:
            waiting += [(one, half) for half in other.halves]
        else:
            for number, line in enumerate(one.lines):
                for facing in other.lines[number + 1 :] if one is other else other.lines:
                    yield line, facing


def _clash(one: _Line, other: _Line) -> bool:
    a, b, c, d = one.start, one.end, other.start, other.end
    if one.ring == other.ring and (other.place - one.place) % one.of in {1, one.of - 1}:
        return _folds_back(one, other)
    abc, abd, cda, cdb = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if abc == abd == 0:  # on one straight line
        return _overlap(one, other)
    touches = 0 in {abc, abd, cda, cdb}
    meets = abc * abd <= 0 and cda * cdb <= 0
    return meets and (not touches or one.ring == other.ring)


def _folds_back(one: _Line, other: _Line) -> bool:
    """Return whether two neighbours lie on each other: a needle."""
    if one.end != other.start:
        one, other = other, one
    a, b, c = one.start, one.end, other.end
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return _turn(a, b, c) == 0 and ahead < 0


def _overlap(one: _Line, other: _Line) -> bool:
    """Return whether two lines on one straight line share more than a point (of one ring: even a point)."""
    axis = 0 if one.start[0] != one.end[0] else 1
    low = max(min(one.start[axis], one.end[axis]), min(other.start[axis], other.end[axis]))
    high = min(max(one.start[axis], one.end[axis]), max(other.start[axis], other.end[axis]))
    return low <= high if one.ring == other.ring else low < high


def _turn(a: WholePoint, b: WholePoint, c: WholePoint) -> int:
    """Return 1 when a-b-c turns left, -1 when right, 0 when straight."""
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (cross > 0) - (cross < 0)
