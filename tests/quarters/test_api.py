"""Public quarters for programs: what a stranger sees, and nothing else."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quartier.quarters.actions import actors, people
from quartier.quarters.directory import _held
from tests.factories import make_actor, make_person, make_quarter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()
    _held.clear()


def ask(client, tail: str, status: int = 200):
    answer = client.get(f"/api/v1/quarters{tail}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_public_quarters_are_listed_and_others_are_unknown(client) -> None:
    make_quarter("Nord")
    closed = make_quarter("Süd", public=False)
    make_actor(closed)
    assert [quarter["code"] for quarter in ask(client, "")["quarters"]] == ["nord"]
    assert ask(client, "/sued/actors", 404) == ask(client, "/nirgends/actors", 404)


def test_an_actor_shows_what_a_stranger_sees(client) -> None:
    quarter = make_quarter("Nord")
    kita = make_actor(quarter, emails=["kita@kita.example"], phones=["0201 1"], note="geheim", street="Am Bach 1")
    make_actor(quarter, "Verborgen", listed=False)
    actors.set_goods(kita, [{"direction": "offer", "kind": "room", "text": "Saal"}], by=None)
    make_person(kita, "Feldkamp", emails=["o@kita.example"], agreed=("public",))
    make_person(kita, "Stumm")
    answer = client.get("/api/v1/quarters/nord/actors")
    [one] = answer.json()["actors"]
    assert (one["name"], one["street"], one["people"]) == ("Kita Bachstelze", "Am Bach 1", ["Feldkamp"])
    assert one["offers"] == [{"kind": "room", "text": "Saal"}]
    assert not {word for word in ("kita.example", "0201 1", "geheim", "Stumm") if word in answer.content.decode()}


def test_a_withdrawn_consent_is_gone_with_the_next_request(client) -> None:
    kita = make_actor(make_quarter("Nord"))
    person = make_person(kita, "Feldkamp", agreed=("public",))
    assert "Feldkamp" in str(ask(client, "/nord/actors"))
    people.withdraw_consent(person, "public", by=None)
    assert "Feldkamp" not in str(ask(client, "/nord/actors"))


def test_it_is_narrowed_and_paged(client) -> None:
    quarter = make_quarter("Nord")
    for number in range(55):
        make_actor(quarter, f"Kita {number:02}")
    make_actor(quarter, "Polizei", kind="police")
    first = ask(client, "/nord/actors")
    assert (first["count"], first["pages"], len(first["actors"])) == (56, 2, 50)
    assert len(ask(client, "/nord/actors?page=2")["actors"]) == 6
    assert [one["name"] for one in ask(client, "/nord/actors?group=administration")["actors"]] == ["Polizei"]
    assert [one["name"] for one in ask(client, "/nord/actors?q=polizei")["actors"]] == ["Polizei"]


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?group=alle", f"?q={'x' * 201}"])
def test_wrong_questions_are_refused(client, query: str) -> None:
    make_quarter("Nord")
    ask(client, f"/nord/actors{query}", 422)


def test_the_number_of_questions_does_not_grow(client) -> None:
    small, large = make_quarter("Klein"), make_quarter("Riesig")
    make_actor(small)
    for number in range(30):
        make_actor(large, f"Kita Bachstelze {number}")

    def asked(code: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(client, f"/{code}/actors")
        return len(captured)

    assert asked("klein") == asked("riesig")
    assert asked("klein") == asked("riesig") <= 2


def test_a_program_that_reads_every_page_is_slowed_down(client) -> None:
    make_quarter("Nord")
    answers = [client.get("/api/v1/quarters/nord/actors").status_code for _time in range(31)]
    assert answers == [200] * 30 + [429]
