"""Measuring: processor time of requests, time in the database, memory of processes, figures as JSON lines."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_began = time.monotonic()


def say(text: str) -> None:
    """Tell the progress, on standard error."""
    print(f"[{time.monotonic() - _began:5.1f} s] {text}", file=sys.stderr, flush=True)


def figure(name: str, value: float, unit: str, goal: float | None = None, baseline: float | None = None) -> None:
    """Print one figure; `goal` is the most that it may be, `baseline` what it is compared with."""

    def short(number: float | None) -> float | None:
        return None if number is None else round(number, 3)

    line = {
        "name": name,
        "value": short(value),
        "unit": unit,
        "goal": short(goal),
        "ok": None if goal is None else value <= goal,
        "baseline": short(baseline),
    }
    print(json.dumps(line), flush=True)


def get(application: Callable[..., Iterable[bytes]], address: str) -> tuple[dict[str, str], bytes]:
    """Ask a WSGI application in this process as a browser does; return headers and body. Anything but 200 fails."""
    parts = urlsplit(address)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
        "HTTP_ACCEPT_LANGUAGE": "de-DE,de;q=0.9",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    said: list[Any] = []
    answer = application(environ, lambda status, headers, exc_info=None: said.extend([status, headers]))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    if not said[0].startswith("200"):
        raise RuntimeError(f"{address} answered {said[0]}")
    return dict(said[1]), body


def cpu(work: dict[str, Callable[[], object]], rounds: int = 9, times: int = 12) -> dict[str, float]:
    """Return the milliseconds of processor time that each piece of work takes: the median of the rounds.

    All pieces take turns in every round, so that whatever else the machine does meets all of them.
    """
    for piece in work.values():
        piece()
        piece()
    found: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, piece in work.items():
            began = time.process_time()
            for _ in range(times):
                piece()
            found[name].append((time.process_time() - began) * 1000 / times)
    return {name: statistics.median(values) for name, values in found.items()}


def queries(work: Callable[[], object]) -> list[tuple[str, Any]]:
    """Return the questions that the work asks the database."""
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return asked


def database_time(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the milliseconds that the database takes for the work's questions, rows fetched: median of the rounds."""
    from django.db import connection

    work()
    asked = queries(work)
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        with connection.cursor() as cursor:
            for sql, params in asked:
                cursor.execute(sql, params)
                cursor.fetchall()
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found)


def memory(pid: int) -> float:
    """Return the resident megabytes of a process and everything below it. Needs Linux."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text(encoding="utf-8")
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    pages = sum(int(Path(f"/proc/{member}/statm").read_text(encoding="utf-8").split()[1]) for member in family)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2
