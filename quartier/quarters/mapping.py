"""A quarter as a map: its boundary and numbered pins as SVG, and rows for the table beside it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quartier.quarters import drawing, geometry
from quartier.quarters.arranging import Place, spread
from quartier.quarters.backdrop import Sheet, backdrop
from quartier.quarters.drawing import LINE_PX, Box, Dot, Label, tag, text
from quartier.quarters.geometry import Boundary
from quartier.quarters.plan import Plan, simplified

WIDTH, HEIGHT = 900.0, 620.0  # pixels of the drawing, at most; the legend comes below
LOWEST = 360.0  # its height at least
_MARGIN = 40.0
_RADIUS = 9.0
_AROUND = 0.25  # of the boundary's extent, on each side: pins farther off stand in the table only
_POINTS = 400  # of a drawn boundary: more cannot be told apart
_MOVED = 3.0  # pixels from which on a line leads to where a pin belongs
_LONGEST = 26  # characters of a name on the map


@dataclass(frozen=True, slots=True)
class Pin:
    """Something at a position in degrees; `href` is the address of its page, "" for no link."""

    key: str
    name: str
    lat: float
    lon: float
    group: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of the map, in the reader's language; `groups` names every group that occurs."""

    title: str
    desc: str
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A pin in the table. `inside`: whether it lies in the boundary (nothing without one); `drawn`: on the map."""

    number: int
    pin: Pin
    inside: bool | None
    drawn: bool


def plan_of(boundary: Boundary | None, pins: Sequence[Pin]) -> Plan | None:
    """Return the plan on which `draw` puts a quarter: its boundary, or its pins where it has none.

    With it a click into the picture becomes a position. Nothing where there is nothing to show.
    """
    if boundary:
        area = geometry.bounds(boundary)
    elif pins:
        lats, lons = [pin.lat for pin in pins], [pin.lon for pin in pins]
        area = min(lats), min(lons), max(lats), max(lons)
    else:
        return None
    widest = Plan.fitting(area, WIDTH, HEIGHT, _MARGIN)
    top, bottom = (widest.to_pixels(lat, widest.lon)[1] for lat in (area[2], area[0]))
    return Plan.fitting(area, WIDTH, max(LOWEST, bottom - top + 2 * _MARGIN), _MARGIN)


def rows(boundary: Boundary | None, pins: Sequence[Pin], plan: Plan | None = None) -> list[Row]:
    """Return the pins by name, numbered as on the map."""
    plan = plan or plan_of(boundary, pins)
    ordered = sorted(pins, key=lambda pin: (pin.name.casefold(), pin.key))
    return [
        Row(
            number,
            pin,
            geometry.contains(boundary, pin.lat, pin.lon) if boundary else None,
            plan is not None and _on(plan, plan.to_pixels(pin.lat, pin.lon)),
        )
        for number, pin in enumerate(ordered, start=1)
    ]


def draw(
    boundary: Boundary | None,
    pins: Sequence[Pin],
    words: Words,
    *,
    code: str = "map",
    plan: Plan | None = None,
    sheets: Sequence[Sheet] = (),
) -> str:
    """Return the map; "" where there is neither boundary nor pin.

    `plan` replaces the one that fits; `sheets` lie behind. Pins that would lie on each other are moved apart, with a
    line to where they belong.
    """
    plan = plan or plan_of(boundary, pins)
    if plan is None:
        return ""
    shown = [row for row in rows(boundary, pins, plan) if row.drawn]
    true = [plan.to_pixels(row.pin.lat, row.pin.lon) for row in shown]
    places = [_held(plan, place) for place in spread(true, 2.4 * _RADIUS)]
    bar, taken = _scale_bar(plan)
    ground = [backdrop(sheets, plan), _area(boundary, plan)]
    dots = [Dot(*place, _RADIUS, _texts(row)) for row, place in zip(shown, places, strict=True)]
    labels = drawing.place_labels(dots, Box(4, 4, plan.width - 4, taken.top))
    marks = [
        _pin(row, words, at, place, label) for row, at, place, label in zip(shown, true, places, labels, strict=True)
    ]
    counts = {group: sum(row.pin.group == group for row in shown) for group in _order(shown, words)}
    entries = [
        (drawing.symbol(group, 0, 0, 8), f"{words.groups.get(group, group)} ({number})")
        for group, number in counts.items()
    ]
    key, height = drawing.legend(entries, LINE_PX, plan.height, plan.width - LINE_PX)
    linked = any(drawing.links_to(row.pin.href) for row in shown)
    return drawing.frame(code, plan.width, height, words.title, words.desc, *ground, bar, *marks, key, linked=linked)


def _on(plan: Plan, place: Place) -> bool:
    across, along = plan.width * _AROUND / 2, plan.height * _AROUND / 2
    return -across <= place[0] <= plan.width + across and -along <= place[1] <= plan.height + along


def _held(plan: Plan, place: Place) -> Place:
    """Return the place, held at the edge when it lies a little outside."""
    edge = 1.5 * _RADIUS
    return min(max(place[0], edge), plan.width - edge), min(max(place[1], edge), plan.height - edge - 2 * LINE_PX)


def _texts(row: Row) -> tuple[str, str]:
    return f"{row.number} {drawing.shortened(row.pin.name, _LONGEST)}", str(row.number)


def _order(shown: Sequence[Row], words: Words) -> list[str]:
    there = {row.pin.group for row in shown}
    return [group for group in words.groups if group in there] + sorted(there - words.groups.keys())


def _area(boundary: Boundary | None, plan: Plan) -> str:
    if boundary is None:
        return ""
    path = "".join(
        "M" + "L".join("{:.1f} {:.1f}".format(*plan.to_pixels(lat, lon)) for lon, lat in ring[:-1]) + "Z"
        for ring in simplified(boundary, _POINTS).rings
    )
    return tag("path", {"class": "picture-area", "d": path, "fill-rule": "evenodd"})


def _pin(row: Row, words: Words, true: Place, place: Place, label: Label | None) -> str:
    group = words.groups.get(row.pin.group, row.pin.group)
    parts = [tag("title", {}, text(f"{row.number} {row.pin.name}, {group}"))]
    if math.dist(true, place) > _MOVED:
        line = {"x1": true[0], "y1": true[1], "x2": place[0], "y2": place[1]}
        parts.append(tag("line", {"class": "picture-leader", **line}))
    parts.append(drawing.symbol(row.pin.group, *place, _RADIUS))
    if label:
        parts.append(drawing.written(label))
    return drawing.link(row.pin.href, tag("g", {"class": "picture-actor"}, *parts))


def _scale_bar(plan: Plan) -> tuple[str, Box]:
    """Return a line of a round length in metres, below on the left, and what it takes."""
    longest = plan.metres_per_pixel * plan.width / 5
    power = 10 ** math.floor(math.log10(longest))
    metres = max(step * power for step in (1, 2, 5) if step * power <= longest)
    wide = metres / plan.metres_per_pixel
    y = plan.height - 12
    words = f"{metres:g} m" if metres < 1000 else f"{metres / 1000:g} km"
    path = f"M{LINE_PX} {y - 5:.1f}V{y:.1f}H{LINE_PX + wide:.1f}V{y - 5:.1f}"
    label = Label(LINE_PX + wide + 8, y + 2, "start", words)
    line = tag("path", {"class": "picture-rule", "d": path})
    return line + drawing.written(label), Box(0, y - LINE_PX, LINE_PX + wide + 80, plan.height)
