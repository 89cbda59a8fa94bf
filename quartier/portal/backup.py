"""Backups: one archive of the database, the uploaded files and a manifest, made while Quartier is in use.

SQLite is copied through its backup interface, PostgreSQL through pg_dump: both see one moment. Copying the file would
miss what still stands in the write-ahead log.
"""

import datetime as dt
import gzip
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.db import connection, connections, transaction

from quartier.journal import erasures

MANIFEST = "manifest.json"
SQLITE = "database.sqlite3"
POSTGRESQL = "database.pgdump"
FILES = "files/"
KEY = "secret-key"
LEDGER = "erasures.jsonl"


class BackupError(Exception):
    """It cannot be done; the message says why and what to do, in one sentence."""


def make_backup(target: Path, *, with_key: bool = False) -> dict[str, Any]:
    """Write an archive; return its manifest. The archive appears under its name only when it is complete."""
    if target.exists():
        raise BackupError(f"{target} exists already; choose another name.")
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        with tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
            database, counts = _dump(Path(folder))
            members = [(database.name, database), *_files()]
            if settings.ERASURES.exists():
                shutil.copy(settings.ERASURES, Path(folder) / LEDGER)  # it may grow while it is packed
                members.append((LEDGER, Path(folder) / LEDGER))
            if with_key and (settings.VAR / KEY).exists():
                members.append((KEY, settings.VAR / KEY))
            hashes: dict[str, str] = {}
            manifest = {
                "version": settings.VERSION,
                "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                "database": connection.vendor,
                "counts": counts,
                "hashes": hashes,
            }
            unfinished.touch(mode=0o600)
            with tarfile.open(unfinished, "w:gz", compresslevel=6) as archive:
                for name, path in members:
                    hashes[name] = _add(archive, name, path)
                _add_text(archive, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
        unfinished.rename(target)
    except OSError as error:
        raise BackupError(f"{target} cannot be written: {error.strerror or error}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def check_backup(source: Path) -> dict[str, Any]:
    """Read a whole archive; return its manifest. Raises BackupError when a part is missing or not as it was."""
    seen: dict[str, str] = {}
    manifest: dict[str, Any] | None = None
    with _opened(source) as archive:
        _read_to_the_end(source)
        try:
            for member in archive:
                stream = archive.extractfile(member)
                if stream is None:
                    raise BackupError(f"{source} holds {member.name}, which is no file: not a backup of Quartier.")
                if member.name == MANIFEST:
                    manifest = json.load(stream)
                else:
                    seen[member.name] = _hash(stream)
        except (tarfile.TarError, EOFError, OSError, ValueError) as error:
            raise BackupError(f"{source} is damaged: {error}.") from error
    if manifest is None:
        raise BackupError(f"{source} has no manifest: it is incomplete, or not a backup of Quartier.")
    wrong = sorted(name for name in {*seen, *manifest["hashes"]} if seen.get(name) != manifest["hashes"].get(name))
    if wrong:
        raise BackupError(f"{source} is damaged: {', '.join(wrong[:3])} is not as it was when the backup was made.")
    return manifest


def restore_backup(source: Path, *, force: bool = False) -> dict[str, Any]:
    """Put an archive in place of an empty installation; return its manifest.

    Checks the archive first, and the number of rows in every table afterwards. `force` overwrites what is there. Who was
    erased since is back until `erasures.apply()`, which needs the tables of today.
    """
    manifest = check_backup(source)
    if manifest["database"] != connection.vendor:
        raise BackupError(f"The backup is of {manifest['database']}, this installation uses {connection.vendor}.")
    if not force and _is_in_use():
        raise BackupError("This installation holds data already; --force replaces all of it.")
    if "journal_entry" in connection.introspection.table_names():
        erasures.complete()  # what the database knows that is about to be replaced
    with tempfile.TemporaryDirectory(dir=settings.VAR) as folder:
        with _opened(source) as archive:
            archive.extractall(folder, filter="data")
        _load(Path(folder))
        erasures.merge(erasures.read(Path(folder) / LEDGER))
        _replace_files(Path(folder) / FILES)
        if (Path(folder) / KEY).exists():
            shutil.copy(Path(folder) / KEY, settings.VAR / KEY)
            (settings.VAR / KEY).chmod(0o600)
    found = _counts()
    wrong = [name for name, count in manifest["counts"].items() if found.get(name, 0) != count]
    if wrong:
        raise BackupError(f"Restored, but the number of rows differs in: {', '.join(sorted(wrong))}.")
    return manifest


def _dump(folder: Path) -> tuple[Path, dict[str, int]]:
    """Copy the database as it is at one moment; return the copy and its number of rows per table."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(folder / SQLITE)
        connection.connection.backup(copy)
        copy.close()
        return folder / SQLITE, _counts_of_copy(folder / SQLITE)
    with transaction.atomic(), connection.cursor() as cursor:
        # pg_dump looks through this transaction's eyes, so the counts are those of the copy.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = f"--snapshot={cursor.fetchone()[0]}"
        _run_tool("pg_dump", "--format=custom", "--no-owner", snapshot, f"--file={folder / POSTGRESQL}")
        return folder / POSTGRESQL, _counts()


def _load(folder: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / SQLITE) as copy:
            copy.backup(connection.connection)
        copy.close()
        connections.close_all()
        return
    connections.close_all()
    how = ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
    _run_tool("pg_restore", *how, str(folder / POSTGRESQL))


def _run_tool(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's tools; the password travels in the environment, never in the list of processes."""
    tool = shutil.which(name)
    if tool is None:
        raise BackupError(f"{name} is missing: install PostgreSQL's client programs (postgresql-client).")
    about = connection.settings_dict
    variables = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = os.environ | {variable: str(about[key]) for variable, key in variables.items() if about[key]}
    command = [tool, f"--dbname={about['NAME']}", *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603  # a found tool, our own arguments
    if done.returncode:
        raise BackupError(f"{name} failed: {(done.stderr.strip().splitlines() or ['it does not say why'])[-1]}")


def _files() -> Iterator[tuple[str, Path]]:
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield FILES + path.relative_to(settings.MEDIA_ROOT).as_posix(), path


def _replace_files(folder: Path) -> None:
    root = Path(settings.MEDIA_ROOT)
    shutil.rmtree(root, ignore_errors=True)
    if folder.is_dir():
        shutil.copytree(folder, root)


def _tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed)


def _counts() -> dict[str, int]:
    """Return the number of rows of every table that exists."""
    existing = set(connection.introspection.table_names())
    counts = {}
    with connection.cursor() as cursor:
        for table in existing.intersection(_tables()):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own names
            counts[table] = int(cursor.fetchone()[0])
    return counts


def _counts_of_copy(copy: Path) -> dict[str, int]:
    """Count in the copy, not in the original, which goes on changing."""
    database = sqlite3.connect(copy)
    try:
        names = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        count = "SELECT COUNT(*) FROM "
        return {table: database.execute(f'{count}"{table}"').fetchone()[0] for table in names.intersection(_tables())}
    finally:
        database.close()


def _is_in_use() -> bool:
    """Say whether anybody has an account here, or a file lies here."""
    return _counts().get("accounts_user", 0) > 0 or next(_files(), None) is not None


def _read_to_the_end(source: Path) -> None:
    """Compare the checksum of the whole archive: it stands at its end, where a reader of its parts never comes."""
    try:
        with gzip.open(source) as stream:
            while stream.read(1024 * 1024):
                pass
    except (EOFError, OSError, zlib.error) as error:
        raise BackupError(f"{source} is damaged: {error}.") from error


def _opened(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source, "r:gz")
    except (tarfile.TarError, EOFError, OSError) as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else "it is no backup of Quartier"
        raise BackupError(f"{source} cannot be read: {reason}.") from error


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    """Put one file into the archive; return its hash."""
    with path.open("rb") as stream:
        digest = _hash(stream)
    archive.add(path, name, recursive=False)
    return digest


def _hash(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while part := stream.read(1024 * 1024):
        digest.update(part)
    return digest.hexdigest()


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    about = tarfile.TarInfo(name)
    about.size = len(text.encode())
    archive.addfile(about, io.BytesIO(text.encode()))
