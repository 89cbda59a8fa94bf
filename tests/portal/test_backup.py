"""A backup made while people write can be restored, and holds everything that was acknowledged before it began."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
import uuid
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from quartier.portal import backup
from tests.factories import make_method, make_user

COMMAND = [sys.executable, "-m", "django"]


class Installation:
    """An installation of its own: a data folder, and where the tests use PostgreSQL a database."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        names = {"QUARTIER_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "quartier.config.settings"}
        self.env = os.environ | names | {"DATABASE_URL": url, "LOG_LEVEL": "ERROR"}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*COMMAND, *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=120, check=False)

    def count(self) -> int:
        code = "from quartier.journal.models import Entry; print(Entry.objects.count())"
        return int(self.run("shell", "-v0", "-c", code).stdout.strip().splitlines()[-1])


@pytest.fixture
def installations(tmp_path):
    """Return two migrated installations on the database that the tests use."""
    made: list[Installation] = []
    names: list[str] = []
    for number in range(2):
        url = ""
        if connection.vendor == "postgresql":
            about = connection.settings_dict
            name = f"backup_{uuid.uuid4().hex[:10]}"
            names.append(name)
            url = f"postgresql://{about['USER']}:{about['PASSWORD']}@{about['HOST']}:{about['PORT'] or 5432}/{name}"
            _on_server(f"CREATE DATABASE {name}")
        made.append(Installation(tmp_path / str(number), url))
    done = made[0].run("migrate", "-v0")
    assert done.returncode == 0, done.stderr
    yield made
    for name in names:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(command: str) -> None:
    import psycopg

    about = connection.settings_dict
    where = {"host": about["HOST"], "port": about["PORT"] or 5432, "user": about["USER"], "dbname": "postgres"}
    with psycopg.connect(**where, password=about["PASSWORD"], autocommit=True) as server:
        server.execute(command)


WRITER = """
import sys, django; django.setup()
from quartier.journal.actions import record
from quartier.accounts.models import Instance
thing = Instance.load()
for number in range(100_000):
    record("probe.written", thing, by=None)
    print(number + 1, flush=True)
"""


@pytest.mark.fault
@pytest.mark.django_db
def test_a_backup_in_use_restores_everything_acknowledged_before(installations, tmp_path) -> None:
    here, there = installations
    (here.folder / "files").mkdir()
    (here.folder / "files" / "plan.pdf").write_bytes(b"%PDF plan")
    target = tmp_path / "backup.tar.gz"
    acknowledged = [0]
    writer = subprocess.Popen([sys.executable, "-c", WRITER], env=here.env, stdout=subprocess.PIPE, text=True)
    reader = threading.Thread(target=lambda: [acknowledged.append(int(line)) for line in writer.stdout])
    reader.start()
    try:
        while acknowledged[-1] < 50:
            assert writer.poll() is None
            time.sleep(0.01)
        before = acknowledged[-1]
        done = here.run("backup", str(target), "--with-key")
        assert done.returncode == 0, done.stderr
        copied = tmp_path / "copied.sqlite3"
        if connection.vendor == "sqlite":
            behind = 0
            for _try in range(20):  # one copy may be whole by chance: right after everything moved into the file
                before_copy = acknowledged[-1]
                shutil.copy(here.folder / "quartier.sqlite3", copied)
                behind = max(behind, before_copy - _rows(copied))
    finally:
        writer.kill()
        writer.wait()
        reader.join()
        writer.stdout.close()
    assert "is whole" in here.run("backup", "--check", str(target)).stdout
    done = there.run("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert there.count() >= before
    assert (there.folder / "files" / "plan.pdf").read_bytes() == b"%PDF plan"
    assert (there.folder / "secret-key").read_text() == (here.folder / "secret-key").read_text()
    assert "holds data already" not in done.stderr
    if connection.vendor == "sqlite":  # the control: copying the file misses what was acknowledged
        assert behind > 0


def _rows(path: Path) -> int:
    database = sqlite3.connect(path)
    try:
        return database.execute("SELECT COUNT(*) FROM journal_entry").fetchone()[0]
    except sqlite3.DatabaseError:  # torn in the middle of a page, or without its tables
        return -1
    finally:
        database.close()


@pytest.fixture
def archive(transactional_db, tmp_path, settings) -> Path:
    """Return a backup of one account, one method and one file."""
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.ERASURES = tmp_path / "erasures.jsonl"
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "bild.png").write_bytes(b"png")
    make_user()
    make_method()
    target = tmp_path / "backup.tar.gz"
    backup.make_backup(target)
    return target


def test_the_archive_says_what_is_in_it_and_holds_no_key_unasked(archive) -> None:
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
    database = "database.sqlite3" if connection.vendor == "sqlite" else "database.pgdump"
    assert names == [database, "files/bild.png", "manifest.json"]
    assert manifest["counts"]["accounts_user"] == 1
    assert archive.stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten_by_mistake(archive) -> None:
    with pytest.raises(CommandError, match="holds data already"):
        call_command("restore", archive)
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", archive)


@pytest.mark.parametrize("where", [200, -200, -6])  # the last one is in the checksum itself
def test_a_damaged_archive_is_refused(archive, where) -> None:
    data = bytearray(archive.read_bytes())
    data[where] ^= 0xFF
    archive.write_bytes(data)
    with pytest.raises(backup.BackupError, match=r"damaged|no backup|incomplete"):
        backup.check_backup(archive)


def test_a_part_that_was_exchanged_is_found(archive, tmp_path) -> None:
    folder = tmp_path / "opened"
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    (folder / "files" / "bild.png").write_bytes(b"other")
    with tarfile.open(archive, "w:gz") as tar:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                tar.add(path, path.relative_to(folder))
    with pytest.raises(backup.BackupError, match=r"bild\.png"):
        backup.check_backup(archive)


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_what_is_no_backup_is_said_so(tmp_path, content) -> None:
    path = tmp_path / "x"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("backup", "--check", path)


@pytest.mark.django_db
def test_a_folder_that_is_missing_is_said_so(tmp_path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", tmp_path / "nowhere" / "b.tar.gz")


def test_missing_tools_are_a_plain_sentence(monkeypatch) -> None:
    monkeypatch.setattr(backup.shutil, "which", lambda _name: None)
    with pytest.raises(backup.BackupError, match="pg_dump is missing"):
        backup._run_tool("pg_dump")
