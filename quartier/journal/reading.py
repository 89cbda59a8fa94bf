"""Entries in words for people: what happened, and to what. The apps above say what their codes mean."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quartier.jobs.schedule import job_words
from quartier.journal import labels
from quartier.journal.models import Entry


@dataclass(frozen=True)
class Subject:
    """What an entry is about: how it is called now, and the address where it stands ("" for none)."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class Line:
    """An entry as people read it. `actor` is "" for the system and for erased people."""

    at: dt.datetime
    actor: str
    words: str
    subject: Subject


# Gets the entries of a page and returns those it knows, as {primary key: subject}, with one query at most.
Finder = Callable[[Sequence[Entry]], Mapping[int, Subject]]

_VERBS: dict[str, object] = dict(labels.VERBS)
_FINDERS: list[Finder] = []


def register_words(verbs: Mapping[str, object], finder: Finder | None = None) -> None:
    """Say what an app's verbs mean, and who knows its objects by name. Apps call it when they are made ready."""
    _VERBS.update(verbs)
    if finder is not None:
        _FINDERS.append(finder)


def known_verbs() -> set[str]:
    """Return the verbs that have words."""
    return set(_VERBS)


def verb_words(verb: str) -> str:
    """Return what happened, in words; the verb itself when nobody knows them."""
    return str(_VERBS.get(verb, verb))


def verbs_like(wanted: str) -> list[str]:
    """Return the verbs whose words contain what somebody searches for, in the language of the page."""
    return [verb for verb in _VERBS if wanted.casefold() in verb_words(verb).casefold()]


def read(entries: Iterable[Entry]) -> list[Line]:
    """Return the entries in words, in their order. One query per finder, whatever the number of entries."""
    page = list(entries)
    found: dict[int, Subject] = {}
    for finder in _FINDERS:
        found.update(finder(page))
    return [_line(entry, found.get(entry.pk)) for entry in page]


def _line(entry: Entry, subject: Subject | None) -> Line:
    return Line(entry.at, str(entry.actor or ""), verb_words(entry.verb), subject or _as_recorded(entry))


def _as_recorded(entry: Entry) -> Subject:
    """Name what no finder knows, or what is no longer there, as the entry does."""
    return Subject(job_words(entry.title) if entry.kind == "jobs.job" else entry.title or entry.code)
