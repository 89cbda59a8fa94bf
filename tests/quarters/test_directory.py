"""The directory: complete, narrowed, found by words, and always asking the database the same few questions."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quartier.quarters.actions import actors
from quartier.quarters.directory import _held, directory
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget() -> None:
    _held.clear()


def page(client, quarter, tail: str = "") -> str:
    return client.get(f"/stadtteile/{quarter.code}/wer-dabei-ist/{tail}").content.decode()


def questions(client, quarter, tail: str = "") -> int:
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page(client, quarter, tail)
    return len(captured)


@pytest.mark.parametrize("tail", ["", "?q=Kita", "?format=csv", "?group=professional"])
@pytest.mark.parametrize("warm", [False, True])
def test_the_number_of_questions_does_not_grow(client, tail: str, warm: bool) -> None:
    small, large = make_quarter("Klein"), make_quarter("Groß")
    for number in range(30):
        actor = make_actor(large, f"Kita Bachstelze {number}")
        actors.set_goods(actor, [{"direction": "offer", "kind": "room", "text": "Raum"}], by=None)
        make_person(actor, f"Mensch {number}", agreed=("public",))
    make_person(make_actor(small), agreed=("public",))
    if warm:
        page(client, small, tail)
        page(client, large, tail)
    asked = questions(client, small, tail)
    assert asked == questions(client, large, tail)
    assert asked <= (2 if warm else 6)


def test_a_change_is_there_with_the_next_request(client) -> None:
    quarter = make_quarter()
    actor = make_actor(quarter, "Alter Name")
    assert "Alter Name" in page(client, quarter)
    actors.change_actor(actor, {"name": "Neuer Name"}, by=None)
    assert "Neuer Name" in page(client, quarter)
    assert "Alter Name" not in page(client, quarter)
    actors.list_actors([actor], False, by=None)
    assert "Neuer Name" not in page(client, quarter)


def test_it_is_kept_while_nothing_happens(client) -> None:
    """Negative control of the test before: without a change the directory is the very same one."""
    quarter = make_quarter()
    make_actor(quarter)
    assert directory(quarter, "public") is directory(quarter, "public")


def test_people_find_by_words_compounds_and_with_typing_errors(client) -> None:
    quarter = make_quarter()
    make_actor(quarter, "Jugendzentrum Gleis 3", about="Offener Treff mit Fahrradwerkstatt")
    make_actor(quarter, "Seniorenbüro", kind="seniors_office")
    assert "Gleis 3" in page(client, quarter, "?q=jugendzentrum")
    assert "Seniorenbüro" in page(client, quarter, "?q=seniorenbuero")
    assert "Gesucht wurde nach" in page(client, quarter, "?q=Jugendzentrim")
    assert "niemanden gefunden" in page(client, quarter, "?q=Schwimmbad")


def test_words_of_hidden_fields_find_nothing(client) -> None:
    quarter = make_quarter()
    actor = make_actor(quarter, note="geheimwort", street="Verborgene Straße 1", audiences={"street": "members"})
    assert actor.name not in page(client, quarter, "?q=geheimwort")
    assert actor.name not in page(client, quarter, "?q=Verborgene")


def test_facets_count_what_they_would_show(client) -> None:
    quarter = make_quarter()
    make_actor(quarter, "Eins", kind="school")
    make_actor(quarter, "Zwei", kind="police")
    narrowed = page(client, quarter, "?group=administration")
    assert "Zwei" in narrowed
    assert ">Eins<" not in narrowed
    assert "1 von 2 Akteuren" in narrowed


def test_formulas_are_text_in_the_table(client) -> None:
    quarter = make_quarter()
    make_actor(quarter, '=HYPERLINK("http://x.example")')
    assert "\"'=HYPERLINK" in page(client, quarter, "?format=csv")


def test_a_visitor_who_reads_every_entry_is_slowed_down(client, monkeypatch) -> None:
    actor = make_actor(make_quarter())
    monkeypatch.setattr("time.time", lambda: 1_000_030.0)  # in the middle of a window
    cache.clear()
    answers = [client.get(actor.get_absolute_url()).status_code for _time in range(61)]
    assert answers == [200] * 60 + [429]


def test_members_may_read_on(client) -> None:
    """Negative control: the limit is for strangers."""
    person = make_user()
    actor = make_actor(make_quarter(coordinator=person))
    client.force_login(person)
    cache.clear()
    assert {client.get(actor.get_absolute_url()).status_code for _time in range(61)} == {200}
