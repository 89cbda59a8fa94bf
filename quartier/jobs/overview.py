"""How the jobs are doing: for the command line, the administrators' page and the metrics."""

import datetime as dt
from dataclasses import dataclass

from quartier.jobs.models import Job
from quartier.jobs.schedule import database_time, declared, job_words

LATE = dt.timedelta(minutes=5)


@dataclass(frozen=True)
class JobState:
    """One declared job. `next_at` is None while no worker has ever looked at it."""

    name: str
    every: dt.timedelta
    next_at: dt.datetime | None = None
    last_ended_at: dt.datetime | None = None
    failures: int = 0
    last_error: str = ""
    words: str = ""
    is_running: bool = False
    is_late: bool = False  # its time was more than five minutes ago and nobody is at it


def job_states() -> list[JobState]:
    """Return the state of every declared job, by name."""
    moment = database_time()
    rows = {row.name: row for row in Job.objects.all()}
    return [_state(name, job.every, rows.get(name), moment) for name, job in sorted(declared().items())]


def _state(name: str, every: dt.timedelta, row: Job | None, moment: dt.datetime) -> JobState:
    if row is None:
        return JobState(name, every, words=job_words(name))
    is_running = row.claimed_until is not None and row.claimed_until >= moment
    is_late = not is_running and row.next_at < moment - LATE
    return JobState(
        name,
        every,
        row.next_at,
        row.last_ended_at,
        row.failures,
        row.last_error,
        job_words(name),
        is_running=is_running,
        is_late=is_late,
    )
