"""Clients that write as fast as they can and keep a ledger of what was acknowledged."""

import dataclasses
import itertools
import random
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.faults.rig import Client, Installation, Server
from tests.faults.seed import METHODS

CLIENTS = 8
FEWEST = 30  # answers before the kill
STORED = "SELECT note FROM methods_assessment WHERE note <> '' UNION ALL SELECT body FROM methods_comment"


@dataclasses.dataclass
class Ledger:
    """What clients were told."""

    acked: list[str] = dataclasses.field(default_factory=list)
    seconds: list[float] = dataclasses.field(default_factory=list)
    unanswered: int = 0
    other: list[int] = dataclasses.field(default_factory=list)

    def compare(self, installation: Installation) -> tuple[list[str], list[str]]:
        """Return what was acknowledged and is not there, and what is there more than once."""
        stored = [text for (text,) in installation.rows(STORED)]
        there = set(stored)
        return [text for text in self.acked if text not in there], sorted({t for t in stored if stored.count(t) > 1})


def jobs(people: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield each person with each method once; nobody writes faster than the limits allow."""
    number = itertools.count(1)
    for method in METHODS:
        for person in people:
            yield person, method, f"kanarie-{next(number)}"


def write_until_killed(
    server: Server, work: Iterator[tuple[dict[str, Any], str, str]], ledger: Ledger, seconds: float,
    kill: Callable[[], None], is_power_cut: bool = False,
) -> None:  # fmt: skip
    """Let the clients write, kill after so many seconds, and note what they were told until then.

    A machine without power answers nothing: when its disk alone is cut, what still comes from it does not count.
    """
    lock, stop = threading.Lock(), threading.Event()

    def client() -> None:
        while not stop.is_set():
            with lock:
                job = next(work, None)
            if job is None:  # everybody has said everything
                return
            person, method, text = job
            start = time.perf_counter()
            api = Client(server, person).api
            if random.random() < 0.5:
                status, _body = api("PUT", f"/{method}/assessment", {"note": text})
            else:
                status, _body = api("POST", f"/{method}/comments", {"body": text}, once=text)
            with lock:
                if is_power_cut and stop.is_set():
                    return
                if status in {200, 201}:
                    ledger.acked.append(text)
                    ledger.seconds.append(time.perf_counter() - start)
                elif status == 0:
                    ledger.unanswered += 1
                    stop.wait(0.05)
                else:
                    ledger.other.append(status)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    before, latest = len(ledger.acked), time.monotonic() + 20
    time.sleep(seconds)
    while len(ledger.acked) < before + FEWEST and time.monotonic() < latest:  # a busy machine needs longer
        time.sleep(0.02)
    if is_power_cut:
        with lock:
            stop.set()
    kill()
    stop.set()
    for thread in threads:
        thread.join()


def p99(seconds: list[float]) -> str:
    """Return the 99th percentile in words."""
    return f"p99 {sorted(seconds)[int(len(seconds) * 0.99)] * 1000:.0f} ms" if seconds else "no answers"
