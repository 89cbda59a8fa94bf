"""The worker: a thread of the server, or a process of its own."""

import logging
import threading

from django.db import DatabaseError, close_old_connections, connection

from quartier.jobs.schedule import run_due, wait

log = logging.getLogger(__name__)
PAUSE = 5.0  # seconds between looks at the schedule when nothing wakes the worker


def work(stop: threading.Event) -> None:
    """Run due jobs until told to stop. A database that is away for a while is waited for."""
    while not stop.is_set():
        try:
            run_due()
        except DatabaseError:
            log.exception("The schedule cannot be read; trying again")
            connection.close()
        close_old_connections()
        wait(PAUSE)


def start_embedded() -> threading.Event:
    """Start the worker as a thread of this process; setting the returned event ends it."""
    stop = threading.Event()
    threading.Thread(target=work, args=(stop,), name="worker", daemon=True).start()
    return stop
