"""Who works with whom: one tie for two, entered by those who may, drawn without keeping anybody waiting."""

import threading

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quartier.accounts.actions.links import make_link
from quartier.accounts.guests import Guest
from quartier.journal.models import Entry
from quartier.quarters import directory as directories
from quartier.quarters import drawn
from quartier.quarters.actions import actors, people
from quartier.quarters.actions import network as actions
from quartier.quarters.actions.members import LINK_LASTS, admit_member
from quartier.quarters.models import Tie
from quartier.quarters.roles import PERSON_LINK
from tests.factories import make_actor, make_person, make_quarter, make_tie, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget() -> None:
    directories._held.clear()
    drawn.forget()


@pytest.fixture
def scene(client):
    quarter = make_quarter(coordinator=make_user("Cora"))
    member = make_user("Ben")
    admit_member(quarter, member, by=None)
    client.force_login(member)
    return quarter, member


def keeper(person) -> tuple[Guest, str]:
    """Return a contact person as a guest, and the address that makes a browser theirs."""
    link, path = make_link(PERSON_LINK, by=None, lifetime=LINK_LASTS, subject=person.code)
    return Guest(link), path


def page(client, quarter, tail: str = "") -> str:
    answer = client.get(f"/stadtteile/{quarter.code}/netz/{tail}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_two_actors_have_one_tie_in_whatever_order(scene) -> None:
    quarter, _member = scene
    one, other = make_actor(quarter, "Eins"), make_actor(quarter, "Zwei")
    assert make_tie(one, other, kinds=["event"]) == make_tie(other, one, kinds=["room"])
    assert Tie.objects.get().kinds == ["event"]
    assert Entry.objects.filter(verb="tie.added").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.create(quarter=quarter, one=other, other=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.create(quarter=quarter, one=one, other=other)


def test_there_is_no_tie_to_oneself_nor_across_quarters(scene) -> None:
    quarter, _member = scene
    one, stranger = make_actor(quarter), make_actor(make_quarter("Süd"))
    for other in (one, stranger):
        with pytest.raises(ValidationError):
            make_tie(one, other)
    assert not Tie.objects.exists()


def test_contact_persons_enter_ties_of_their_own_actor_alone(scene) -> None:
    quarter, member = scene
    own, second, third = (make_actor(quarter, name) for name in ("Eigen", "Zweite", "Dritte"))
    guest, _path = keeper(make_person(own))
    tie = actions.add_tie(own, second, {}, by=guest)
    actions.change_tie(tie, {"weight": 5}, by=guest)
    foreign = make_tie(second, third)
    with pytest.raises(PermissionDenied):
        actions.add_tie(second, third, {}, by=guest)
    with pytest.raises(PermissionDenied):
        actions.change_tie(foreign, {"weight": 5}, by=guest)
    with pytest.raises(PermissionDenied):
        actions.add_tie(own, third, {}, by=member)
    actions.remove_tie(tie, by=guest)
    assert list(Tie.objects.all()) == [foreign]


def test_a_contact_person_enters_a_tie_on_the_page(client, scene) -> None:
    quarter, _member = scene
    own, other, third = (make_actor(quarter, name) for name in ("Eigen", "Andere", "Dritte"))
    _guest, path = keeper(make_person(own))
    client.logout()
    client.get(path)
    start = f"/stadtteile/{quarter.code}/netz/"
    foreign = client.post(f"{start}neu/", {"one": other.code, "other": third.code, "weight": 3})
    assert foreign.status_code == 422
    client.post(f"{start}neu/", {"one": own.code, "other": other.code, "weight": 3, "kinds": ["event"]})
    tie = Tie.objects.get()
    assert f"/netz/{tie.code}/" in page(client, quarter)
    assert client.post(f"{start}{tie.code}/", {"weight": 5}).status_code == 302
    tie.refresh_from_db()
    assert tie.weight == 5
    hidden = make_tie(other, third)
    assert client.get(f"{start}{hidden.code}/").status_code == 404
    assert client.post(f"{start}{hidden.code}/loeschen/").status_code == 404


def test_the_picture_and_the_table_show_who_works_with_whom(client, scene) -> None:
    quarter, _member = scene
    one, other = make_actor(quarter, "Schule"), make_actor(quarter, "Bücherei")
    make_actor(quarter, "Allein")
    make_tie(one, other)
    shown = page(client, quarter)
    assert "<svg" in shown
    assert "Schule</a></th>" in shown
    assert "Allein" in shown.partition("Noch ohne Verbindung</h2>")[2]


def test_it_can_be_narrowed_to_one_action_field(client, scene) -> None:
    quarter, _member = scene
    one, other = (make_actor(quarter, name, action_fields=["health"]) for name in ("Praxis", "Pflege"))
    third = make_actor(quarter, "Radladen", action_fields=["mobility"])
    make_tie(one, other)
    make_tie(other, third)
    shown = page(client, quarter, "?thema=health")
    assert "2 Akteure, 1 Verbindung." in shown
    assert "Radladen" not in shown
    assert "3 Akteure, 2 Verbindungen." in page(client, quarter, "?thema=quatsch")


def test_single_actors_are_named_as_risks_only_to_coordinators(client, scene) -> None:
    quarter, _member = scene
    middle = make_actor(quarter, "Mitte")
    for name in ("Eins", "Zwei"):
        make_tie(middle, make_actor(quarter, name))
    risk = "Ohne Mitte verlöre"
    shown = page(client, quarter)
    assert risk not in shown
    assert "picture-tie strength-1 bridge" not in shown
    client.force_login(quarter.memberships.get(role="coordinator").user)
    shown = page(client, quarter)
    assert risk in shown
    assert "picture-tie strength-1 bridge" in shown


def test_whom_members_do_not_see_is_not_in_the_network(client, scene) -> None:
    quarter, _member = scene
    one, gone = make_actor(quarter, "Schule"), make_actor(quarter, "Vergangenes")
    individual = make_actor(quarter, "Zilpzalp", kind="individual")
    person = make_person(individual, "Zilpzalp")
    make_tie(one, gone)
    tie = make_tie(one, individual)
    assert "Zilpzalp" not in str(tie)
    actors.archive_actor(gone, by=None)
    shown = page(client, quarter)
    assert "Vergangenes" not in shown
    assert "Zilpzalp" not in shown
    people.note_consent(person, "members", "paper", by=None)
    assert "Zilpzalp" in page(client, quarter)
    people.withdraw_consent(person, "members", by=None)
    assert "Zilpzalp" not in page(client, quarter)


def test_coordinators_print_what_members_see(client, scene) -> None:
    quarter, member = scene
    middle = make_actor(quarter, "Mitte", action_fields=["health"])
    for name in ("Eins", "Zwei"):
        make_tie(middle, make_actor(quarter, name))
    warning = "Geben Sie das Blatt nicht weiter."
    client.force_login(quarter.memberships.get(role="coordinator").user)
    assert warning not in page(client, quarter)  # members see the same actors
    hidden = make_actor(quarter, "Zilpzalp", kind="individual", action_fields=["health"])
    make_tie(middle, hidden)
    own = page(client, quarter)
    assert "Zilpzalp" in own
    assert (
        f'<p class="print-only"><strong>Nur für die Koordination: Hier stehen Akteure, die Mitglieder nicht sehen. {warning}'
        in own
    )
    for tail in ("?sicht=mitglieder", "?thema=health&sicht=mitglieder"):
        shown = page(client, quarter, tail)
        for secret in ("Zilpzalp", "Ohne Mitte verlöre", " bridge", warning):
            assert secret not in shown
        assert "Mitte" in shown
    assert 'href="/stadtteile/lindenhof/netz/?thema=health&amp;sicht=mitglieder"' in shown
    client.force_login(member)
    assert "sicht=mitglieder" not in page(client, quarter)


def test_a_page_does_not_wait_for_a_slow_picture(client, scene, monkeypatch) -> None:
    quarter, _member = scene
    make_tie(make_actor(quarter, "Schule"), make_actor(quarter, "Bücherei"))
    free, real = threading.Event(), drawn.analyse

    def slow(nodes, ties):
        free.wait(20)
        return real(nodes, ties)

    monkeypatch.setattr(drawn, "analyse", slow)
    monkeypatch.setattr(drawn, "PATIENCE", 0.05)
    shown = page(client, quarter)
    assert '<svg class="picture"' not in shown
    assert "wird gerade gezeichnet" in shown
    assert "Schule</a></th>" in shown
    free.set()
    monkeypatch.setattr(drawn, "PATIENCE", 20)
    assert "wird gerade gezeichnet" not in page(client, quarter)


def test_without_the_child_the_table_stands_alone(client, scene, monkeypatch) -> None:
    quarter, _member = scene
    make_tie(make_actor(quarter, "Schule"), make_actor(quarter, "Bücherei"))

    def broken(_nodes, _ties):
        raise OSError("no memory")

    monkeypatch.setattr(drawn, "analyse", broken)
    shown = page(client, quarter)
    assert "lässt sich gerade nicht zeichnen" in shown
    assert "Schule</a></th>" in shown


def test_the_picture_is_drawn_once_until_something_happens(client, scene, monkeypatch) -> None:
    quarter, _member = scene
    one, other = make_actor(quarter, "Schule"), make_actor(quarter, "Bücherei")
    make_tie(one, other)
    times, real = [], drawn.analyse
    monkeypatch.setattr(drawn, "analyse", lambda nodes, ties: times.append(1) or real(nodes, ties))
    page(client, quarter)
    page(client, quarter)
    assert len(times) == 1
    make_tie(one, make_actor(quarter, "Neu"))
    assert "Neu" in page(client, quarter)
    assert len(times) == 2


@pytest.mark.parametrize("tail", ["", "?thema=health", "neu/"])
def test_the_number_of_questions_does_not_grow(tail: str) -> None:
    asked = []
    for name, number in (("Klein", 1), ("Groß", 30)):
        quarter = make_quarter(name)
        middle = make_actor(quarter, "Mitte", action_fields=["health"])
        for place in range(number):
            make_tie(middle, make_actor(quarter, f"Kita {place}", action_fields=["health"]))
        browser = Client()
        browser.get(keeper(make_person(middle))[1])
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(f"/stadtteile/{quarter.code}/netz/{tail}").status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[1]
