"""The pictures that the server draws, in a browser by themselves."""

import pytest

from quartier.quarters import mapping, picture
from quartier.quarters.network import Node, Tie, analyse
from quartier.quarters.vocabulary import GROUPS
from tests.browser import assert_accessible
from tests.quarters.test_picture import BOUNDARY, CSS, MAP_WORDS, WORDS, cards

pytestmark = pytest.mark.browser


def test_both_pictures_are_accessible(page) -> None:
    nodes = [Node(f"k{number}", group) for number, group in enumerate([*GROUPS, "odd"])]
    network = analyse(nodes, [Tie("k0", "k1"), Tie("k1", "k2", 2), Tie("k2", "k0", 5), Tie("k2", "k3")])
    pins = [
        mapping.Pin(f"k{n}", f"Ort {n}", 51.001 + n / 1000, 7.01, group, f"/o/{n}/") for n, group in enumerate(GROUPS)
    ]
    drawn = [
        picture.draw(network, cards(network, href="/a/"), WORDS, bridges=True),
        picture.draw(network, cards(network), WORDS, code="plain"),
        mapping.draw(BOUNDARY, pins, MAP_WORDS),
    ]
    style = (CSS.parent / "tokens.css").read_text(encoding="utf-8") + CSS.read_text(encoding="utf-8")
    html = f"<html lang=de><title>Bild</title><style>{style}</style><main><h1>Bild</h1>{''.join(drawn)}</main></html>"
    page.set_content(f"<!doctype html>{html}")
    assert_accessible(page)
