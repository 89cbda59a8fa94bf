"""No page of a quarter names a foreign host; with a tile server set, the maps name that one alone, and say so."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from quartier.quarters.actions.founding import set_boundary
from quartier.quarters.directory import _held
from quartier.quarters.models import Quarter
from tests.factories import make_actor, make_quarter, make_user

HOME = "/stadtteile/lindenhof"
TILES = "https://tiles.example.org:8443/osm/{z}/{x}/{y}.png"
HOST = "https://tiles.example.org:8443"
RING = [[7.07, 51.44], [7.09, 51.44], [7.09, 51.45], [7.07, 51.45], [7.07, 51.44]]
# What a browser asks for by itself: not links that somebody may follow.
FETCHED = re.compile(r"""<(?:img|image|script|input|source|iframe|use)\b[^>]*?\b(?:src|href|srcset)="([^"]*)\"""")


@pytest.fixture
def quarter(client, db) -> Quarter:
    """A public quarter with a boundary and a pin; the client is its coordinator's."""
    _held.clear()
    coordinator = make_user("Cora")
    client.force_login(coordinator)
    quarter = set_boundary(make_quarter(coordinator=coordinator), [RING], by=None)
    make_actor(quarter, "Kita", latitude=51.445, longitude=7.08)
    return quarter


@pytest.fixture
def tiles(settings) -> None:
    """A tile server is set."""
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = TILES, "© <b>Ruhrau</b>"


def pages(client: Client, quarter: Quarter) -> dict[str, str]:
    """Return every page on which there is a map, and some without."""
    point = f"{quarter.actors.get().get_absolute_url()}punkt/"
    on_map = (f"{HOME}/wer-dabei-ist/?ansicht=karte", f"{HOME}/grenze/", point)
    without = (f"{HOME}/", f"{HOME}/wer-dabei-ist/", f"{HOME}/grenze/datei/", f"{HOME}/grenze/plan/", f"{HOME}/netz/")
    return {address: client.get(address).content.decode() for address in (*on_map, *without)}


def foreign(page: str) -> set[str]:
    """Return the hosts that a browser asks to show a page."""
    found = (re.match(r"(?:https?:)?//[^/]+", address) for address in FETCHED.findall(page))
    return {match[0] for match in found if match}


def test_without_a_tile_server_no_page_asks_another_host(client, quarter) -> None:
    for address, page in pages(client, quarter).items():
        assert foreign(page) == set(), address
        assert "Ihr Browser holt" not in page


def test_with_a_tile_server_the_maps_ask_exactly_this_one_and_say_so(client, quarter, tiles) -> None:
    found = pages(client, quarter)
    maps = [address for address, page in found.items() if foreign(page)]
    assert len(maps) == 3
    for address in maps:
        assert foreign(found[address]) == {HOST}, address
        assert "© &lt;b&gt;Ruhrau&lt;/b&gt;. Ihr Browser holt es von tiles.example.org." in found[address]
        assert 1 <= found[address].count("<image") <= 2 * 24


def test_control_a_foreign_host_would_be_noticed() -> None:
    assert foreign('<p><img class="x" src="https://elsewhere.example/x.png"></p>') == {"https://elsewhere.example"}
    assert foreign('<image width="1" href="//elsewhere.example/x.png"/>') == {"//elsewhere.example"}
    assert foreign('<a href="https://elsewhere.example/">x</a><img src="/x.png">') == set()


def test_clicking_on_tiles_sets_the_corner_where_it_is_set_without_them(client, quarter, settings) -> None:
    sent = dict(re.findall(r'name="(mitte|weite)" value="([^"]+)"', client.get(f"{HOME}/grenze/").content.decode())) | {
        "gross.x": "100",
        "gross.y": "200",
    }
    corners = re.compile(r"<textarea[^>]*>\s*([\d., ]+)")
    plain = client.post(f"{HOME}/grenze/", sent).content.decode()
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = TILES, "Amt"
    tiled = client.post(f"{HOME}/grenze/", sent).content.decode()
    assert corners.search(plain)[1] == corners.search(tiled)[1]
    assert "<image" in tiled
    assert "<image" not in plain


def policy(**env: str) -> list[str]:
    """Return from where pictures may come in a process with such an environment."""
    code = "import json; from quartier.config.settings import CONTENT_SECURITY_POLICY as p; print(json.dumps(p))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | env, capture_output=True, text=True, timeout=60, check=True
    )
    return json.loads(done.stdout)["DIRECTIVES"]["img-src"]


def test_the_policy_lets_in_pictures_of_exactly_this_host() -> None:
    assert policy(MAP_TILES_URL="") == ["'self'", "data:"]
    assert policy(MAP_TILES_URL=TILES, MAP_TILES_ATTRIBUTION="Amt") == ["'self'", "data:", HOST]
