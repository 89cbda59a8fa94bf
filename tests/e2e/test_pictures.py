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


def test_what_hangs_on_a_single_tie_is_on_the_screen_alone(page) -> None:
    """Paper is passed on: what only coordinators see is not printed."""
    network = analyse([Node(f"k{number}", GROUPS[0]) for number in range(3)], [Tie("k0", "k1"), Tie("k1", "k2")])
    drawn = picture.draw(network, cards(network), WORDS, bridges=True)
    style = CSS.read_text(encoding="utf-8")
    page.set_content(
        f"<!doctype html><html lang=de><title>Bild</title><style>{style}</style><main>{drawn}</main></html>"
    )
    seen = {}
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        ties = page.locator(".picture-ties .bridge").evaluate_all(
            "all => all.map(e => getComputedStyle(e).strokeDasharray)"
        )
        seen[media] = set(ties), page.get_by_text(WORDS.bridge).is_visible()
    assert seen == {"screen": ({"5px, 3px"}, True), "print": ({"none"}, False)}
