"""`quartier worker`: run background jobs in a process of their own."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from quartier.jobs.worker import work


class Command(BaseCommand):
    """Run background jobs until told to stop."""

    help = "Run background jobs until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        self.stdout.write("Worker started.")
        work(stop)
