"""The pictures: whole XML, nothing unescaped, no inline style, labels apart, tables that tell the same."""

import itertools
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.quarters import drawing, mapping, picture
from quartier.quarters.backdrop import Sheet
from quartier.quarters.geometry import parse_boundary
from quartier.quarters.network import Network, Node, Tie, analyse
from quartier.quarters.vocabulary import GROUPS
from tests.patience import unhurried

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(drawing.__file__).parent.parent / "ui" / "css" / "pictures.css"
GROUP_WORDS = {group: group.title() for group in GROUPS}
WORDS = picture.Words("Wer mit wem", "Fünf Akteure", "Ohne Verbindung", "Einziger Weg", GROUP_WORDS)
MAP_WORDS = mapping.Words("Karte", "Orte im Quartier", GROUP_WORDS)
SQUARE = [[7.0, 51.0], [7.02, 51.0], [7.02, 51.01], [7.0, 51.01], [7.0, 51.0]]
BOUNDARY = parse_boundary(json.dumps({"type": "Polygon", "coordinates": [SQUARE]}))


@pytest.fixture(scope="module")
def network() -> Network:
    nodes = [Node(f"k{number}", group) for number, group in enumerate([*GROUPS, "odd"])]
    return analyse(nodes, [Tie("k0", "k1"), Tie("k1", "k2", 2), Tie("k2", "k0", 5), Tie("k2", "k3")])


def cards(network: Network, name: str = "Verein", href: str = "") -> dict[str, picture.Card]:
    return {node.key: picture.Card(f"{name} {node.key}", href and f"{href}{node.key}/") for node in network.nodes}


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def classes(root: ET.Element) -> list[str]:
    return [css for element in root.iter() for css in element.get("class", "").split()]


@given(st.text(max_size=40), st.text(max_size=40))
@settings(deadline=None, max_examples=40)
def test_whatever_a_name_holds_the_picture_stays_whole_and_says_it(network: Network, name: str, title: str) -> None:
    words = picture.Words(title, title, title, title, dict.fromkeys(GROUPS, title))
    drawn = picture.draw(network, cards(network, name, "/a/"), words, bridges=True)
    root = read(drawn)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "a", "line", "circle", "polygon", "rect", "text",
    }  # fmt: skip
    assert " style=" not in re.sub(r">[^<]*<", "><", drawn).replace(f'"{title}"', "")
    spoken = [element.text or "" for element in root.iter(f"{SVG}title")]
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", name)
    assert sum(said.startswith(kept.replace("\r", "\n")) for said in spoken) >= len(network.nodes)


@settings(deadline=None, max_examples=10)
@given(st.sampled_from(["javascript:alert(1)//", "JAVASCRIPT:x", "data:text/html,", "//evil.example/", " /x", "x", ""]))
def test_only_pages_become_links(network: Network, href: str) -> None:
    root = read(picture.draw(network, cards(network, href=href), WORDS))
    assert not list(root.iter(f"{SVG}a"))
    assert root.get("role") == "img"


def test_a_picture_with_links_lets_them_through_to_screen_readers(network: Network) -> None:
    root = read(picture.draw(network, cards(network, href="/akteure/"), WORDS, code="x"))
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == [f"/akteure/{node.key}/" for node in network.nodes]
    assert root.get("role") == "group"
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert ids == {root.get("aria-labelledby"): "Wer mit wem", root.get("aria-describedby"): "Fünf Akteure"}


def test_groups_differ_in_more_than_colour() -> None:
    drawn = [re.sub(r"group-\w+", "", drawing.symbol(group, 0, 0, 10)) for group in [*GROUPS, "odd"]]
    assert len(set(drawn)) == len(drawn)


def test_every_class_of_the_pictures_is_in_the_stylesheet(network: Network) -> None:
    pins = [mapping.Pin(f"k{n}", "Ort", 51.005, 7.01, group) for n, group in enumerate(GROUPS)]
    drawn = [
        picture.draw(network, cards(network, href="/a/"), WORDS, bridges=True),
        mapping.draw(BOUNDARY, pins, MAP_WORDS),
    ]
    used = {css for svg in drawn for css in classes(read(svg))}
    styled = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", CSS.read_text(encoding="utf-8"))))
    bare = {"picture-actor", "picture-ties", "group-other"}  # only hooks: they look like what is around them
    assert used - bare <= styled
    assert styled <= used | {
        "picture-scroll",
        "picture-balance",
        "picture-backdrop",
    }  # of the page around, shares.py and backdrop.py


def test_ties_show_their_weight_and_bridges_only_when_asked(network: Network) -> None:
    plain, marked = (
        classes(read(picture.draw(network, cards(network), WORDS, bridges=bridges))) for bridges in (False, True)
    )
    assert [plain.count(f"strength-{number}") for number in (1, 2, 3)] == [2, 1, 1]
    assert "bridge" not in plain
    assert marked.count("bridge") == 2  # the tie and its line in the legend


def test_isolated_ones_stand_in_a_row_below_the_others(network: Network) -> None:
    root = read(picture.draw(network, cards(network), WORDS))
    labels = {text.text: (float(text.get("x", 0)), float(text.get("y", 0))) for text in root.iter(f"{SVG}text")}
    aside = [labels[f"Verein {key}"] for key in network.isolated]
    tied = [labels[f"Verein {key}"] for part in network.components for key in part]
    assert len({y for _x, y in aside}) == 1
    assert min(y for _x, y in aside) > labels["Ohne Verbindung (3)"][1] > max(y for _x, y in tied)
    steps = {round(b[0] - a[0]) for a, b in itertools.pairwise(aside)}
    assert len(steps) == 1


def test_the_table_tells_partners_and_who_would_be_cut_off(network: Network) -> None:
    found = picture.rows(network, cards(network))
    assert [row.key for row in found] == ["k2", "k0", "k1", "k3", "k4", "k5", "k6"]
    assert found[0].partners == ("Verein k0", "Verein k1", "Verein k3")
    assert [row.cut_off for row in found] == [1, 0, 0, 0, 0, 0, 0]


DOTS = st.lists(
    st.builds(
        drawing.Dot,
        st.floats(0, 300),
        st.floats(0, 200),
        st.just(6.0),
        st.tuples(st.text("abc ", min_size=1, max_size=20)),
    ),
    max_size=25,
)


@unhurried
@given(DOTS)
def test_labels_cover_neither_each_other_nor_dots_and_stay_inside(dots: list[drawing.Dot]) -> None:
    area = drawing.Box(0, 0, 300, 200)
    labels = drawing.place_labels(dots, area)
    boxes = []
    for label in labels:
        if label:
            wide = drawing.width_of(label.text)
            left = {"start": label.x, "middle": label.x - wide / 2, "end": label.x - wide}[label.anchor]
            boxes.append(drawing.Box(left, label.y - 11, left + wide, label.y + 3))
    assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].meets(pair[1])]
    assert not [
        dot for dot in dots for box in boxes if box.meets(drawing.Box(dot.x - 6, dot.y - 6, dot.x + 6, dot.y + 6))
    ]
    assert all(box.left >= -1e-9 and box.right <= 300 + 1e-9 for box in boxes)


def test_a_label_gives_way_to_a_line() -> None:
    dot = drawing.Dot(150, 100, 6, ("abcdef",))
    (free,) = drawing.place_labels([dot], drawing.Box(0, 0, 300, 200))
    (kept,) = drawing.place_labels([dot], drawing.Box(0, 0, 300, 200), [((156.0, 100.0), (300.0, 100.0))])
    assert free
    assert kept
    assert (free.anchor, kept.anchor) == ("start", "end")


@unhurried
@given(st.text(max_size=60), st.integers(2, 40))
def test_shortened_names_fit(name: str, most: int) -> None:
    assert len(drawing.shortened(name, most)) <= most


def test_the_map_numbers_pins_like_the_table_and_keeps_them_apart() -> None:
    pins = [mapping.Pin(f"k{n}", f"Ort {9 - n}", 51.005, 7.01, "resident", f"/orte/{n}/") for n in range(6)]
    away = mapping.Pin("far", "Aaweit", 51.2, 7.5, "business")
    near = mapping.Pin("near", "Zaun", 51.0101, 7.01, "business")
    table = mapping.rows(BOUNDARY, [*pins, away, near])
    assert [(row.number, row.pin.key) for row in table][:2] == [(1, "far"), (2, "k5")]
    assert [row.pin.key for row in table if not row.drawn] == ["far"]
    assert [row.pin.key for row in table if not row.inside] == ["far", "near"]
    root = read(mapping.draw(BOUNDARY, [*pins, away, near], MAP_WORDS))
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [f"/orte/{n}/" for n in (5, 4, 3, 2, 1, 0)]
    spots = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for a in links for c in a.iter(f"{SVG}circle")]
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 15 for a, b in itertools.combinations(spots, 2))
    said = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert all(str(row.number) in said.split() for row in table if row.drawn)


def test_without_boundary_or_pins_there_is_no_map_and_with_either_there_is() -> None:
    pin = mapping.Pin("k", "Ort", 51.005, 7.01, "resident")
    assert mapping.draw(None, [], MAP_WORDS) == ""
    assert mapping.rows(None, [pin])[0].inside is None
    assert "picture-area" not in mapping.draw(None, [pin], MAP_WORDS)
    assert "picture-area" in mapping.draw(BOUNDARY, [], MAP_WORDS)
    for address, lies_there in (("/plan.png", True), ("javascript:x", False)):
        sheet = Sheet(address, 9, 9, (51.01, 7.0), (51.01, 7.02), (51.0, 7.0))
        assert ("<image" in mapping.draw(BOUNDARY, [], MAP_WORDS, sheets=[sheet])) is lies_there


def test_a_click_on_a_pin_leads_back_to_its_position() -> None:
    plan = mapping.plan_of(BOUNDARY, [])
    assert plan
    assert plan.to_position(*plan.to_pixels(51.003, 7.004)) == pytest.approx((51.003, 7.004), abs=1e-6)
