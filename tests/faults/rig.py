"""The product's own server as a process of its own, its database, and clients that keep a ledger."""

import dataclasses
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
CSRF = "a" * 32
PATIENCE = 60.0  # seconds for a server to start on a busy machine


def free_port() -> int:
    """Return a port of this machine that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclasses.dataclass
class Installation:
    """A data folder, a database and the people in it."""

    home: Path
    database: str = ""  # address of a PostgreSQL database; "" is SQLite in the data folder
    people: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    seed: dict[str, Any] = dataclasses.field(default_factory=dict)

    def env(self, **more: str) -> dict[str, str]:
        """Return the environment of a process of this installation."""
        quiet = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "SMTP_", "REDIS_"))
        }
        return quiet | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PYTHONPATH": str(ROOT),
            "QUARTIER_DATA": str(self.home),
            "SECRET_KEY": "only-for-faults",
            "DATABASE_URL": self.database,
            **more,
        }

    def run(self, module: str, *arguments: str, **more: str) -> str:
        """Run a module to its end and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT, env=self.env(**more), capture_output=True, text=True, timeout=PATIENCE * 2, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def start(self, module: str, *arguments: str, **more: str) -> "subprocess.Popen[bytes]":
        """Start a module as the leader of a process group."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT, env=self.env(**more), start_new_session=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def populate(self, number: int) -> None:
        """Make the tables and the people."""
        self.seed = json.loads(self.run("tests.faults.seed", str(number)))
        self.people = self.seed["people"]

    def copy_to(self, home: Path) -> "Installation":
        """Return a copy with a SQLite database of its own. Nobody may be writing."""
        home.mkdir(parents=True)
        for path in self.home.glob("quartier.sqlite3*"):
            shutil.copy(path, home)
        return dataclasses.replace(self, home=home)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the database, past the product."""
        if not self.database:
            connection = sqlite3.connect(self.home / "quartier.sqlite3", timeout=30)
            try:
                return connection.execute(sql).fetchall()
            finally:
                connection.close()
        import psycopg

        with psycopg.connect(self.database, connect_timeout=20) as pg:
            return pg.execute(sql).fetchall()  # type: ignore[arg-type]


@dataclasses.dataclass
class Server:
    """A running server."""

    process: "subprocess.Popen[bytes]"
    port: int
    log: Path

    def setup_secret(self) -> str:
        """Return the secret of the first-run wizard that the server has printed."""
        return re.findall(r"geheimnis=(\S+)", self.log.read_text(encoding="utf-8"))[-1]

    def kill(self) -> None:
        """End the whole process group without a warning."""
        end(self.process)


def end(process: "subprocess.Popen[bytes]", sign: int = signal.SIGKILL) -> None:
    """Send a signal to the process group that the process leads, and wait for it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, sign)
    process.wait(timeout=20)


@contextmanager
def serving(installation: Installation, **more: str) -> Iterator[Server]:
    """Run `quartier serve` until the block ends; yields when it answers."""
    port = free_port()
    log = installation.home / f"server-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("quartier")), "serve"],
            cwd=ROOT, env=installation.env(PORT=str(port), **more), start_new_session=True, stdout=out, stderr=out,
        )  # fmt: skip
    server = Server(process, port, log)
    try:
        _wait_until_it_answers(server)
        yield server
    finally:
        end(process)


def _wait_until_it_answers(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert server.process.poll() is None, server.log.read_text(encoding="utf-8")[-3000:]
        if Client(server).get("/impressum/")[0] == 200:
            return
        time.sleep(0.1)
    raise AssertionError(f"no answer in {PATIENCE} s: {server.log.read_text(encoding='utf-8')[-3000:]}")


class Client:
    """A browser or a program of one person. Status 0 means: the connection was cut before an answer."""

    def __init__(self, server: Server, person: dict[str, Any] | None = None) -> None:
        self.port = server.port
        self.cookies = {"csrf": CSRF} | ({"session": person["session"]} if person else {})
        self.key = person["key"] if person else ""

    def get(self, path: str) -> tuple[int, str]:
        """Fetch a page."""
        return self.send("GET", path, None, {"Cookie": self._cookie()})

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Send a form."""
        body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": CSRF})
        kind = "application/x-www-form-urlencoded"
        return self.send("POST", path, body, {"Cookie": self._cookie(), "Content-Type": kind})

    def api(self, verb: str, path: str, body: dict[str, Any], once: str = "") -> tuple[int, str]:
        """Call the API."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        if once:
            headers["Idempotency-Key"] = once
        return self.send(verb, f"/api/v1/methods{path}", json.dumps(body), headers)

    def send(self, verb: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, str]:
        """Send anything."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(verb, path, body, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())
