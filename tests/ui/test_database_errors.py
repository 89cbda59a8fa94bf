"""A full disk or a database that is away: a page that says so, reading goes on, nothing to restart."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, OperationalError, connection

from quartier.methods.models import Comment
from tests.factories import make_method, make_user


@pytest.fixture
def signed_in(client):
    """Return a browser that shows the page of an error instead of raising it."""
    cache.clear()
    make_method()
    client.force_login(make_user())
    client.raise_request_exception = False
    return client


def _comment(client, text: str = "x" * 3000):
    return client.post("/methoden/probe/kommentieren/", {"body": text})


@pytest.fixture
def full_disk():
    """Let the database grow no further, and return what undoes that."""

    def pragma(pages: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count={pages}")

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # what earlier tests have deleted would leave room inside
        cursor.execute("PRAGMA page_count")
        pragma(cursor.fetchone()[0])
    yield lambda: pragma(1_000_000)
    pragma(1_000_000)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite can be told that the disk is full")
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_stops_writing_not_reading_and_ends_by_itself(signed_in, full_disk) -> None:
    answers = [_comment(signed_in).status_code for _number in range(3)]
    acknowledged = answers.count(302)
    assert answers[-1] == 507
    answer = _comment(signed_in)
    page = answer.content.decode()
    assert "Der Speicher dieses Servers ist voll" in page
    assert 'lang="de"' in page
    for address in ("/", "/methoden/", "/methoden/probe/", "/konto/"):
        assert signed_in.get(address).status_code == 200
    full_disk()
    cache.clear()
    assert Comment.objects.count() == acknowledged
    assert _comment(signed_in).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("database or disk is full"), 507, "Speicher"),
        (OperationalError("server closed the connection unexpectedly"), 503, "Datenbank"),
        (OperationalError("database is locked"), 503, "Datenbank"),
        (IntegrityError("UNIQUE constraint failed"), 500, "schiefgegangen"),
        (ValueError("a mistake of ours"), 500, "schiefgegangen"),
    ],
)
def test_the_page_says_what_is_wrong(signed_in, monkeypatch, error, status, words) -> None:
    def fail(*_args: object, **_fields: object) -> None:
        raise error

    monkeypatch.setattr("quartier.methods.views.voices.commenting.write_comment", fail)
    answer = _comment(signed_in)
    assert (answer.status_code, words in answer.content.decode()) == (status, True)
    assert answer.get("Retry-After") == ("60" if status == 503 else None)


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(OperationalError("gone"), 503), (ValueError("ours"), 500)])
def test_programs_are_told_in_their_own_form(signed_in, monkeypatch, error, status) -> None:
    monkeypatch.setattr("quartier.methods.api.summaries", lambda *_: _raise(error))
    answer = signed_in.get("/api/v1/methods/probe/assessments")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert answer.get("Retry-After") == ("60" if status == 503 else None)


@pytest.mark.django_db
def test_postgresql_says_by_number_that_its_disk_is_full(signed_in, monkeypatch) -> None:
    cause = Exception()
    cause.sqlstate = "53100"
    error = OperationalError("could not extend file")
    error.__cause__ = cause
    monkeypatch.setattr("quartier.methods.views.voices.commenting.write_comment", lambda *_, **__: _raise(error))
    assert _comment(signed_in).status_code == 507


def _raise(error: Exception) -> None:
    raise error


def test_the_page_asks_no_database(client, monkeypatch) -> None:
    """The database is not allowed in this test, and a session cookie is there to tempt the page."""
    client.raise_request_exception = False
    client.cookies["session"] = "x" * 32
    monkeypatch.setattr("quartier.accounts.views.instance.Instance.load", lambda: _raise(OperationalError("away")))
    assert client.get("/impressum/").status_code == 503
