"""The network of a quarter as a picture: SVG as text, and rows for the table that stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quartier.quarters import drawing
from quartier.quarters.drawing import LINE_PX, Box, Dot, Label, tag, text
from quartier.quarters.network import Network, Place, Tie

MARGIN = 56.0
_NARROWEST, _WIDEST = 640.0, 1100.0  # pixels of the view box; a crowd may need more
_UNIT = (30.0, 110.0)  # pixels between two actors, at least and at most
_CROWD = 80  # actors from which symbols and labels get smaller
_COLUMN = 160.0, 320.0  # pixels per isolated actor, at least and at most


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of an actor: its name and the address of its page ("" for no link)."""

    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of the picture, in the reader's language; `groups` names every group that occurs.

    `isolated` stands above those without a tie, `bridge` in the legend.
    """

    title: str
    desc: str
    isolated: str
    bridge: str
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """An actor in the table: with whom it works, and how many would be cut off without it."""

    key: str
    name: str
    href: str
    group: str
    partners: tuple[str, ...]
    cut_off: int


def rows(network: Network, cards: Mapping[str, Card]) -> list[Row]:
    """Return all actors, those with most partners first, then by name."""
    partners: dict[str, list[str]] = {node.key: [] for node in network.nodes}
    for tie in network.ties:
        partners[tie.one].append(cards[tie.other].name)
        partners[tie.other].append(cards[tie.one].name)
    cut_off = {cut.key: cut.cut_off for cut in network.cuts}
    found = [
        Row(
            node.key,
            cards[node.key].name,
            cards[node.key].href,
            node.group,
            tuple(sorted(partners[node.key])),
            cut_off.get(node.key, 0),
        )
        for node in network.nodes
    ]
    return sorted(found, key=lambda row: (-len(row.partners), row.name, row.key))


def draw(
    network: Network, cards: Mapping[str, Card], words: Words, *, code: str = "network", bridges: bool = False
) -> str:
    """Return the picture. Every actor of the network has a card; `code` keeps ids apart on a page.

    With `bridges`, ties that are the only way between two parts are dashed: for coordinators, and on the screen alone,
    for paper is passed on.
    """
    crowd = len(network.nodes) > _CROWD
    radius = 7.0 if crowd else 10.0
    points, width, bottom = _points(network.places)
    below, height = _isolated(network, cards, words, bottom, width, radius)
    dashed = {(bridge.one, bridge.other) for bridge in network.bridges} if bridges else set()
    lines = "".join(_line(tie, points, dashed) for tie in network.ties)
    labels = _labels(network, cards, points, radius, Box(4, 4, width - 4, bottom), 22 if crowd else 30)
    group_of = {node.key: node.group for node in network.nodes}
    actors = "".join(
        _actor(cards[key], group_of[key], words, drawing.symbol(group_of[key], *points[key], radius), labels[key])
        for key in sorted(points)
    )
    key, height = _legend(network, words, height, width, bridges=bool(dashed))
    linked = any(drawing.links_to(card.href) for card in cards.values())
    ties = tag("g", {"class": "picture-ties"}, lines) if lines else ""
    return drawing.frame(code, width, height, words.title, words.desc, ties, actors, below, key, linked=linked)


def _points(places: Mapping[str, Place]) -> tuple[dict[str, Place], float, float]:
    """Return the actors' pixels, the width of the picture, and the lower edge of what they take."""
    if not places:
        return {}, _NARROWEST, 0.0
    across = max(x for x, _y in places.values())
    along = max(y for _x, y in places.values())
    unit = min(_UNIT[1], max(_UNIT[0], (_WIDEST - 2 * MARGIN) / max(across, 1)))
    width = max(_NARROWEST, across * unit + 2 * MARGIN)
    left = (width - across * unit) / 2
    points = {key: (left + x * unit, MARGIN + y * unit) for key, (x, y) in places.items()}
    return points, width, along * unit + 2 * MARGIN


def _line(tie: Tie, points: Mapping[str, Place], dashed: set[tuple[str, str]]) -> str:
    strength = 1 if tie.weight <= 1 else 2 if tie.weight <= 3 else 3
    css = f"picture-tie strength-{strength}{' bridge' if (tie.one, tie.other) in dashed else ''}"
    (x1, y1), (x2, y2) = points[tie.one], points[tie.other]
    return tag("line", {"class": css, "x1": x1, "y1": y1, "x2": x2, "y2": y2})


def _labels(
    network: Network, cards: Mapping[str, Card], points: Mapping[str, Place], radius: float, area: Box, longest: int
) -> dict[str, Label | None]:
    """Return where names stand; who works with many has the choice, and in a crowd some names find no room."""
    count = dict.fromkeys(points, 0)
    for tie in network.ties:
        count[tie.one] += 1
        count[tie.other] += 1
    order = sorted(points, key=lambda key: (-count[key], key))
    lines = [(points[tie.one], points[tie.other]) for tie in network.ties]
    dots = [Dot(*points[key], radius, (drawing.shortened(cards[key].name, longest),)) for key in order]
    return dict(zip(order, drawing.place_labels(dots, area, lines), strict=True))


def _actor(card: Card, group: str, words: Words, symbol: str, label: Label | None) -> str:
    title = tag("title", {}, text(f"{card.name}, {words.groups.get(group, group)}"))
    return drawing.link(
        card.href, tag("g", {"class": "picture-actor"}, title, symbol, drawing.written(label) if label else "")
    )


def _isolated(
    network: Network, cards: Mapping[str, Card], words: Words, top: float, width: float, radius: float
) -> tuple[str, float]:
    """Return those without a tie, in columns by name under a line of their own, and their lower edge."""
    if not network.isolated:
        return "", top
    group_of = {node.key: node.group for node in network.nodes}
    keys = sorted(network.isolated, key=lambda key: (cards[key].name.casefold(), key))
    longest_name = max(drawing.width_of(cards[key].name) for key in keys)
    column = min(_COLUMN[1], max(_COLUMN[0], longest_name + 3 * radius + 12))
    columns = max(1, int((width - 2 * LINE_PX) // column))
    room = (width - 2 * LINE_PX) / columns
    longest = int((room - 3 * radius - 8) / drawing.width_of("x"))
    parts = [drawing.written(Label(LINE_PX, top + LINE_PX, "start", f"{words.isolated} ({len(keys)})"))]
    if top:
        parts.append(tag("line", {"class": "picture-rule", "x1": LINE_PX, "y1": top, "x2": width - LINE_PX, "y2": top}))
    step, first = 2 * radius + 10, top + 2 * LINE_PX + radius
    for number, key in enumerate(keys):
        x, y = LINE_PX + radius + number % columns * room, first + number // columns * step
        label = Label(x + radius + 6, y + 5, "start", drawing.shortened(cards[key].name, longest))
        parts.append(_actor(cards[key], group_of[key], words, drawing.symbol(group_of[key], x, y, radius), label))
    lines = -(-len(keys) // columns)
    return "".join(parts), first + lines * step


def _legend(network: Network, words: Words, top: float, width: float, *, bridges: bool) -> tuple[str, float]:
    counts: dict[str, int] = {}
    for node in network.nodes:
        counts[node.group] = counts.get(node.group, 0) + 1
    order = [group for group in words.groups if group in counts]
    order += sorted(group for group in counts if group not in words.groups)
    entries: list[tuple[str, str]] = [
        (drawing.symbol(group, 0, 0, 8), f"{words.groups.get(group, group)} ({counts[group]})") for group in order
    ]
    if bridges:
        dash = tag("line", {"class": "picture-tie strength-2 bridge", "x1": -12, "y1": 0, "x2": 12, "y2": 0})
        entries.append((dash, words.bridge))
    return _ruled(entries, top, width, unprinted=1 if bridges else 0)


def _ruled(entries: Sequence[tuple[str, str]], top: float, width: float, unprinted: int) -> tuple[str, float]:
    rule = tag("line", {"class": "picture-rule", "x1": LINE_PX, "y1": top, "x2": width - LINE_PX, "y2": top})
    drawn, bottom = drawing.legend(entries, LINE_PX, top + 6, width - LINE_PX, unprinted)
    return rule + drawn, bottom
