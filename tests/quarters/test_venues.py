"""The rooms of a quarter."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from quartier.accounts.actions.links import make_link
from quartier.files.redrawing import Drawn, Rendition
from quartier.journal.models import Entry
from quartier.quarters.actions import actors
from quartier.quarters.actions.photos import add_photo
from quartier.quarters.actions.venues import add_venue, change_venue
from quartier.quarters.models import Quarter, Venue
from quartier.quarters.roles import PERSON_LINK
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db

HOME = "/stadtteile/lindenhof"
FORM = {"name": "Saal", "seats_rows": "60", "access_step_free": "yes", "access_lift": "unknown", "equipment": "kitchen"}


@pytest.fixture
def quarter(client) -> Quarter:
    """A public quarter; the client is its coordinator's."""
    coordinator = make_user("Cora")
    client.force_login(coordinator)
    return make_quarter(coordinator=coordinator)


def make_venue(quarter: Quarter, name: str = "Saal", host: str = "", **values) -> Venue:
    return add_venue(make_actor(quarter, host or f"Haus {name}"), {"name": name} | values, by=None)


def sections(page: str) -> dict[str, str]:
    """Return the parts of the list by their headings."""
    return dict(part.split("</h2>", 1) for part in page.split("<section><h2>")[1:])


def test_a_room_is_added_with_only_what_is_known(client, quarter) -> None:
    actor = make_actor(quarter)
    answer = client.post(f"{HOME}/wer-dabei-ist/{actor.code}/raeume/neu/", FORM)
    venue = Venue.objects.get()
    assert answer.url == f"{HOME}/raeume/{venue.code}/"
    assert (venue.seats, venue.access, venue.equipment) == ({"rows": 60}, {"step_free": "yes"}, ["kitchen"])
    assert [entry.verb for entry in Entry.objects.filter(verb__startswith="venue")] == ["venue.added"]
    page = Client().get(answer.url).content.decode()
    assert "60 Menschen in Stuhlreihen" in page
    assert "Noch hat niemand nachgemessen" in page
    unknown = page.split("answers__unknown")[1]
    assert "Aufzug" in unknown
    assert "ohne Stufen" not in unknown


def test_a_room_is_changed_and_removed_with_one_entry_each(client, quarter) -> None:
    venue = make_venue(quarter, access={"lift": "no"})
    address = f"{HOME}/raeume/{venue.code}/"
    page = client.get(f"{address}bearbeiten/").content.decode()
    assert '<option value="no" selected>' in page
    client.post(f"{address}bearbeiten/", FORM | {"access_lift": "partly"})
    venue.refresh_from_db()
    assert venue.access == {"step_free": "yes", "lift": "partly"}
    change_venue(venue, {"name": venue.name}, by=None)
    assert client.get(f"{address}loeschen/").status_code == 405
    assert client.post(f"{address}loeschen/", follow=True).status_code == 200
    verbs = Entry.objects.filter(verb__startswith="venue").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["venue.added", "venue.changed", "venue.removed"]
    assert client.get(address).status_code == 404


def test_unknown_is_not_no(client, quarter) -> None:
    make_venue(quarter, "Ebenerdig", access={"step_free": "yes"})
    make_venue(quarter, "Halbwegs", access={"step_free": "partly"})
    make_venue(quarter, "Stufig", access={"step_free": "no"})
    make_venue(quarter, "Ungemessen")
    make_venue(quarter, "Ungewiss", access={"step_free": "unknown"})
    page = client.get(f"{HOME}/raeume/?zugang=step_free").content.decode()
    found = sections(page)
    assert list(found) == ["Diese Räume passen", "Diese passen zum Teil", "Nicht bekannt"]
    assert "Ebenerdig" in found["Diese Räume passen"]
    assert "Halbwegs" in found["Diese passen zum Teil"]
    assert "Ungemessen" in found["Nicht bekannt"]
    assert "Ungewiss" in found["Nicht bekannt"]
    assert "nicht bekannt: ohne Stufen" in found["Nicht bekannt"]
    assert "Stufig" not in page
    assert "1 passt nicht." in page


def test_people_seating_and_equipment_narrow(client, quarter) -> None:
    make_venue(quarter, "Klein", seats={"circle": 12}, equipment=["kitchen"])
    make_venue(quarter, "Gross", seats={"circle": 50, "rows": 90}, equipment=["kitchen", "wifi"])
    found = sections(client.get(f"{HOME}/raeume/?menschen=40&sitzen=circle&da=kitchen").content.decode())
    assert "Gross" in found["Diese Räume passen"]
    assert "Klein" not in found["Diese Räume passen"]
    found = sections(client.get(f"{HOME}/raeume/?menschen=10&da=wifi").content.decode())
    assert "Klein" in found["Nicht bekannt"]


@pytest.mark.parametrize(
    "query", ["menschen=-1", "menschen=x", "menschen=99999999999", "sitzen=;--", "zugang=<b>", "da=%27"]
)
def test_strange_wishes_show_the_rooms(client, quarter, query) -> None:
    make_venue(quarter, "Gross")
    page = client.get(f"{HOME}/raeume/?{query}")
    assert page.status_code == 200
    assert "Gross" in page.content.decode()
    assert "<b>" not in page.content.decode()


def test_who_opens_the_door_is_for_members_alone(client, quarter) -> None:
    venue = make_venue(quarter, key_contact="Schlüssel bei Frau Probe")
    address = f"{HOME}/raeume/{venue.code}/"
    assert "Frau Probe" in client.get(address).content.decode()
    for browser in (Client(), Client()):
        assert "Frau Probe" not in browser.get(address).content.decode()
        browser.force_login(make_user("Fremd"))


def test_rooms_follow_their_actor(client, quarter) -> None:
    venue = make_venue(quarter, "Kanarie")
    actors.list_actors([venue.actor], False, by=None)
    assert Client().get(f"{HOME}/raeume/{venue.code}/").status_code == 404
    assert "Kanarie" not in Client().get(f"{HOME}/raeume/").content.decode()
    assert "Kanarie" in client.get(f"{HOME}/raeume/").content.decode()
    actors.archive_actor(venue.actor, by=None)
    assert "Kanarie" not in client.get(f"{HOME}/raeume/").content.decode()


def test_the_contact_person_keeps_the_rooms_of_their_actor_and_no_others(quarter) -> None:
    own, other = make_venue(quarter, "Eigen"), make_venue(quarter, "Fremd")
    person = make_person(own.actor)
    keeper = Client()
    keeper.get(make_link(PERSON_LINK, by=None, lifetime=dt.timedelta(days=1), subject=person.code)[1])
    assert keeper.post(f"{HOME}/raeume/{own.code}/bearbeiten/", FORM).status_code == 302
    assert keeper.post(f"{HOME}/raeume/{other.code}/bearbeiten/", FORM).status_code == 404
    assert keeper.post(f"{HOME}/wer-dabei-ist/{other.actor.code}/raeume/neu/", FORM).status_code == 404
    assert keeper.post(f"{HOME}/wer-dabei-ist/{own.actor.code}/raeume/neu/", FORM).status_code == 302
    assert keeper.post(f"{HOME}/raeume/{own.code}/loeschen/").status_code == 302


def test_other_quarters_find_nothing(client, quarter) -> None:
    venue = make_venue(quarter)
    other = make_user("Dora")
    make_quarter("Süd", coordinator=other)
    client.force_login(other)
    for address in (f"{HOME}/raeume/{venue.code}/", f"/stadtteile/sud/raeume/{venue.code}/"):
        assert client.post(f"{address}bearbeiten/", FORM).status_code == 404
        assert client.post(f"{address}loeschen/").status_code == 404
    assert client.get(f"/stadtteile/sud/raeume/{venue.code}/").status_code == 404
    assert client.post(f"/stadtteile/sud/wer-dabei-ist/{venue.actor.code}/raeume/neu/", FORM).status_code == 404
    assert Venue.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Schreiben Sie, wie der Raum heißt."),
        ({"name": "x" * 101}, "100"),
        ({"seats_rows": "-1"}, "1"),
        ({"seats_rows": "9999999"}, "5000"),
        ({"access_lift": "vielleicht"}, "vielleicht"),
        ({"equipment": "kanone"}, "kanone"),
        ({"measured_on": "31.02.2026"}, "31.12.2025"),
        ({"note": "x" * 1001}, "1000"),
    ],
)
def test_wrong_input_is_refused_in_words_and_kept(client, quarter, wrong, words) -> None:
    actor = make_actor(quarter)
    answer = client.post(f"{HOME}/wer-dabei-ist/{actor.code}/raeume/neu/", FORM | {"costs": "vier Kekse"} | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "vier Kekse" in answer.content.decode()
    assert not Venue.objects.exists()


def test_nobody_measures_tomorrow(client, quarter) -> None:
    actor = make_actor(quarter)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    answer = client.post(f"{HOME}/wer-dabei-ist/{actor.code}/raeume/neu/", FORM | {"measured_on": tomorrow.isoformat()})
    assert answer.status_code == 422


def test_markup_and_broken_characters_stay_text(client, quarter) -> None:
    actor = make_actor(quarter)
    address = f"{HOME}/wer-dabei-ist/{actor.code}/raeume/neu/"
    client.post(address, FORM | {"name": "<script>x</script>", "note": "<img src=x>\nzweite Zeile"})
    venue = Venue.objects.get()
    for shown in (f"{HOME}/raeume/", f"{HOME}/raeume/{venue.code}/", f"{HOME}/wer-dabei-ist/{actor.code}/"):
        page = client.get(shown).content.decode()
        assert "<script>x" not in page
        assert "<img src=x" not in page
    assert client.post(address, FORM | {"name": "a\0b"}).status_code in {302, 400, 422}
    assert client.post(address, FORM | {"note": "x" * 10_000_000}).status_code in {400, 413}


@pytest.mark.parametrize("number", [1, 30])
def test_rooms_ask_no_more_the_more_there_are(quarter, number, django_assert_num_queries) -> None:
    host = make_actor(quarter, "Haus")
    drawing = Rendition(40, 30, "image/png", b"x")
    for n in range(number):
        make_venue(quarter, f"Saal {n}", seats={"rows": n + 1})
        room = add_venue(host, {"name": f"Zimmer {n}"}, by=None)
        add_photo(room, Drawn(drawing, drawing), "Hell", by=None)
    with django_assert_num_queries(3):
        Client().get(f"{HOME}/raeume/?menschen=5")
    with django_assert_num_queries(7):
        Client().get(f"{HOME}/wer-dabei-ist/{host.code}/")


def test_actors_show_their_rooms(quarter) -> None:
    venue = make_venue(quarter, "Gute Stube")
    page = Client().get(venue.actor.get_absolute_url()).content.decode()
    assert "Gute Stube" in page
    assert f'href="{HOME}/raeume/{venue.code}/"' in page
