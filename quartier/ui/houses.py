"""The row of houses: a small picture that every place gets from its own code."""

import hashlib
from dataclasses import dataclass

WIDTH = 240
HEIGHT = 60
_WALLS = ("a", "b", "c", "d")


@dataclass(frozen=True)
class Shape:
    """One closed shape: the class that colours it and the corners as (x, y)."""

    css: str
    corners: tuple[tuple[int, int], ...]


def row(code: str) -> list[Shape]:
    """Return the shapes of the row from left to right, the same for the same code, within WIDTH × HEIGHT.

    Gabled houses, flats, trees and at most one water tower; nothing religious, nothing official.
    """
    numbers = hashlib.sha256(code.encode("utf-8")).digest()
    shapes: list[Shape] = []
    x = 4
    before = ""
    for number in numbers:
        kind = ("gable", "flat", "tree", "gable", "flat", "tree", "gable", "tower")[number % 8]
        if kind == "tower" and any(shape.css == "tower" for shape in shapes):
            kind = "gable"
        width = {"gable": 24, "flat": 20, "tree": 14, "tower": 14}[kind] + number // 8 % 3 * 4
        if x + width > WIDTH - 4:
            break
        wall = _WALLS[number // 24 % 4]
        if wall == before:
            wall = _WALLS[(_WALLS.index(wall) + 1) % 4]
        shapes += _PARTS[kind](x, width, 18 + number // 32 * 3, f"wall-{wall}")
        before = wall
        x += width + 3
    return shapes


def _box(css: str, x: int, y: int, width: int, height: int) -> Shape:
    return Shape(css, ((x, y), (x + width, y), (x + width, y + height), (x, y + height)))


def _windows(x: int, width: int, top: int) -> list[Shape]:
    columns = range(x + 4, x + width - 7, 8)
    rows = range(top + 4, HEIGHT - 12, 10)
    return [_box("window", left, y, 4, 5) for y in rows for left in columns]


def _gable(x: int, width: int, height: int, wall: str) -> list[Shape]:
    top = HEIGHT - min(height, 34)
    roof = Shape("roof", ((x - 1, top), (x + width // 2, top - 12), (x + width + 1, top)))
    return [_box(wall, x, top, width, HEIGHT - top), roof, *_windows(x, width, top)]


def _flat(x: int, width: int, height: int, wall: str) -> list[Shape]:
    top = HEIGHT - min(height + 14, 52)
    return [_box(wall, x, top, width, HEIGHT - top), *_windows(x, width, top)]


def _tree(x: int, width: int, height: int, _wall: str) -> list[Shape]:
    middle, top = x + width // 2, HEIGHT - min(height + 6, 34)
    crown = ((middle, top), (x + width, top + 10), (x + width - 3, HEIGHT - 10), (x + 3, HEIGHT - 10), (x, top + 10))
    return [_box("roof", middle - 1, HEIGHT - 10, 3, 10), Shape("tree", crown)]


def _tower(x: int, width: int, _height: int, wall: str) -> list[Shape]:
    middle = x + width // 2
    tank = ((x, 10), (x + width, 10), (x + width - 2, 22), (x + 2, 22))
    return [_box("tower", middle - 3, 22, 6, HEIGHT - 22), Shape(wall, tank)]


_PARTS = {"gable": _gable, "flat": _flat, "tree": _tree, "tower": _tower}
