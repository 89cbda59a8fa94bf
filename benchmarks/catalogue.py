"""What the catalogue takes with 10,000 methods, 200,000 assessments and 50,000 comments, beside the bare view."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import django

from benchmarks import rig

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.config.settings")
METHODS = int(os.environ.get("BENCH_METHODS", "10000"))
PAGES = {
    "home": ("/", 1.5),
    "list": ("/methoden/", 1.5),
    "list_with_facets": ("/methoden/?kind=method&completeness=complete&completeness=partial", 1.5),
    "search": ("/suche/?q=Spaziergang", 1.5),
    "method": ("/methoden/methode-7/", 3.0),
    "comparison": ("/methoden/vergleich/?m=methode-1&m=methode-2&m=methode-3&m=methode-4", 3.0),
}
LONGEST_JOBS = 240  # seconds that the jobs of a new database may take
QUIET = 10  # looks without a job at work, half a second apart
QUESTIONS = {
    "one_word": "Spaziergang",
    "three_words": "Menschen Gruppe Stadtteil",
    "a_typing_error": "Nachbarschaftwerkstat",
}


def main() -> None:
    """Fill a database, measure, print."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.ROOT_URLCONF = "benchmarks.bare"
    database = connection.vendor
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from benchmarks.filling import Filling

    filling = Filling()
    filling.add(1, 10)
    few = {name: _asked(address) for name, (address, _factor) in PAGES.items()}
    rig.say(f"Making {METHODS} methods with their voices")
    filling.add(11, METHODS)
    rig.say("Measuring")
    _processor(database)
    _search(database)
    for name, (address, _factor) in PAGES.items():
        rig.figure(f"catalogue.{database}.{name}.queries", _asked(address), "queries", few[name], few[name])
    _weights(database)
    connection.close()
    _memory(database)


def _asked(address: str) -> int:
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()
    rig.get(application, address)
    return len(rig.queries(partial(rig.get, application, address)))


def _processor(database: str) -> None:
    """Processor time of every page, rendered and from the page cache."""
    from django.core.handlers.wsgi import WSGIHandler

    from quartier.config.pagecache import PageCache

    django_itself = WSGIHandler()
    in_front = PageCache(django_itself, 16 * 1024 * 1024)
    work: dict[str, Callable[[], Any]] = {"bare": partial(rig.get, django_itself, "/kahl/")}
    work |= {name: partial(rig.get, django_itself, address) for name, (address, _factor) in PAGES.items()}
    work |= {f"{name}.cached": partial(rig.get, in_front, address) for name, (address, _factor) in PAGES.items()}
    taken = rig.cpu(work)
    bare = taken["bare"]
    rig.figure(f"catalogue.{database}.bare.cpu", bare, "ms CPU")
    for name, (_address, factor) in PAGES.items():
        rig.figure(f"catalogue.{database}.{name}.cpu", taken[name], "ms CPU", bare * factor, bare)
        rig.figure(f"catalogue.{database}.{name}.cached.cpu", taken[f"{name}.cached"], "ms CPU", 1, bare)


def _search(database: str) -> None:
    """Time in the database for questions of several kinds."""
    from quartier.methods.indexing import KIND
    from quartier.search.index import find

    for name, words in QUESTIONS.items():
        ask = partial(find, words, kind=KIND, language="de")
        rig.say(f"{words}: {len(ask().keys)} hits")
        rig.figure(f"catalogue.{database}.search.{name}.database", rig.database_time(ask), "ms", 30)


def _weights(database: str) -> None:
    """Bytes that a first visit to a page loads, compressed."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()
    for name, (address, _factor) in PAGES.items():
        _headers, body = rig.get(application, address)
        page = _unpacked(body)
        files = set(re.findall(rf'(?:href|src)="{settings.STATIC_URL}([^"]+)"', page))
        for style in [file for file in files if file.endswith(".css")]:
            text = (settings.STATIC_ROOT / style).read_text(encoding="utf-8")
            # Browsers fetch the Latin faces; the others only where a page needs them.
            fonts = re.findall(r'url\("?([^")]+-latin\.[^")]+woff2)', text)
            files |= {os.path.normpath(Path(style).parent / font) for font in fonts}
        sizes = {file: _packed_size(settings.STATIC_ROOT / file) for file in files}
        scripts = sum(size for file, size in sizes.items() if file.endswith(".js"))
        rig.figure(f"catalogue.{database}.{name}.weight", (len(body) + sum(sizes.values())) / 1024, "kB", 150)
        rig.figure(f"catalogue.{database}.{name}.javascript", scripts / 1024, "kB", 40)


def _unpacked(body: bytes) -> str:
    import gzip

    return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode("utf-8")


def _packed_size(path: Path) -> int:
    packed = path.with_name(path.name + ".gz")
    return (packed if packed.exists() else path).stat().st_size


def _memory(database: str) -> None:
    """Resident memory of `quartier serve`, supervisor and children included.

    At its most while the first pages and the jobs of a new database run, and idle: when no job is at work any more.
    """
    if not Path("/proc/self/statm").exists():
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("quartier")), "serve"]
    env = {**os.environ, "PORT": str(port), "HOST": "127.0.0.1"}
    server = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        for address, _factor in PAGES.values():
            _fetch(f"http://127.0.0.1:{port}{address}")
        most, quiet = 0.0, 0
        until = time.monotonic() + LONGEST_JOBS
        while quiet < QUIET and time.monotonic() < until:
            time.sleep(0.5)
            most = max(most, rig.memory(server.pid))
            quiet = 0 if _at_work() else quiet + 1
        rig.figure(f"catalogue.{database}.memory.peak", most, "MB", 200)
        rig.figure(f"catalogue.{database}.memory", rig.memory(server.pid), "MB", 150)
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(20)
        server.kill()


def _at_work() -> bool:
    """Say whether a job is running, or due."""
    from django.db.models import Q
    from django.utils import timezone

    from quartier.jobs.models import Job

    return Job.objects.filter(Q(claimed_until__isnull=False) | Q(next_at__lte=timezone.now())).exists()


def _fetch(address: str, patience: float = 90) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                answer.read()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


if __name__ == "__main__":
    main()
