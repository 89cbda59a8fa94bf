"""The ledger of erasures: a file outside of the database, so that a restored backup brings nobody back for good.

One line per erasure, only ever added: which kind of thing, its random code, when. A code names nobody; whoever has the
backup in which it stands has the person anyway. The daily job completes the ledger from the journal, and erases again
what a restore has brought back. Why so: docs/adr/0017-erasures-outlive-backups.md.
"""

import datetime as dt
import json
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from quartier.journal.models import Entry

log = logging.getLogger("quartier.erasures")

_AT_ONCE = 500  # codes in one question


@dataclass(frozen=True)
class Erasure:
    """That something was erased. Frozen, so that the same erasure from two ledgers counts once."""

    kind: str  # label of the model, "quarters.contactperson"
    code: str
    at: dt.datetime


@dataclass(frozen=True)
class Ledger:
    """What stands in a file, and how many lines of it nobody can read: the last one may be torn by a power cut."""

    exists: bool
    erasures: list[Erasure]
    unreadable: int


@dataclass
class Again:
    """How much was erased again, by what it is called, and what resisted, with the reason."""

    erased: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Kind:
    erase: Callable[[Any], object]
    called: str  # in the plural, in English, for the command line
    verb: str  # what the journal notes when one is erased
    born: str  # field with the moment in which one was made


_kinds: dict[str, _Kind] = {}


def register(kind: str, erase: Callable[[Any], object], *, called: str, verb: str, born: str = "created_at") -> None:
    """Say how things of a kind are erased again. Apps call it when they are made ready."""
    _kinds[kind] = _Kind(erase, called, verb, born)


def note(obj: models.Model) -> None:
    """Write an erasure down as soon as it is committed. When the disk refuses, the daily job makes up for it."""
    erasure = Erasure(obj._meta.label_lower, str(obj.code), timezone.now())  # type: ignore[attr-defined]
    transaction.on_commit(lambda: add([erasure]), robust=True)


def add(erasures: Iterable[Erasure], path: Path | None = None) -> None:
    """Write lines at the end of the ledger, and wait until they are on the disk."""
    target = path or settings.ERASURES
    lines = "".join(
        json.dumps({"kind": one.kind, "code": one.code, "at": one.at.isoformat(timespec="milliseconds")}) + "\n"
        for one in erasures
    )
    with os.fdopen(os.open(target, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size and os.pread(file.fileno(), 1, size - 1) != b"\n":
            lines = "\n" + lines  # after a torn line, which stays as it is
        file.write(lines.encode())
        os.fsync(file.fileno())


def read(path: Path | None = None) -> Ledger:
    """Read a ledger."""
    source = path or settings.ERASURES
    try:
        lines = source.read_bytes().split(b"\n")
    except FileNotFoundError:
        return Ledger(False, [], 0)
    found, unreadable = dict[Erasure, None](), 0
    for line in lines:
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            at = dt.datetime.fromisoformat(one["at"])
            if at.tzinfo is None:
                raise ValueError("A moment without its time zone.")
            found[Erasure(str(one["kind"]), str(one["code"]), at)] = None
        except (ValueError, KeyError, TypeError):
            unreadable += 1
    return Ledger(True, list(found), unreadable)


def merge(other: Ledger) -> int:
    """Add to the ledger of this installation what another one knows besides; return how much."""
    known = {(one.kind, one.code) for one in read().erasures}
    missing = [one for one in other.erasures if (one.kind, one.code) not in known]
    if missing or not settings.ERASURES.exists():
        add(missing)
    return len(missing)


def missing() -> list[Erasure]:
    """Return the erasures that the journal knows and the ledger does not."""
    known = {(one.kind, one.code) for one in read().erasures}
    verbs = {kind.verb: label for label, kind in _kinds.items()}
    entries = Entry.objects.filter(verb__in=verbs).order_by("pk").values_list("verb", "code", "at")
    found = {(verbs[verb], code): Erasure(verbs[verb], code, at) for verb, code, at in entries}
    return [one for key, one in found.items() if key not in known]


def complete() -> int:
    """Write into the ledger what only the journal knows; return how much."""
    return merge(Ledger(True, missing(), 0))


def apply() -> Again:
    """Erase again whatever stands in the ledger and is in the database.

    Nothing is erased that was made after its line: a code is random, but may come twice in many years.
    """
    done = Again()
    by_kind: dict[str, dict[str, dt.datetime]] = {}
    for one in read().erasures:
        moments = by_kind.setdefault(one.kind, {})
        moments[one.code] = max(one.at, moments.get(one.code, one.at))
    for label, kind in _kinds.items():
        moments = by_kind.get(label, {})
        codes = list(moments)
        for start in range(0, len(codes), _AT_ONCE):
            found = apps.get_model(label)._base_manager.filter(code__in=codes[start : start + _AT_ONCE])
            for thing in found.order_by("pk"):
                if getattr(thing, kind.born) <= moments[thing.code]:
                    _erase(label, kind, thing, done)
    return done


def _erase(label: str, kind: _Kind, thing: Any, done: Again) -> None:
    try:
        kind.erase(thing)
    except ValidationError as error:
        done.refused.append(f"{label} {thing.code}: {error.messages[0]}")
        log.warning("Not erased again: %s %s", label, thing.code)
    else:
        done.erased[kind.called] = done.erased.get(kind.called, 0) + 1
