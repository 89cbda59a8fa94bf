"""`quartier jobs`, and the sign of life of workers."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quartier.jobs import schedule, worker
from quartier.jobs.models import Job, Worker
from quartier.jobs.overview import job_states

pytestmark = pytest.mark.django_db


def _said(*arguments: str) -> str:
    out = StringIO()
    call_command("jobs", *arguments, stdout=out)
    return out.getvalue()


def test_it_lists_what_is_late_and_what_fails() -> None:
    assert "No worker is running" in _said()
    schedule._add_missing(schedule.database_time())
    Job.objects.filter(name="outbox").update(next_at=schedule.database_time() - dt.timedelta(minutes=6))
    Job.objects.filter(name="forget-secrets").update(failures=2, last_error="OSError: away")
    states = {state.name: state for state in job_states()}
    assert states["outbox"].is_late
    lines = _said().splitlines()
    assert any(line.startswith("outbox") and " late " in line for line in lines)
    assert any(line.startswith("forget-secrets") and line.endswith("2") for line in lines)
    assert "    OSError: away" in lines


def test_it_runs_one(monkeypatch) -> None:
    assert _said("run", "forget-secrets") == "forget-secrets is done.\n"
    with pytest.raises(CommandError, match="There is no job 'nonsense'"):
        _said("run", "nonsense")
    Job.objects.update(claimed_until=schedule.database_time() + dt.timedelta(minutes=1))
    with pytest.raises(CommandError, match="at this moment"):
        _said("run", "forget-secrets")


def test_a_worker_lives_as_long_as_it_says_so() -> None:
    assert not worker.is_anybody_working()
    worker.beat()
    assert worker.is_anybody_working()
    assert Worker.objects.count() == 1
    Worker.objects.update(alive_until=schedule.database_time())
    assert not worker.is_anybody_working()


def test_a_worker_with_a_long_job_is_alive_and_the_dead_are_forgotten() -> None:
    Worker.objects.create(name="old:1", alive_until=schedule.database_time() - dt.timedelta(days=2))
    Job.objects.create(
        name="x", next_at=schedule.database_time(), claimed_until=schedule.database_time() + dt.timedelta(1)
    )
    assert worker.is_anybody_working()
    worker.beat()
    assert not Worker.objects.filter(name="old:1").exists()
