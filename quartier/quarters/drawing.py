"""What the pictures of a quarter are made of: escaped SVG, the symbols of the groups, labels that keep off each other.

No inline style anywhere: classes of the stylesheet (`pictures.css`) colour everything, so dark pages, print and forced
colours work. A group is told by its shape and by a mark inside, not by colour alone.
"""

import html
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quartier.quarters.arranging import Place
from quartier.quarters.vocabulary import GROUPS

TEXT_PX = 13  # the size of labels, as in the stylesheet
LINE_PX = 18
_INK = 8.0  # pixels between two points of a line that a label should not cover
_SAFE_LINK = re.compile(r"(?:/(?!/)|#|https?://)", re.IGNORECASE)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Corners in units of the radius; nothing for a circle. Then the mark: "" filled, "hollow", "dot" or "bar" inside.
_SHAPES: Mapping[str, tuple[tuple[tuple[float, float], ...], str]] = {
    "circle": ((), ""),
    "square": (((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)), "dot"),
    "diamond": (((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)), "hollow"),
    "triangle": (((0, -1.2), (1.15, 0.85), (-1.15, 0.85)), ""),
    "hexagon": (((-0.55, -1), (0.55, -1), (1.1, 0), (0.55, 1), (-0.55, 1), (-1.1, 0)), "bar"),
    "funnel": (((-1.15, -0.85), (1.15, -0.85), (0, 1.2)), "hollow"),
    "cross": (
        (
            (-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4),
            (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4),
        ),
        "",
    ),
}  # fmt: skip
_SHAPE_OF = dict(zip(GROUPS, _SHAPES, strict=False))
_OTHER_SHAPE = "cross"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels that nothing else may cover."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether two rectangles share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Dot:
    """A place that wants a label, in pixels, with the radius of its symbol; the first of its texts that fits is taken."""

    x: float
    y: float
    radius: float
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label stands: x and y of its base line, and its anchor (start, middle, end)."""

    x: float
    y: float
    anchor: str
    text: str


def text(value: str) -> str:
    """Return text that is safe between tags and in attributes, without characters that XML does not have."""
    return html.escape(_NOT_XML.sub("", value), quote=True)


def tag(name: str, attributes: Mapping[str, object], *children: str) -> str:
    """Return an element. Attribute values are escaped, numbers get one decimal; children are markup already."""
    written = "".join(f' {key}="{_attribute(value)}"' for key, value in attributes.items() if value not in ("", None))
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def link(href: str, *children: str) -> str:
    """Return the children inside a link; a place that is none of ours or of the web gets no link."""
    return tag("a", {"href": href, "class": "picture-link"}, *children) if links_to(href) else "".join(children)


def links_to(href: str) -> bool:
    """Return whether an address may be a link: a path of this site, a fragment, or a page of the web."""
    return bool(_SAFE_LINK.match(href))


def frame(code: str, width: float, height: float, title: str, desc: str, *children: str, linked: bool) -> str:
    """Return the whole picture. `code` makes its ids unique on a page.

    A picture with links is a group, for the insides of an image are hidden from screen readers, links among them.
    """
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "picture",
        "viewBox": f"0 0 {width:.0f} {height:.0f}",
        "role": "group" if linked else "img",
        "aria-labelledby": f"{code}-title",
        "aria-describedby": f"{code}-desc",
    }
    title_tag = tag("title", {"id": f"{code}-title"}, text(title))
    return tag("svg", attributes, title_tag, tag("desc", {"id": f"{code}-desc"}, text(desc)), *children)


def symbol(group: str, x: float, y: float, radius: float) -> str:
    """Return the shape of a group at a place, with its mark."""
    corners, mark = _SHAPES[_SHAPE_OF.get(group, _OTHER_SHAPE)]
    css = f"picture-symbol group-{group if group in GROUPS else 'other'}{' hollow' if mark == 'hollow' else ''}"
    if corners:
        points = " ".join(f"{x + dx * radius:.1f},{y + dy * radius:.1f}" for dx, dy in corners)
        shape = tag("polygon", {"class": css, "points": points})
    else:
        shape = tag("circle", {"class": css, "cx": x, "cy": y, "r": radius})
    if mark == "dot":
        return shape + tag("circle", {"class": "picture-mark", "cx": x, "cy": y, "r": radius * 0.36})
    if mark == "bar":
        size = {"width": radius * 1.1, "height": radius * 0.5}
        return shape + tag("rect", {"class": "picture-mark", "x": x - radius * 0.55, "y": y - radius * 0.25, **size})
    return shape


def width_of(words: str, size: float = TEXT_PX) -> float:
    """Return about how wide a text is in pixels, rather too wide."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.6 for letter in words) * size


def shortened(words: str, most: int) -> str:
    """Return a text of at most `most` characters, cut at a word when that keeps most of it."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > most * 0.75 else cut).rstrip(" -,") + "…"


def written(label: Label) -> str:
    """Return a label as SVG."""
    place = {"x": label.x, "y": label.y, "text-anchor": label.anchor if label.anchor != "start" else ""}
    return tag("text", {"class": "picture-label", **place}, text(label.text))


def place_labels(dots: Sequence[Dot], area: Box, lines: Iterable[tuple[Place, Place]] = ()) -> list[Label | None]:
    """Return a label for every dot, in the order of the dots: the first ones have the choice.

    A label lies in the area, covers no dot and no other label, and as little of the lines as it can; nothing where it
    finds no room.
    """
    grid, inked = _Grid(), _Grid()
    for start, end in lines:
        for x, y in _along(start, end):
            inked.add(Box(x - 1, y - 1, x + 1, y + 1))
    for dot in dots:
        grid.add(Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius))
    placed: list[Label | None] = []
    for dot in dots:
        found = next((choice for words in dot.texts if (choice := _best(dot, words, area, grid, inked))), None)
        placed.append(found[0] if found else None)
        if found:
            grid.add(found[1])
    return placed


def legend(
    entries: Sequence[tuple[str, str]], left: float, top: float, right: float, unprinted: int = 0
) -> tuple[str, float]:
    """Return the legend of (symbol or line as SVG around (0, 0), words) between left and right, and its lower edge.

    The last ones, as many as `unprinted`, are on the screen alone.
    """
    x, y = left, top + LINE_PX
    parts = []
    for number, (drawn, words) in enumerate(entries):
        wide = 34 + width_of(words) + 20
        if x > left and x + wide > right:
            x, y = left, y + LINE_PX + 6
        mark = tag("g", {"transform": f"translate({x + 12:.1f} {y - 4:.1f})"}, drawn)
        label = written(Label(x + 30, y, "start", words))
        parts.append(
            tag("g", {"class": "picture-unprinted"}, mark, label)
            if number >= len(entries) - unprinted
            else mark + label
        )
        x += wide
    return "".join(parts), y + LINE_PX


class _Grid:
    """Boxes that are looked up by where they are."""

    _CELL = 64.0

    def __init__(self) -> None:
        self._boxes: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in self._cells(box):
            self._boxes.setdefault(cell, []).append(box)

    def count(self, box: Box) -> int:
        """Return how many boxes meet this one; one that lies in several cells may count more than once."""
        return sum(box.meets(other) for cell in self._cells(box) for other in self._boxes.get(cell, ()))

    def _cells(self, box: Box) -> list[tuple[int, int]]:
        columns = range(int(box.left // self._CELL), int(box.right // self._CELL) + 1)
        rows = range(int(box.top // self._CELL), int(box.bottom // self._CELL) + 1)
        return [(column, row) for column in columns for row in rows]


def _along(start: Place, end: Place) -> Iterable[Place]:
    """Return points of a line, one every few pixels."""
    steps = int(math.dist(start, end) / _INK) + 1
    for step in range(1, steps):
        share = step / steps
        yield start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _inside(box: Box, area: Box) -> bool:
    return area.left <= box.left and box.right <= area.right and area.top <= box.top and box.bottom <= area.bottom


def _best(dot: Dot, words: str, area: Box, grid: _Grid, inked: _Grid) -> tuple[Label, Box] | None:
    free = [(label, box) for label, box in _choices(dot, words) if _inside(box, area) and not grid.count(box)]
    return min(free, key=lambda choice: inked.count(choice[1]), default=None)


def _choices(dot: Dot, words: str) -> Iterable[tuple[Label, Box]]:
    """Return the places around a dot, the best first: right, left, below, above, then the corners."""
    wide, gap = width_of(words), dot.radius + 4
    up, down, level = dot.y - gap, dot.y + gap + TEXT_PX * 0.8, dot.y + TEXT_PX * 0.35
    near = dot.radius * 0.6
    for x, y, anchor in (
        (dot.x + gap, level, "start"),
        (dot.x - gap, level, "end"),
        (dot.x, down, "middle"),
        (dot.x, up, "middle"),
        (dot.x + near, up, "start"),
        (dot.x + near, down, "start"),
        (dot.x - near, up, "end"),
        (dot.x - near, down, "end"),
    ):
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
        yield Label(x, y, anchor, words), Box(left, y - TEXT_PX * 0.85, left + wide, y + TEXT_PX * 0.25)


def _attribute(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else text(str(value))
