"""The worker: a thread of the server, or a process of its own."""

import datetime as dt
import gc
import logging
import os
import socket
import threading
import time

from django.db import DatabaseError, close_old_connections, connection

from quartier.base import metrics
from quartier.base.memory import give_back_memory
from quartier.jobs.models import Job, Worker
from quartier.jobs.schedule import database_time, run_due, wait, wake

log = logging.getLogger(__name__)
PAUSE = 5.0  # seconds between looks at the schedule when nothing wakes the worker
BEAT = 20.0  # seconds between two signs of life
LIFE = dt.timedelta(seconds=60)  # a worker that has said nothing for so long is dead


def work(stop: threading.Event) -> None:
    """Run due jobs until told to stop. A database that is away for a while is waited for."""
    beaten = -BEAT
    while not stop.is_set():
        try:
            if time.monotonic() - beaten >= BEAT:
                beat()
                beaten = time.monotonic()
            if run_due():
                gc.collect()
                give_back_memory()
        except DatabaseError:
            log.exception("The schedule cannot be read; trying again")
            metrics.DATABASE_ERRORS.inc()
            connection.close()
        close_old_connections()
        wait(PAUSE)


def beat() -> None:
    """Say that this process is alive; forget those that died a day ago."""
    moment = database_time()
    name = f"{socket.gethostname()}:{os.getpid()}"[:120]
    Worker.objects.update_or_create(name=name, defaults={"alive_until": moment + LIFE})
    Worker.objects.filter(alive_until__lt=moment - dt.timedelta(days=1)).delete()


def is_anybody_working() -> bool:
    """Say whether a worker has given a sign of life lately, or is busy with a job whose lease goes on."""
    moment = database_time()
    alive = Worker.objects.filter(alive_until__gt=moment, alive_until__lt=moment + 2 * LIFE).exists()
    return alive or Job.objects.filter(claimed_until__gt=moment).exists()


def start_embedded() -> threading.Event:
    """Start the worker as a thread of this process; setting the returned event ends it."""
    stop = threading.Event()
    threading.Thread(target=work, args=(stop,), name="worker", daemon=True).start()
    return stop


def work_until_signal(signals: set[int], patience: float = 30) -> None:
    """Run jobs until one of the signals arrives; a job that is running gets `patience` seconds to end.

    Signals are waited for, not handled: a handler could interrupt the very lock that it would have to take.
    """
    import signal

    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(stop,), name="worker", daemon=True)
    thread.start()
    signal.sigwait(signals)
    stop.set()
    wake()
    thread.join(patience)
