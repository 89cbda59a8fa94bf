"""Recurring jobs: declared in code, claimed by row, caught up once after a downtime, retried after a failure."""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from quartier.jobs.models import Job

log = logging.getLogger(__name__)

LONGEST_WAIT = dt.timedelta(hours=1)
FIRST_WAIT = dt.timedelta(seconds=30)

_wake = threading.Event()


@dataclass(frozen=True)
class Recurring:
    """A job's name, body, rhythm, and how long one run may take before another worker takes over."""

    name: str
    body: Callable[[], None]
    every: dt.timedelta
    lease: dt.timedelta


_registry: dict[str, Recurring] = {}


def recurring(
    name: str, *, every: dt.timedelta, lease: dt.timedelta = dt.timedelta(minutes=10)
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare a function without arguments as a recurring job. It must be safe to run again after a crash."""

    def declare(body: Callable[[], None]) -> Callable[[], None]:
        if name in _registry:
            raise ValueError(f"There is a job named {name!r} already.")
        _registry[name] = Recurring(name, body, every, lease)
        return body

    return declare


def due_now(name: str) -> None:
    """Let a job run as soon as a worker looks, and wake the worker of this process."""
    Job.objects.filter(name=name).update(next_at=timezone.now())
    _wake.set()


def wait(seconds: float) -> None:
    """Sleep until somebody calls `due_now` in this process, `seconds` at most."""
    _wake.wait(seconds)
    _wake.clear()


def run_due(now: dt.datetime | None = None) -> list[str]:
    """Run every job that is due and not claimed by a living worker; return their names.

    However many runs a downtime swallowed, each job runs once. A job that raises is tried again after 30 seconds,
    then 60, 120 ..., an hour at most, but never later than its own rhythm says.
    """
    moment = now or timezone.now()
    _add_missing(moment)
    free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=moment)
    due = Job.objects.filter(free, next_at__lte=moment, name__in=_registry).values_list("name", flat=True)
    return [name for name in list(due) if _claim(name, moment, free) and _run(_registry[name], moment)]


def _add_missing(moment: dt.datetime) -> None:
    known = set(Job.objects.values_list("name", flat=True))
    missing = [Job(name=name, next_at=moment) for name in _registry if name not in known]
    if missing:
        Job.objects.bulk_create(missing, ignore_conflicts=True)


def _claim(name: str, moment: dt.datetime, free: models.Q) -> bool:
    claimed = Job.objects.filter(free, name=name, next_at__lte=moment).update(
        claimed_until=moment + _registry[name].lease, last_started_at=moment
    )
    return claimed == 1


def _run(job: Recurring, moment: dt.datetime) -> bool:
    row = Job.objects.filter(name=job.name)
    try:
        job.body()
    except Exception as error:
        log.exception("Job %s failed", job.name)
        failures = row.values_list("failures", flat=True).get() + 1
        pause = min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT, job.every)
        row.update(
            claimed_until=None,
            next_at=moment + pause,
            failures=failures,
            last_error=f"{type(error).__name__}: {error}"[:500],
        )
    else:
        row.update(
            claimed_until=None, next_at=moment + job.every, failures=0, last_error="", last_ended_at=timezone.now()
        )
    return True
