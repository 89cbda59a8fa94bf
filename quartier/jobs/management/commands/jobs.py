"""`quartier jobs`: how the background jobs are doing; `quartier jobs run NAME` runs one at once."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from quartier.jobs.overview import JobState, job_states
from quartier.jobs.schedule import JobBusyError, declared, run_now
from quartier.jobs.worker import is_anybody_working


class Command(BaseCommand):
    """List the jobs, or run one."""

    help = "List the background jobs: state, next run, last good run, failures in a row. `run NAME` runs one now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=["list", "run"], default="list")
        parser.add_argument("name", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "run":
            self._run(options["name"])
            return
        self.stdout.write(f"{'job':<24} {'state':<8} {'next':<17} {'last good run':<17} failures")
        for state in job_states():
            self._line(state)
        if not is_anybody_working():
            self.stdout.write("No worker is running: start `quartier serve` or `quartier worker`.")

    def _run(self, name: str | None) -> None:
        if name not in declared():
            raise CommandError(f"There is no job {name or ''!r}. There are: {', '.join(sorted(declared()))}.")
        try:
            went_well = run_now(name)
        except JobBusyError:
            raise CommandError(f"A worker is running {name} at this moment.") from None
        if not went_well:
            raise CommandError(f"{name} failed; `quartier jobs` shows the reason.")
        self.stdout.write(f"{name} is done.")

    def _line(self, state: JobState) -> None:
        word = "running" if state.is_running else "late" if state.is_late else "failing" if state.failures else "ok"
        times = f"{_local(state.next_at):<17} {_local(state.last_ended_at):<17}"
        self.stdout.write(f"{state.name:<24} {word:<8} {times} {state.failures}")
        if state.last_error:
            self.stdout.write(f"    {state.last_error}")


def _local(moment: dt.datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else "-"
