"""Runs groups of benchmarks, each on every database that it needs and that can be reached, in a process of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.rig import say

GROUPS = ("catalogue", "quarters", "governance")
WITHOUT_DATABASE = {"governance"}
# Where a database of our own may be made for the time of the run; empty: nowhere.
POSTGRESQL = os.environ.get("BENCH_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")


def main() -> int:
    """Run the groups named on the command line, or all."""
    chosen = sys.argv[1:] or list(GROUPS)
    if unknown := [group for group in chosen if group not in GROUPS]:
        print(f"There is no group {unknown[0]!r}. There are: {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    failed = 0
    for group in chosen:
        if group in WITHOUT_DATABASE:
            failed |= _run(group, "no database", "")
            continue
        failed |= _run(group, "sqlite", "")
        with _postgresql() as url:
            if url:
                failed |= _run(group, "postgresql", url)
    return failed


def _run(group: str, database: str, url: str) -> int:
    say(f"{group} on {database}")
    with tempfile.TemporaryDirectory(prefix="quartier-bench-") as folder:
        env = {**os.environ, "DATABASE_URL": url, "QUARTIER_DATA": folder, "DEBUG": "false"}
        return subprocess.run([sys.executable, "-m", f"benchmarks.{group}"], env=env, check=False).returncode


@contextmanager
def _postgresql() -> Iterator[str]:
    """Make a database for the run and drop it afterwards; an empty string where no server is wanted or reached."""
    if not POSTGRESQL:
        yield ""
        return
    import psycopg

    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError:
        say("PostgreSQL cannot be reached (BENCH_POSTGRESQL names another one): only SQLite is measured")
        yield ""
        return
    name = f"quartier_bench_{os.getpid()}"
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield POSTGRESQL.rpartition("/")[0] + f"/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


sys.exit(main())
