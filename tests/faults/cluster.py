"""A PostgreSQL cluster of our own, which may be killed: other data, other port, other user, never the machine's."""

import getpass
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.faults.rig import free_port


class NoClusterError(Exception):
    """No cluster can be made here; the message says why."""


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parent.parent.name))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise NoClusterError("PostgreSQL is not installed (Debian: apt-get install postgresql); SQLite was tested")
    return found[-1].parent if found else Path(str(on_path)).parent


def user() -> str:
    """Return whom the cluster belongs to: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return getpass.getuser()
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoClusterError("PostgreSQL does not run as root, and there is no other user")


class Cluster:
    """Starts, is killed, starts again."""

    def __init__(self) -> None:
        self.bin, self.user = binaries(), user()
        self.home = Path(tempfile.mkdtemp(prefix="quartier-faults-", dir="/tmp"))
        if os.geteuid() == 0:
            shutil.chown(self.home, self.user)
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        done = self._run("initdb", "-D", str(self.home / "data"), "-U", "postgres", "-A", "trust", "--locale=C.UTF-8")
        if done.returncode != 0:
            raise NoClusterError(f"initdb failed: {done.stderr.decode('utf-8', 'replace')[-300:]}")

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def start(self, **settings: str) -> float:
        """Start, with settings, and return after how many seconds it answered."""
        began = time.monotonic()
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.bin / "postgres"), "-D", str(self.home / "data"), "-p", str(self.port), "-k", str(self.home),
                 "-c", "listen_addresses=127.0.0.1", *options],
                cwd=self.home, start_new_session=True, stdout=log, stderr=log, **self._identity(),
            )  # fmt: skip
        while self._run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)).returncode != 0:
            if self.process.poll() is not None or time.monotonic() - began > 60:
                raise NoClusterError((self.home / "log").read_text(encoding="utf-8", errors="replace")[-500:])
            time.sleep(0.05)
        return time.monotonic() - began

    def make(self, name: str, template: str = "template0") -> str:
        """Make a database and return its address."""
        done = self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-T", template, name)
        assert done.returncode == 0, done.stderr
        return self.url(name)

    def kill(self) -> None:
        """End the postmaster and everything that it has started, without a warning."""
        if self.process is None:
            return
        os.kill(self.process.pid, signal.SIGSTOP)  # so that it starts nobody new meanwhile
        for pid in [*_children(self.process.pid), self.process.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait(timeout=20)
        self.process = None

    def remove(self) -> None:
        """End it and delete its data."""
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def _identity(self) -> dict[str, object]:
        if os.geteuid() != 0:
            return {}
        entry = pwd.getpwnam(self.user)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def _run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [str(self.bin / program), *arguments],
            cwd=self.home, capture_output=True, check=False, timeout=120, **self._identity(),
        )  # type: ignore[call-overload]  # fmt: skip


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended since
            continue
        if int(fields[1]) == parent:
            found.append(int(path.parent.name))
    return found
