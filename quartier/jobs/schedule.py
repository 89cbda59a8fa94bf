"""Recurring jobs: declared in code, claimed by row, caught up once after a downtime, retried after a failure.

Why own rows and no job library: docs/adr/0007-recurring-jobs-are-rows.md.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Least, Now
from django.utils import timezone

from quartier.jobs.models import Job

log = logging.getLogger(__name__)

LONGEST_WAIT = dt.timedelta(hours=1)
FIRST_WAIT = dt.timedelta(seconds=30)
WORKER_DIED = "The worker died, or took longer than its lease."

_wake = threading.Event()


class LeaseLostError(Exception):
    """This run took too long and another worker has taken over: stop, and write nothing more."""


class JobBusyError(Exception):
    """A living worker runs this job already."""


@dataclass(frozen=True)
class Recurring:
    """A job's name, body, rhythm, and how long one run may go on without `between_steps` before another takes over.

    An urgent one does not wait for the end of a long one. `words` say to people what it does, in their language when
    turned into a string.
    """

    name: str
    body: Callable[[], None]
    every: dt.timedelta
    lease: dt.timedelta
    is_urgent: bool = False
    words: object = ""


@dataclass(frozen=True)
class _Run:
    job: Recurring
    number: int


_registry: dict[str, Recurring] = {}
_current: ContextVar[_Run | None] = ContextVar("run", default=None)


def recurring(
    name: str,
    *,
    every: dt.timedelta,
    words: object = "",
    lease: dt.timedelta = dt.timedelta(minutes=10),
    urgent: bool = False,
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare a function without arguments as a recurring job. It must be safe to run again after a crash."""

    def declare(body: Callable[[], None]) -> Callable[[], None]:
        if name in _registry:
            raise ValueError(f"There is a job named {name!r} already.")
        _registry[name] = Recurring(name, body, every, lease, urgent, words)
        return body

    return declare


def declared() -> dict[str, Recurring]:
    """Return every declared job by its name."""
    return dict(_registry)


def job_words(name: str) -> str:
    """Return what a job does, in words; its name when nobody knows them."""
    job = _registry.get(name)
    return str(job.words) if job and job.words else name


def due_now(name: str) -> None:
    """Let a job run as soon as a worker looks, and wake the worker of this process.

    A job that is running at the moment runs once more afterwards.
    """
    Job.objects.filter(name=name).update(next_at=Now())
    _wake.set()


def wait(seconds: float) -> None:
    """Sleep until somebody calls `due_now` in this process, `seconds` at most."""
    _wake.wait(seconds)
    _wake.clear()


def wake() -> None:
    """End the `wait` of this process's worker."""
    _wake.set()


def database_time() -> dt.datetime:
    """Return the time that all workers share: the database server's, whose clock their own may not agree with."""
    if connection.vendor != "postgresql":
        return timezone.now()  # SQLite has no clock but this machine's
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: dt.datetime = cursor.fetchone()[0]
    return moment


def run_due(now: dt.datetime | None = None, *, urgent: bool = False) -> list[str]:
    """Run every job (with `urgent`, those alone) that is due and not claimed by a living worker; return their names.

    However many runs a downtime swallowed, each job runs once. A job that raises is tried again after 30 seconds,
    then 60, 120 ..., an hour at most, but never later than its own rhythm says. A job whose worker died is run again
    when the lease has run out.
    """
    moment = now or database_time()
    _add_missing(moment)
    _mend_after_clock_jump(moment)
    wanted = [name for name, job in _registry.items() if job.is_urgent or not urgent]
    due = list(Job.objects.filter(_due(moment), name__in=wanted).values_list("name", flat=True))
    return [name for name in due if _run_if_due(name, now)]


def run_now(name: str) -> bool:
    """Run one job at once, whatever its time; return whether it went well. Raises JobBusyError when it runs already."""
    moment = database_time()
    _add_missing(moment)
    run = _claim(name, _free(moment), moment)
    if run is None:
        raise JobBusyError(name)
    return _perform(run, moment)


def between_steps() -> None:
    """Called by a long job between its steps, outside of transactions: let urgent jobs run, and begin the lease anew.

    Raises LeaseLostError when the lease is another's. Outside a job it does nothing, so that actions which jobs share
    with people can call it.
    """
    run = _current.get()
    if run is None:
        return
    run_due(urgent=True)
    if not _own(run).update(claimed_until=database_time() + run.job.lease):
        raise LeaseLostError(run.job.name)


def _free(moment: dt.datetime) -> models.Q:
    return models.Q(claimed_until=None) | models.Q(claimed_until__lt=moment)


def _due(moment: dt.datetime) -> models.Q:
    """Its time has come and nobody is at it, or its worker died."""
    return models.Q(claimed_until=None, next_at__lte=moment) | models.Q(claimed_until__lt=moment)


def _own(run: _Run) -> models.QuerySet[Job]:
    return Job.objects.filter(name=run.job.name, run=run.number)


def _add_missing(moment: dt.datetime) -> None:
    known = set(Job.objects.values_list("name", flat=True))
    missing = [Job(name=name, next_at=moment) for name in _registry if name not in known]
    if missing:
        Job.objects.bulk_create(missing, ignore_conflicts=True)


def _mend_after_clock_jump(moment: dt.datetime) -> None:
    """When the clock was set back, no job waits longer than its rhythm and no claim lasts longer than its lease."""
    for row in Job.objects.filter(name__in=_registry):
        job = _registry[row.name]
        if row.next_at > moment + job.every:
            Job.objects.filter(pk=row.pk, next_at=row.next_at).update(next_at=moment)
        if row.claimed_until and row.claimed_until > moment + job.lease:
            claim = Job.objects.filter(pk=row.pk, claimed_until=row.claimed_until)
            claim.update(claimed_until=moment + job.lease)


def _run_if_due(name: str, now: dt.datetime | None) -> bool:
    """Claim a job and run it; the jobs before it may have taken a while, so the clock is read again."""
    moment = now or database_time()
    run = _claim(name, _due(moment), moment)
    if run is None:
        return False
    _perform(run, moment)
    return True


def _claim(name: str, condition: models.Q, moment: dt.datetime) -> _Run | None:
    """Claim a job for its lease, or return None when somebody else was faster.

    The run that comes after is set already now, so that a `due_now` during the run is not overwritten at its end.
    """
    job = _registry[name]
    before = Job.objects.filter(condition, name=name).first()
    if before is None:
        return None
    same = Job.objects.filter(condition, name=name, run=before.run)
    claim = {"run": before.run + 1, "claimed_until": moment + job.lease, "last_started_at": moment}
    if before.claimed_until is not None:
        log.warning("Job %s is taken over: %s", name, WORKER_DIED)
        claim |= {"failures": before.failures + 1, "last_error": WORKER_DIED}
    return _Run(job, before.run + 1) if same.update(next_at=moment + job.every, **claim) else None


def _perform(run: _Run, moment: dt.datetime) -> bool:
    token = _current.set(run)
    try:
        run.job.body()
    except LeaseLostError:
        log.warning("Job %s was overtaken by another worker and stopped", run.job.name)
        return False
    except Exception as error:
        log.exception("Job %s failed", run.job.name)
        _note_failure(run, error, moment)
        return False
    finally:
        _current.reset(token)
    ended = _own(run).update(claimed_until=None, failures=0, last_error="", last_ended_at=_now_after(moment))
    if not ended:
        log.warning("Job %s ended after its lease: it has been run twice", run.job.name)
    return bool(ended)


def _now_after(moment: dt.datetime) -> dt.datetime:
    """Return the present, but never a time before the run began: clocks can be set back meanwhile."""
    return max(moment, database_time())


def _note_failure(run: _Run, error: Exception, moment: dt.datetime) -> None:
    failures = Job.objects.values_list("failures", flat=True).get(name=run.job.name) + 1
    pause = min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT, run.job.every)
    _own(run).update(
        claimed_until=None,
        next_at=Least(F("next_at"), models.Value(moment + pause, output_field=models.DateTimeField())),
        failures=failures,
        last_error=f"{type(error).__name__}: {error}"[:500],
    )
