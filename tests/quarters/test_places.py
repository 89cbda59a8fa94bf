"""Pages of places: the boundary, the map of the directory, the point of an actor."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quartier.journal.models import Entry
from quartier.quarters.actions import actors
from quartier.quarters.actions.founding import set_boundary
from quartier.quarters.directory import _held
from quartier.quarters.models import Quarter
from tests.factories import make_actor, make_quarter, make_user

pytestmark = pytest.mark.django_db

RING = [[7.07, 51.44], [7.09, 51.44], [7.09, 51.45], [7.07, 51.45], [7.07, 51.44]]
INSIDE = {"latitude": 51.445, "longitude": 7.08}
HOME = "/stadtteile/lindenhof"


@pytest.fixture(autouse=True)
def _forget() -> None:
    _held.clear()


@pytest.fixture
def quarter(client) -> Quarter:
    """A public quarter with a boundary; the client is its coordinator's."""
    coordinator = make_user("Cora")
    client.force_login(coordinator)
    return set_boundary(make_quarter(coordinator=coordinator), [RING], by=None)


def hidden(page: str) -> dict[str, str]:
    """Return what the form of the map carries on."""
    found = dict(re.findall(r'<input type="hidden" name="(mitte|weite)" value="([^"]+)"', page))
    return (
        found | {"ecken": re.search(r'<textarea name="ecken"[^>]*>\n?([^<]*)', page)[1].strip()}
        if "ecken" in page
        else found
    )


def geojson(**geometry) -> str:
    return json.dumps(
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [RING]} | geometry}
    )


def test_clicks_without_a_script_add_corners_and_keep_all_others(client, quarter) -> None:
    set_boundary(quarter, None, by=None)
    make_actor(quarter, **INSIDE)
    sent = hidden(client.get(f"{HOME}/grenze/").content.decode())
    for x, y in ((100, 100), (500, 100), (500, 400)):
        page = client.post(f"{HOME}/grenze/", sent | {"gross.x": x, "gross.y": y}).content.decode()
        sent = hidden(page)
    assert len(sent["ecken"].splitlines()) == 3
    page = client.post(f"{HOME}/grenze/", sent | {"klein.x": 40, "klein.y": 180}).content.decode()
    assert len(hidden(page)["ecken"].splitlines()) == 4
    assert client.post(f"{HOME}/grenze/", hidden(page) | {"speichern": "ja"}, follow=True).status_code == 200
    quarter.refresh_from_db()
    assert len(quarter.boundary[0]) == 5
    assert Entry.objects.filter(verb="quarter.boundary_drawn").count() == 3


def test_a_small_and_a_large_map_mean_the_same_place(client, quarter) -> None:
    sent = hidden(client.get(f"{HOME}/grenze/").content.decode()) | {"ecken": ""}
    large = client.post(f"{HOME}/grenze/", sent | {"gross.x": 320, "gross.y": 240}).content.decode()
    small = client.post(f"{HOME}/grenze/", sent | {"klein.x": 140, "klein.y": 105}).content.decode()
    assert hidden(large)["ecken"] == hidden(small)["ecken"] == "51.445, 7.08"


def test_corners_can_be_taken_back_and_the_window_moved(client, quarter) -> None:
    sent = hidden(client.get(f"{HOME}/grenze/").content.decode())
    assert len(sent["ecken"].splitlines()) == 4
    back = hidden(client.post(f"{HOME}/grenze/", sent | {"zurueck": "ja"}).content.decode())
    assert back["ecken"].splitlines() == sent["ecken"].splitlines()[:-1]
    away = hidden(client.post(f"{HOME}/grenze/", sent | {"weg": "0"}).content.decode())
    assert away["ecken"].splitlines() == sent["ecken"].splitlines()[1:]
    near = hidden(client.post(f"{HOME}/grenze/", sent | {"ausschnitt": "naeher"}).content.decode())
    assert float(near["weite"]) == pytest.approx(float(sent["weite"]) / 2)
    assert near["ecken"] == sent["ecken"]


def test_pressing_the_map_with_the_keyboard_sets_nothing_and_says_what_to_do(client, quarter) -> None:
    sent = hidden(client.get(f"{HOME}/grenze/").content.decode())
    page = client.post(f"{HOME}/grenze/", sent | {"gross.x": 0, "gross.y": 0}).content.decode()
    assert hidden(page)["ecken"] == sent["ecken"]
    assert "Mit der Tastatur" in page


def test_the_area_is_said_back(client, quarter) -> None:
    sent = hidden(client.get(f"{HOME}/grenze/").content.decode())
    page = client.post(f"{HOME}/grenze/", sent | {"speichern": "ja"}, follow=True).content.decode()
    assert "1,5 km²" in page


@pytest.mark.parametrize(
    ("corners", "words"),
    [
        ("51.44, 7.07\n51.45, 7.08", "mindestens drei Ecken"),
        ("51.44, 7.07\n51.45, 7.09\n51.44, 7.09\n51.45, 7.07", "kreuzt sich nahe 51.4"),
        ("51.44, 7.07\nunsinn", "Ecke 2: Schreiben Sie zwei Zahlen"),
        ("51.44, 7.07\n99, 7.08", "Ecke 2: Schreiben Sie zwei Zahlen"),
        ("nan, 7.07", "Ecke 1"),
        ("1, 2\n" * 201, "zu viele Ecken"),
        ("", "mindestens drei Ecken"),
    ],
)
def test_corners_that_make_no_area_are_refused_in_words_and_kept(client, quarter, corners, words) -> None:
    sent = hidden(client.get(f"{HOME}/grenze/").content.decode()) | {"ecken": corners, "speichern": "ja"}
    answer = client.post(f"{HOME}/grenze/", sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert hidden(answer.content.decode())["ecken"].splitlines()[:1] == corners.splitlines()[:1]
    quarter.refresh_from_db()
    assert quarter.boundary == [RING]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"mitte": "x", "weite": "1000"}, {"mitte": "51, 7", "weite": "nan"}, {"mitte": "51, 7", "weite": "-1"},
        {"mitte": "51, 7", "weite": "1e300"}, {"weg": "99999999999"}, {"weg": "-1"}, {"weg": "²"},
        {"gross.x": "-5", "gross.y": "9"}, {"gross.x": "99999", "gross.y": "1"}, {"ausschnitt": "<script>"},
        {"klein.x": "1.5", "klein.y": "\u0663"},
    ],
)  # fmt: skip
def test_nonsense_in_the_form_breaks_nothing(client, quarter, nonsense) -> None:
    sent = hidden(client.get(f"{HOME}/grenze/").content.decode())
    answer = client.post(f"{HOME}/grenze/", sent | nonsense)
    assert answer.status_code in {200, 422}
    assert "<script>" not in answer.content.decode().replace('<script type="module"', "")


def test_a_quarter_of_which_nothing_is_known_is_asked_where_it_lies(client, quarter) -> None:
    set_boundary(quarter, None, by=None)
    page = client.get(f"{HOME}/grenze/").content.decode()
    assert "Wo liegt der Stadtteil?" in page
    assert client.post(f"{HOME}/grenze/", {"mitte": "Ruhrau"}).status_code == 422
    page = client.post(f"{HOME}/grenze/", {"mitte": "51.4467, 7.0818"}).content.decode()
    clicked = client.post(f"{HOME}/grenze/", hidden(page) | {"gross.x": 320, "gross.y": 240}).content.decode()
    assert hidden(clicked)["ecken"] == "51.4467, 7.0818"


def test_the_boundary_can_be_taken_away(client, quarter) -> None:
    client.post(f"{HOME}/grenze/", {"wegnehmen": "ja"})
    quarter.refresh_from_db()
    assert quarter.boundary is None


@pytest.mark.parametrize("way", ["file", "text"])
def test_geojson_is_taken_as_a_file_and_as_text(client, quarter, way) -> None:
    text = geojson(coordinates=[[[lon + 1, lat] for lon, lat in RING]])
    sent = (
        {"text": text} if way == "text" else {"file": SimpleUploadedFile("a.geojson", b"\xef\xbb\xbf" + text.encode())}
    )
    page = client.post(f"{HOME}/grenze/datei/", sent, follow=True).content.decode()
    assert "km² groß" in page
    quarter.refresh_from_db()
    assert quarter.boundary[0][0] == [8.07, 51.44]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"", "leer"),
        (b"x" * 10_000_000, "größer als 1 MB"),
        (b"\x00\x00", "kein GeoJSON"),
        (b"\xff\xfe", "kein GeoJSON"),
        (b"[" * 50_000, "Datei"),
        (b'{"type": "Point", "coordinates": [7, 51]}', "keine Fläche"),
        (geojson(coordinates=[[[lat, lon] for lon, lat in RING]]).encode(), ""),
        (geojson(coordinates=[[[lon * 100_000, lat] for lon, lat in RING]]).encode(), "WGS 84"),
        (geojson(coordinates=[RING[:-1]]).encode(), "nicht geschlossen"),
        (geojson(coordinates=[["<b>"]]).encode(), "zwei Zahlen"),
        (geojson(coordinates=[[[float("nan"), 1]] * 5]).encode(), ""),
    ],
)
def test_files_that_are_no_boundary_are_refused_in_words(client, quarter, sent, words) -> None:
    answer = client.post(f"{HOME}/grenze/datei/", {"file": SimpleUploadedFile("a.geojson", sent)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    quarter.refresh_from_db()
    assert quarter.boundary == [RING]


def test_a_text_of_ten_megabytes_is_refused(client, quarter) -> None:
    assert client.post(f"{HOME}/grenze/datei/", {"text": "x" * 10_000_000}).status_code in {400, 413}
    assert client.post(f"{HOME}/grenze/datei/", {"text": "\0"}).status_code in {400, 422}
    assert client.post(f"{HOME}/grenze/datei/", {}).status_code == 422


def test_coordinators_of_another_quarter_find_nothing(client, quarter) -> None:
    other = make_user("Dora")
    make_quarter("Süd", coordinator=other)
    client.force_login(other)
    code = make_actor(quarter).code
    for address in ("grenze/", "grenze/datei/", f"wer-dabei-ist/{code}/punkt/"):
        assert client.get(f"{HOME}/{address}").status_code == 404
        assert client.post(f"{HOME}/{address}", {"wegnehmen": "ja", "speichern": "ja"}).status_code == 404
    foreign = f"/stadtteile/sud/wer-dabei-ist/{code}/punkt/"
    assert client.get(foreign).status_code == 404
    quarter.refresh_from_db()
    assert quarter.boundary == [RING]


def test_the_map_shows_pins_with_links_and_says_who_has_none(client, quarter) -> None:
    there = make_actor(quarter, "Kita <b>Bach</b>", **INSIDE)
    make_actor(quarter, "Repair-Café")
    page = Client().get(f"{HOME}/wer-dabei-ist/?ansicht=karte").content.decode()
    assert page.count(f'href="{HOME}/wer-dabei-ist/{there.code}/"') == 3  # two drawings and the list
    assert "<b>Bach" not in page
    assert "1 Akteur hat hier keinen Punkt" in page
    assert 'id="karte-title"' in page
    assert 'id="karte-schmal-title"' in page
    assert 'src="http' not in page


def test_filters_hold_on_the_map_and_the_map_holds_in_the_filters(client, quarter) -> None:
    make_actor(quarter, "Kindernest", **INSIDE)
    make_actor(quarter, "Gericht", kind="police", **INSIDE)
    page = Client().get(f"{HOME}/wer-dabei-ist/?ansicht=karte&kind=police").content.decode()
    assert "Gericht" in page
    assert "Kindernest" not in page
    assert "ansicht=karte" in page
    assert 'name="ansicht" value="karte"' in page


def test_positions_of_individuals_and_of_hidden_streets_are_in_no_map(client, quarter) -> None:
    secret = {"latitude": 51.4456, "longitude": 7.0876}
    make_actor(quarter, "Offen", **INSIDE)
    make_actor(quarter, "Kanarie", audiences={"street": "coordinators"}, street="Geheim 1", **secret)
    person = make_actor(quarter, "Privat", kind="individual", street="Daheim 1", **INSIDE)
    public = Client().get(f"{HOME}/wer-dabei-ist/?ansicht=karte").content.decode()
    assert "Kanarie" in public.split('id="ohne-punkt"')[1]
    assert "Kanarie" not in public.split('id="ohne-punkt"')[0].split('class="map"')[1]
    own = client.get(f"{HOME}/wer-dabei-ist/?ansicht=karte").content.decode()
    assert "Kanarie" in own.split('id="ohne-punkt"')[0].split('class="map"')[1]
    assert "Privat" in own.split('id="ohne-punkt"')[1]
    actors.change_actor(person, {"audiences": {"street": "public"}}, by=None)
    assert "Privat" in client.get(f"{HOME}/wer-dabei-ist/?ansicht=karte").content.decode().split('id="ohne-punkt"')[1]


@pytest.mark.parametrize("number", [1, 30])
def test_maps_ask_no_more_the_more_actors_there_are(client, quarter, number, django_assert_num_queries) -> None:
    for n in range(number):
        make_actor(quarter, f"Nummer {n}", latitude=51.441 + n / 10_000, longitude=7.08)
    with django_assert_num_queries(
        2 + 4
    ):  # the quarter, what changed; then, once, what the directory holds, and the plan
        Client().get(f"{HOME}/wer-dabei-ist/?ansicht=karte")
    with django_assert_num_queries(2):
        Client().get(f"{HOME}/wer-dabei-ist/?ansicht=karte")
    client.get(f"{HOME}/grenze/")
    with django_assert_num_queries(9):
        client.get(f"{HOME}/grenze/")


def test_a_point_is_set_by_clicking_and_by_typing(client, quarter) -> None:
    actor = make_actor(quarter)
    address = f"{HOME}/wer-dabei-ist/{actor.code}/punkt/"
    sent = hidden(client.get(address).content.decode())
    page = client.post(address, sent | {"punkt": "", "gross.x": 320, "gross.y": 240}).content.decode()
    assert 'value="51.445, 7.08"' in page
    actor.refresh_from_db()
    assert actor.latitude is None
    client.post(address, sent | {"punkt": "51.445, 7.08", "speichern": "ja"})
    actor.refresh_from_db()
    assert (actor.latitude, actor.longitude) == (51.445, 7.08)
    assert Entry.objects.filter(verb="actor.changed").count() == 1
    assert client.post(address, sent | {"punkt": "91, 7", "speichern": "ja"}).status_code == 422
    client.post(address, sent | {"punkt": "", "speichern": "ja"})
    actor.refresh_from_db()
    assert actor.latitude is None


def test_without_any_place_a_point_can_still_be_typed(client, quarter) -> None:
    set_boundary(quarter, None, by=None)
    address = f"{HOME}/wer-dabei-ist/{make_actor(quarter).code}/punkt/"
    assert "anklicken" in client.get(address).content.decode()
    assert client.post(address, {"punkt": "51.4, 7.1", "speichern": "ja"}).status_code == 302
