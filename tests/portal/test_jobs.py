"""Administrators see how the background jobs are doing; nobody else does."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quartier.jobs import schedule, worker
from quartier.jobs.models import Job
from quartier.journal.models import Entry
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/verwaltung/aufgaben/"


@pytest.fixture
def administrator(client):
    schedule._add_missing(schedule.database_time())
    client.force_login(make_user("Amira", role="administrator"))
    return client


def test_it_shows_what_fails_and_that_nobody_works(administrator) -> None:
    Job.objects.filter(name="outbox").update(failures=2, last_error="OSError: <away>")
    page = administrator.get(ADDRESS).content.decode()
    assert "2-mal nicht geklappt" in page
    assert "OSError: &lt;away&gt;" in page
    assert "Gerade arbeitet niemand" in page
    worker.beat()
    assert "Gerade arbeitet niemand" not in administrator.get(ADDRESS).content.decode()


def test_a_job_can_be_hastened_and_the_journal_knows(administrator, django_capture_on_commit_callbacks) -> None:
    Job.objects.update(next_at=schedule.database_time() + dt.timedelta(hours=5))
    with django_capture_on_commit_callbacks(execute=True):
        assert administrator.post(ADDRESS + "search-compounds/").status_code == 302
    assert Job.objects.get(name="search-compounds").next_at <= schedule.database_time()
    assert Entry.objects.filter(verb="job.hastened", actor__name="Amira").count() == 1
    assert administrator.get(ADDRESS + "outbox/").status_code == 405
    assert administrator.post(ADDRESS + "nonsense/").status_code == 404


@pytest.mark.parametrize("role", ["", "editor"])
def test_others_find_nothing(client, role) -> None:
    schedule._add_missing(schedule.database_time())
    client.force_login(make_user("Cem", role=role))
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS + "outbox/").status_code == 404
    assert not Entry.objects.filter(verb="job.hastened").exists()


def test_visitors_are_asked_to_sign_in(client) -> None:
    assert client.get(ADDRESS).status_code == 302


def test_the_page_asks_the_same_number_of_questions_for_any_number_of_jobs(administrator, monkeypatch) -> None:
    administrator.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        administrator.get(ADDRESS)
    registry = {
        f"probe-{number}": schedule.Recurring(f"probe-{number}", lambda: None, dt.timedelta(1), dt.timedelta(1))
        for number in range(30)
    }
    monkeypatch.setattr(schedule, "_registry", registry)
    schedule._add_missing(schedule.database_time())
    with CaptureQueriesContext(connection) as many:
        assert "probe-29" in administrator.get(ADDRESS).content.decode()
    assert len(many) == len(few) <= 7  # session, person, jobs, workers; on PostgreSQL the clock too
