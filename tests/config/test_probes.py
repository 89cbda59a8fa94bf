"""Is it alive, can it work, what has it counted: asked by machines, under any host name, without secrets."""

import json
from collections import namedtuple

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from quartier.config import probes
from quartier.jobs import worker

Answer = namedtuple("Answer", "status text")


@pytest.fixture
def ask():
    """Return a function that asks for an address and returns status and text; -1 is what Django would answer."""
    application = probes.Probes(lambda environ, start: [b"django"])

    def answer(path: str, **headers: str) -> Answer:
        status = ["-1"]

        def start(line: str, _headers: object) -> None:
            status[0] = line[:3]

        environ = RequestFactory().get(path, HTTP_HOST="10.0.0.7", **headers).environ
        text = b"".join(application(environ, start)).decode()
        return Answer(int(status[0]), text)

    return answer


@pytest.fixture(autouse=True)
def _same_connection(monkeypatch) -> None:
    """The probes give their connection back; the test's transaction lives in it."""
    monkeypatch.setattr(probes, "close_old_connections", lambda: None)


def test_healthz_asks_no_database(ask) -> None:
    assert ask("/healthz") == (200, '{"alive": true}')  # without the mark, a query would fail the test


def test_other_addresses_are_djangos(ask) -> None:
    assert ask("/healthz/x").text == "django"


@pytest.mark.django_db
def test_readyz_is_yes_when_all_is_well(ask) -> None:
    worker.beat()
    assert ask("/readyz") == (200, '{"ready": true, "reasons": []}')


@pytest.mark.django_db
def test_readyz_misses_the_embedded_worker_only_when_there_should_be_one(ask, monkeypatch) -> None:
    answer = ask("/readyz")
    assert answer.status == 503
    assert json.loads(answer.text)["reasons"] == ["worker: no sign of life"]
    monkeypatch.setenv("QUARTIER_WORKER", "separate")
    assert ask("/readyz").status == 200


@pytest.mark.django_db
def test_readyz_says_that_the_disk_is_nearly_full(ask, settings) -> None:
    worker.beat()
    settings.MIN_FREE_MB = 10**9
    assert "disk" in ask("/readyz").text


@pytest.mark.django_db
def test_readyz_says_that_migrations_are_missing(ask, monkeypatch) -> None:
    worker.beat()
    monkeypatch.setattr(probes.MigrationExecutor, "migration_plan", lambda *_: ["one"])
    assert json.loads(ask("/readyz").text)["reasons"] == ["database: migrations are missing"]


@pytest.mark.django_db
def test_readyz_says_that_the_database_is_away_and_nothing_else(ask, monkeypatch) -> None:
    def away(_connection: object) -> None:
        raise OperationalError("connection to postgresql://user:geheim@db failed")

    monkeypatch.setattr(probes, "MigrationExecutor", away)
    answer = ask("/readyz")
    assert (answer.status, json.loads(answer.text)["reasons"]) == (503, ["database: cannot be reached"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "given", "seen"),
    [
        ("", "", False),
        ("", "Bearer ", False),
        ("t0ken", "", False),
        ("t0ken", "Bearer falsch", False),
        ("t0ken", "Bearer t0ken", True),
    ],
)
def test_metrics_are_for_those_who_know_the_token(ask, settings, token, given, seen) -> None:
    settings.METRICS_TOKEN = token
    assert ("quartier_outbox_messages" in ask("/metrics", HTTP_AUTHORIZATION=given).text) is seen


@pytest.mark.django_db
def test_metrics_count_requests_by_route_and_never_by_address(ask, client, settings) -> None:
    settings.METRICS_TOKEN = "t0ken"
    client.get("/l/sekret-token/")
    client.get("/gibt-es-nicht-4711/")
    text = ask("/metrics", HTTP_AUTHORIZATION="Bearer t0ken").text
    assert 'quartier_requests_total{method="GET",route="personal_link",status="302"}' in text
    assert 'quartier_request_seconds_count{route="unknown"}' in text
    for figure in ("quartier_jobs_late", "quartier_jobs_failing", "quartier_database_errors_total"):
        assert figure in text
    assert "sekret" not in text
    assert "4711" not in text
