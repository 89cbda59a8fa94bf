"""Jobs run once per rhythm, whoever looks, whatever the clocks say, whoever dies."""

import datetime as dt
import logging

import pytest
from django.db import models

from quartier.jobs import schedule
from quartier.jobs.models import Job

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
LEASE = dt.timedelta(minutes=10)


@pytest.fixture
def runs(monkeypatch) -> list[str]:
    """Return what the only job there is has written: one hour's rhythm, ten minutes' lease."""
    monkeypatch.setattr(schedule, "_registry", {})
    written: list[str] = []
    declare(lambda: written.append("run"))
    return written


def declare(body) -> None:
    schedule._registry.clear()
    schedule.recurring("probe", every=HOUR, lease=LEASE)(body)


def now() -> dt.datetime:
    return schedule.database_time()


def test_a_job_runs_once_per_rhythm(runs) -> None:
    start = now()
    assert schedule.run_due(start) == ["probe"]
    assert schedule.run_due(start + HOUR / 2) == []
    assert schedule.run_due(start + HOUR) == ["probe"]


def test_a_downtime_is_caught_up_once(runs) -> None:
    start = now()
    schedule.run_due(start)
    assert schedule.run_due(start + 100 * HOUR) == ["probe"]
    assert schedule.run_due(start + 100 * HOUR) == []
    assert len(runs) == 2


def test_a_job_that_fails_is_tried_again_with_growing_pauses(runs) -> None:
    def fail() -> None:
        raise ValueError("no luck")

    declare(fail)
    moment, pauses = now(), []
    for _try in range(9):
        schedule.run_due(moment)
        next_at = Job.objects.get().next_at
        pauses.append((next_at - moment).total_seconds())
        moment = next_at
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    row = Job.objects.get()
    assert (row.failures, row.last_error, row.last_ended_at) == (9, "ValueError: no luck", None)
    declare(lambda: None)
    schedule.run_due(moment)
    row.refresh_from_db()
    assert (row.failures, row.last_error) == (0, "")


def _looks_while_running(runs: list[str], wait: dt.timedelta) -> list[str]:
    """Run the job; while it runs, a second worker looks, `wait` after the first. Return what ran."""

    def body() -> None:
        runs.append("run")
        if len(runs) == 1:
            schedule.run_due(now() + wait)

    declare(body)
    schedule.run_due()
    return runs


def test_two_workers_do_not_run_the_same_job(runs) -> None:
    assert _looks_while_running(runs, dt.timedelta(0)) == ["run"]


def test_control_without_the_claim_two_workers_run_the_same_job(runs, monkeypatch) -> None:
    monkeypatch.setattr(schedule, "_due", lambda moment: models.Q())
    assert _looks_while_running(runs, dt.timedelta(0)) == ["run", "run"]


def test_a_dead_workers_job_runs_again_after_its_lease_and_not_before(runs) -> None:
    def die() -> None:
        raise SystemExit

    declare(die)
    with pytest.raises(SystemExit):
        schedule.run_due()
    declare(lambda: runs.append("run"))
    assert schedule.run_due(now() + LEASE / 2) == []
    assert schedule.run_due(now() + LEASE) == ["probe"]
    row = Job.objects.get()
    assert (row.failures, row.claimed_until, row.last_error) == (0, None, "")


def test_a_run_that_outlived_its_lease_is_noticed_and_changes_nothing(runs, caplog) -> None:
    with caplog.at_level(logging.WARNING, "quartier.jobs"):
        _looks_while_running(runs, LEASE + dt.timedelta(seconds=1))
    assert runs == ["run", "run"]
    assert [record.message for record in caplog.records if "run twice" in record.message]
    assert Job.objects.get().run == 2


def test_control_without_the_number_of_the_run_nobody_notices(runs, caplog, monkeypatch) -> None:
    monkeypatch.setattr(schedule, "_own", lambda run: Job.objects.filter(name=run.job.name))
    _looks_while_running(runs, LEASE + dt.timedelta(seconds=1))
    assert runs == ["run", "run"]
    assert not [record.message for record in caplog.records if "run twice" in record.message]


def test_a_long_job_keeps_its_lease(runs) -> None:
    seen = []

    def body() -> None:
        Job.objects.update(claimed_until=now() + dt.timedelta(seconds=1))  # nearly over
        schedule.between_steps()
        seen.append(Job.objects.get().claimed_until - now())

    declare(body)
    schedule.run_due()
    assert seen[0] > LEASE / 2
    schedule.between_steps()  # outside a job: nothing


def test_a_long_job_that_was_overtaken_stops_before_it_writes(runs, caplog) -> None:
    def body() -> None:
        if Job.objects.get().run == 1:
            schedule.run_due(now() + LEASE + dt.timedelta(seconds=1))
            schedule.between_steps()
        runs.append("written")

    declare(body)
    schedule.run_due()
    assert runs == ["written"]
    assert any("overtaken" in record.message for record in caplog.records)


def test_what_becomes_due_while_the_job_runs_is_not_forgotten(runs) -> None:
    def body() -> None:
        runs.append("run")
        if len(runs) == 1:
            schedule.due_now("probe")

    declare(body)
    schedule.run_due()
    assert schedule.run_due(now() + dt.timedelta(seconds=1)) == ["probe"]
    assert schedule.run_due(now() + dt.timedelta(seconds=1)) == []


def test_a_clock_set_back_delays_a_job_by_its_rhythm_at_most(runs) -> None:
    late = now() + 48 * HOUR  # the clock was two days ahead
    schedule.run_due(late)
    assert schedule.run_due(late - 48 * HOUR) == ["probe"]


def test_control_without_mending_a_clock_set_back_stops_the_job(runs, monkeypatch) -> None:
    monkeypatch.setattr(schedule, "_mend_after_clock_jump", lambda moment: None)
    late = now() + 48 * HOUR
    schedule.run_due(late)
    assert schedule.run_due(late - 48 * HOUR) == []


def test_a_claim_from_a_wrong_clock_lasts_one_lease_at_most(runs) -> None:
    schedule.run_due()
    Job.objects.update(claimed_until=now() + 48 * HOUR)
    assert schedule.run_due(now()) == []
    assert schedule.run_due(now() + LEASE + dt.timedelta(seconds=1)) == ["probe"]


def test_workers_with_wrong_clocks_share_the_databases_time(runs, monkeypatch) -> None:
    if schedule.connection.vendor == "postgresql":
        monkeypatch.setattr(schedule.timezone, "now", lambda: dt.datetime(1999, 1, 1, tzinfo=dt.UTC))
    assert schedule.database_time().year > 2000
    schedule.run_due()
    schedule.due_now("probe")
    assert Job.objects.get().next_at.year > 2000


def test_the_same_name_twice_is_refused(runs) -> None:
    with pytest.raises(ValueError, match="probe"):
        schedule.recurring("probe", every=HOUR)(lambda: None)


def test_running_one_by_hand(runs) -> None:
    assert schedule.run_now("probe")
    Job.objects.update(claimed_until=now() + LEASE)
    with pytest.raises(schedule.JobBusyError):
        schedule.run_now("probe")


def ran_during_a_long_job(monkeypatch, *, urgent: bool) -> list[str]:
    """Let mail become due during a long job of two steps; return what ran, in order."""
    monkeypatch.setattr(schedule, "_registry", {})
    ran: list[str] = []

    def long_job() -> None:
        ran.append("first step")
        schedule.due_now("mail")
        schedule.between_steps()
        ran.append("second step")

    schedule.recurring("mail", every=HOUR, urgent=urgent)(lambda: ran.append("mail"))
    schedule.recurring("long", every=HOUR)(long_job)
    schedule.recurring("other", every=HOUR)(lambda: ran.append("other"))
    start = now()
    Job.objects.create(name="mail", next_at=start + HOUR)
    schedule.run_due()
    return ran


def test_an_urgent_job_does_not_wait_for_the_end_of_a_long_one(monkeypatch) -> None:
    assert ran_during_a_long_job(monkeypatch, urgent=True) == ["first step", "mail", "second step", "other"]


def test_control_any_other_job_waits(monkeypatch) -> None:
    assert ran_during_a_long_job(monkeypatch, urgent=False)[:2] == ["first step", "second step"]


def test_mail_is_urgent() -> None:
    assert [name for name, job in schedule.declared().items() if job.is_urgent] == ["outbox"]
