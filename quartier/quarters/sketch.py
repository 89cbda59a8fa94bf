"""A map to click on: a window onto the ground, drawn on the server, in which a click becomes a position.

Pure: no database, no Django. It shows the boundary, corners or a point that are being set, and other places for
orientation. Where neither a plan nor tiles lie behind, a grid of round lengths stands in for them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quartier.quarters import drawing
from quartier.quarters.backdrop import Sheet, backdrop
from quartier.quarters.drawing import Box, Dot, tag, text
from quartier.quarters.geometry import Boundary
from quartier.quarters.plan import Plan, simplified

WIDTH, HEIGHT = 640, 480  # units of the drawing; on a page it is shown as large as there is room
NEAREST, FARTHEST = 100.0, 50_000.0  # metres from the left to the right edge
_MARGIN = 60.0
_STEP = 1 / 3  # of the window, by which it is moved
_POINTS = 400  # of the drawn boundary
_LONGEST = 22  # characters of a name
_SQUARES = 6  # at least so many squares of the grid from left to right
_RADIUS = 11.0
MOVES = {"nord": (0, -1), "sued": (0, 1), "west": (-1, 0), "ost": (1, 0)}

Position = tuple[float, float]  # latitude, longitude in degrees


@dataclass(frozen=True, slots=True)
class Window:
    """The piece of ground that is shown: its middle in degrees, and how many metres it is wide."""

    lat: float
    lon: float
    across: float

    @classmethod
    def around(cls, bounds: tuple[float, float, float, float]) -> "Window":
        """Return the window that shows (south, west, north, east) with some room around."""
        plan = Plan.fitting(bounds, WIDTH, HEIGHT, _MARGIN)
        return cls.at((plan.lat, plan.lon), WIDTH * plan.metres_per_pixel)

    @classmethod
    def at(cls, middle: Position, across: float) -> "Window":
        """Return the window around a position, never nearer or farther than makes sense."""
        lat, lon = middle
        return cls(max(-85.0, min(85.0, lat)), lon, max(NEAREST, min(FARTHEST, across)))

    @property
    def plan(self) -> Plan:
        """Return where positions lie in the drawing."""
        return Plan.level((self.lat, self.lon), self.across, WIDTH, HEIGHT)

    @property
    def square(self) -> int:
        """Return how many metres a square of the grid is wide: 1, 2 or 5 with noughts."""
        longest = self.across / _SQUARES
        power = 10 ** math.floor(math.log10(longest))
        return int(max(step * power for step in (1, 2, 5) if step * power <= longest))

    def moved(self, wish: str) -> "Window":
        """Return the window nearer ("naeher"), farther ("weiter") or moved to a side (a key of MOVES)."""
        if wish in MOVES:
            right, down = MOVES[wish]
            middle = self.plan.to_position(WIDTH * (0.5 + right * _STEP), HEIGHT * (0.5 + down * _STEP))
            return Window.at(middle, self.across)
        factor = {"naeher": 0.5, "weiter": 2.0}.get(wish, 1.0)
        return Window.at((self.lat, self.lon), self.across * factor)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is drawn: the boundary as it is, the corners that are being set, one chosen point, places with a name.

    `sheets` lie behind. With `picture` the script says positions not in degrees but in the pixels of that picture.
    """

    window: Window
    title: str
    boundary: Boundary | None = None
    corners: Sequence[Position] = ()
    chosen: Position | None = None
    places: Sequence[tuple[str, Position]] = ()
    sheets: Sequence[Sheet] = ()
    picture: Plan | None = None

    def svg(self) -> str:
        """Return the drawing. Its attributes say where its edges lie, for the script that draws into it."""
        plan = self.window.plan
        (north, west), (south, east) = plan.to_position(0, 0), plan.to_position(WIDTH, HEIGHT)
        if self.picture:
            (west, north), (east, south) = self.picture.to_pixels(north, west), self.picture.to_pixels(south, east)
        attributes = {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "picture sketch__picture",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "role": "img",
            "aria-label": self.title,
            "data-edges": f"{north} {west} {south} {east}",
        }
        ground = backdrop(self.sheets, plan) or _grid(self.window)
        parts = (ground, _area(self.boundary, plan), self._named(plan), self._set(plan))
        return tag("svg", attributes, *parts)

    def _named(self, plan: Plan) -> str:
        """Return the places that lie in the window, with as many names as there is room for."""
        seen = [(name, plan.to_pixels(*position)) for name, position in self.places]
        dots = [
            Dot(x, y, 4, (drawing.shortened(name, _LONGEST),))
            for name, (x, y) in seen
            if 0 <= x <= WIDTH and 0 <= y <= HEIGHT
        ]
        labels = drawing.place_labels(dots, Box(4, 4, WIDTH - 4, HEIGHT - 4))
        marks = [tag("circle", {"class": "sketch__place", "cx": dot.x, "cy": dot.y, "r": dot.radius}) for dot in dots]
        return "".join([*marks, *(drawing.written(label) for label in labels if label)])

    def _set(self, plan: Plan) -> str:
        """Return the corners with the line between them, or the chosen point."""
        pixels = [plan.to_pixels(*corner) for corner in self.corners]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in pixels)
        parts = [tag("polygon", {"class": "sketch__line", "points": line})] if len(pixels) > 1 else []
        for number, (x, y) in enumerate(pixels, start=1):
            parts.append(tag("circle", {"class": "sketch__corner", "cx": x, "cy": y, "r": _RADIUS}))
            parts.append(_number(x, y, number))
        if self.chosen:
            x, y = plan.to_pixels(*self.chosen)
            parts.append(tag("circle", {"class": "sketch__ring", "cx": x, "cy": y, "r": _RADIUS}))
            parts.append(tag("circle", {"class": "sketch__corner", "cx": x, "cy": y, "r": 4}))
        return tag("g", {"class": "sketch__set"}, *parts, "")


def _number(x: float, y: float, number: int) -> str:
    place = {"class": "sketch__number", "x": x, "y": y, "text-anchor": "middle"}
    return tag("text", place, text(str(number)))


def _grid(window: Window) -> str:
    """Return the lines of the grid."""
    step = window.square * WIDTH / window.across
    columns = [x * step for x in range(1, math.ceil(WIDTH / step))]
    rows = [y * step for y in range(1, math.ceil(HEIGHT / step))]
    path = "".join([*(f"M{x:.1f} 0V{HEIGHT}" for x in columns), *(f"M0 {y:.1f}H{WIDTH}" for y in rows)])
    return tag("path", {"class": "sketch__grid", "d": path})


def _area(boundary: Boundary | None, plan: Plan) -> str:
    if boundary is None:
        return ""
    path = "".join(
        "M" + "L".join("{:.1f} {:.1f}".format(*plan.to_pixels(lat, lon)) for lon, lat in ring[:-1]) + "Z"
        for ring in simplified(boundary, _POINTS).rings
    )
    return tag("path", {"class": "picture-area", "d": path, "fill-rule": "evenodd"})
