"""`quartier worker`: run background jobs in a process of their own."""

import signal
from typing import Any

from django.core.management.base import BaseCommand

from quartier.jobs.worker import work_until_signal


class Command(BaseCommand):
    """Run background jobs until told to stop."""

    help = "Run background jobs until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stderr.write("Worker started.")
        work_until_signal({signal.SIGTERM, signal.SIGINT})
