"""The pictures of the demo, drawn when it is made: nobody else's work, and nothing to keep in the repository.

The plan is drawn in metres east and south of the middle of the quarter, a room in a frame of 1200 × 900. Everything is
drawn large and made smaller, so that edges are smooth.
"""

import io
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from quartier.files.redrawing import Drawn, Rendition

FONT = settings.BUILD / "fonts" / "FiraSans-Regular.ttf"
FINER = 2
PLAN_WIDE, ROOM_WIDE = 1500, 1000  # pixels
SMALL = 480  # pixels of the longest side in lists
Point = tuple[float, float]

PAPER, GREEN, GARDEN, WATER, ROAD, EDGE = "#f6f1e6", "#d5e2c4", "#e3e8cd", "#a9cad6", "#ffffff", "#d9cfbd"
HOUSE, PUBLIC, RAIL, INK, TREE = "#ded3c1", "#cdb9a4", "#8b8279", "#5d564e", "#86a877"


def plan(where: Mapping[str, Any]) -> Drawn:
    """Return the plan of the quarter, with north up, from `plan.toml`."""
    sheet = _Sheet(where["across"], where["along"], PLAN_WIDE, PAPER, middle=True)
    for area in where["gardens"]:
        sheet.area(area, GARDEN)
    streets = [(_bent(street["through"]), street["wide"]) for street in where["streets"]]
    for street, _wide in streets:
        for house in _houses(street):
            sheet.area(house, HOUSE)
    for area in where["greens"]:
        sheet.area(_bent(area, closed=True), GREEN)
    sheet.line(_bent(where["creek"]), WATER, 26)
    streets += [(_bent(lane["through"]), lane["wide"]) for lane in where["lanes"]]
    for street, wide in streets:
        sheet.line(street, EDGE, wide + 5)
    for street, wide in streets:
        sheet.line(street, ROAD, wide)
    for block in where["blocks"]:
        sheet.area(block, HOUSE)
    for block in where["halls"]:
        sheet.area(block, PUBLIC)
    sheet.area(where["market"], ROAD, EDGE)
    railway = _bent(where["railway"])
    sheet.line(railway, RAIL, 12)
    for one, other in zip(railway[::2], railway[1::2], strict=False):
        sheet.line([one, other], PAPER, 6)
    for place in where["trees"]:
        sheet.dot(place, 12, TREE)
    (x, y), arm = where["church"], 13
    sheet.line([(x, y - arm), (x, y + arm)], INK, 5)
    sheet.line([(x - 9, y - 4), (x + 9, y - 4)], INK, 5)
    for name in where["names"] if FONT.exists() else ():  # before the fonts are built, a plan without names
        sheet.words(name["words"], name["at"], 24, INK)
    return sheet.drawn("PNG")


def canteen() -> Drawn:
    """Return a bright room with long tables, large windows and a hatch to the kitchen."""
    room = _room("#f3ead8", "#e6dcc6", "#c9a97f")
    for left in (240, 440, 640):
        _window(room, left, 190, 160, 230)
    room.area([(850, 260), (985, 260), (985, 400), (850, 400)], "#8fa3a0", "#b9ab93")
    room.area([(835, 400), (1000, 400), (1000, 418), (835, 418)], "#a98b64")
    for x in (330, 600, 870):
        _lamp(room, x, 70)
    for y, half, thick in ((560, 250, 14), (655, 330, 18), (780, 430, 22)):
        _table(room, 600, y, half, thick)
    return room.drawn("JPEG")


def stage() -> Drawn:
    """Return a hall with a stage between curtains, and chairs in rows."""
    room = _room("#e9e3ee", "#d9d1e0", "#a98467")
    room.area([(330, 200), (870, 200), (870, 440), (330, 440)], "#5b4a63")
    for left, side in ((330, 1), (870, -1)):
        for fold in range(4):
            x = left + side * fold * 26
            room.area(
                [(x, 200), (x + side * 26, 200), (x + side * 20, 440), (x, 440)], ("#a2453b", "#8c3930")[fold % 2]
            )
    room.area([(300, 440), (900, 440), (930, 500), (270, 500)], "#c89f70")
    room.area([(270, 500), (930, 500), (930, 530), (270, 530)], "#8d6b48")
    room.line([(600, 330), (600, 470)], "#2f2a33", 5)
    room.dot((600, 322), 9, "#2f2a33")
    for row, (y, step) in enumerate(((600, 84), (690, 104), (800, 130))):
        for seat in range(-4, 5):
            if seat or row:  # the first row leaves a place for a wheelchair
                _chair(room, 600 + seat * step, y, step)
    return room.drawn("JPEG")


ROOMS = {"canteen": canteen, "stage": stage}


class _Sheet:
    """Something to draw on, in units of its own."""

    def __init__(self, across: float, along: float, wide: int, ground: str, *, middle: bool = False) -> None:
        self.unit = wide * FINER / across
        self.origin = (across / 2, along / 2) if middle else (0.0, 0.0)
        size = (wide * FINER, round(along * self.unit))
        self.image = Image.new("RGB", size, ground)
        self.pen = ImageDraw.Draw(self.image)

    def area(self, corners: Sequence[Point], colour: str, edge: str | None = None) -> None:
        self.pen.polygon(self._at(corners), fill=colour, outline=edge, width=3)

    def line(self, points: Sequence[Point], colour: str, wide: float) -> None:
        self.pen.line(self._at(points), fill=colour, width=max(1, round(wide * self.unit)), joint="curve")

    def dot(self, place: Point, radius: float, colour: str) -> None:
        [(x, y)], r = self._at([place]), radius * self.unit
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def words(self, words: str, place: Point, high: float, colour: str) -> None:
        font = ImageFont.truetype(FONT, high * self.unit)
        self.pen.text(
            self._at([place])[0], words, fill=colour, font=font, anchor="mm", stroke_width=5, stroke_fill=PAPER
        )

    def drawn(self, kind: str) -> Drawn:
        """Return it in both sizes, as `redraw` gives what people upload."""
        large = self.image.reduce(FINER)
        small = large.copy()
        small.thumbnail((SMALL, SMALL))
        return Drawn(*(_rendition(image, kind) for image in (large, small)))

    def _at(self, points: Iterable[Point]) -> list[Point]:
        return [((x + self.origin[0]) * self.unit, (y + self.origin[1]) * self.unit) for x, y in points]


def _rendition(image: Image.Image, kind: str) -> Rendition:
    out = io.BytesIO()
    drawn = image.quantize(64, Image.Quantize.FASTOCTREE) if kind == "PNG" else image
    drawn.save(out, kind, quality=85)
    return Rendition(image.width, image.height, f"image/{kind.lower()}", out.getvalue())


def _bent(points: Sequence[Point], *, closed: bool = False) -> list[Point]:
    """Return a smooth line through the points (Catmull and Rom)."""
    ends = ([points[-1]], [points[0], points[1]]) if closed else ([points[0]], [points[-1]])
    through = [*ends[0], *points, *ends[1]]
    found: list[Point] = []
    for a, b, c, d in zip(through, through[1:], through[2:], through[3:], strict=False):
        for step in range(8):
            t = step / 8
            found.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return [*found, through[-2]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def _houses(street: Sequence[Point]) -> Iterable[list[Point]]:
    """Yield a house every few metres on both sides of a street."""
    since = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(street):
        long = math.dist((ax, ay), (bx, by))
        since += long
        if since < 42 or not long:
            continue
        since = 0.0
        east, south = (bx - ax) / long, (by - ay) / long
        for side in (-30, 30):
            x, y = bx - south * side, by + east * side
            corners = ((-15, -9), (15, -9), (15, 9), (-15, 9))
            yield [(x + u * east - w * south, y + u * south + w * east) for u, w in corners]


def _room(wall: str, side: str, floor: str) -> _Sheet:
    room = _Sheet(1200, 900, ROOM_WIDE, wall)
    room.area([(0, 0), (180, 90), (180, 520), (0, 700)], side)
    room.area([(1200, 0), (1020, 90), (1020, 520), (1200, 700)], side)
    room.area([(180, 520), (1020, 520), (1200, 700), (1200, 900), (0, 900), (0, 700)], floor)
    room.area([(0, 0), (1200, 0), (1020, 90), (180, 90)], "#fbf8f1")
    return room


def _window(room: _Sheet, x: float, y: float, wide: float, high: float) -> None:
    room.area([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], "#cfe3ea", "#ffffff")
    room.area([(x, y + high * 0.7), (x + wide, y + high * 0.6), (x + wide, y + high), (x, y + high)], "#b9d0a8")
    for line in ([(x, y), (x + wide, y)], [(x, y + high), (x + wide, y + high)]):
        room.line(line, "#ffffff", 10)
    for at in (x, x + wide / 2, x + wide):
        room.line([(at, y), (at, y + high)], "#ffffff", 10)


def _lamp(room: _Sheet, x: float, y: float) -> None:
    room.line([(x, y - 30), (x, y + 60)], "#6b6359", 3)
    room.area([(x - 34, y + 84), (x + 34, y + 84), (x + 16, y + 56), (x - 16, y + 56)], "#d9a441")


def _table(room: _Sheet, x: float, y: float, half: float, thick: float) -> None:
    for leg in (-half * 0.85, half * 0.85):
        room.line([(x + leg, y), (x + leg, y + thick * 4)], "#7a5f42", thick * 0.6)
    room.area(
        [(x - half * 0.9, y - thick * 1.6), (x + half * 0.9, y - thick * 1.6), (x + half, y), (x - half, y)], "#e2bf8e"
    )
    room.area([(x - half, y), (x + half, y), (x + half, y + thick * 0.6), (x - half, y + thick * 0.6)], "#b58d5c")
    for seat in range(-3, 4):
        room.area(_box(x + seat * half * 0.27, y + thick * 2.2, half * 0.09, thick * 0.5), "#3f7373")
        room.line([(x + seat * half * 0.27, y + thick * 2.6), (x + seat * half * 0.27, y + thick * 4)], "#2f5757", 4)


def _chair(room: _Sheet, x: float, y: float, step: float) -> None:
    wide = step * 0.28
    for leg in (-wide * 0.8, wide * 0.8):
        room.line([(x + leg, y), (x + leg, y + wide * 1.6)], "#4b4238", 5)
    room.area(_box(x, y - wide * 0.5, wide, wide * 0.75), "#3f7373")
    room.area(_box(x, y + wide * 0.5, wide * 1.1, wide * 0.22), "#2f5757")


def _box(x: float, y: float, half: float, tall: float) -> list[Point]:
    return [(x - half, y - tall), (x + half, y - tall), (x + half, y + tall), (x - half, y + tall)]
