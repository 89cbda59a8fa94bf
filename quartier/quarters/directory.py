"""The directory of one quarter as one audience sees it, indexed in memory and renewed when something happens there."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db import connection

from quartier.base.facets import Index, Row
from quartier.base.questions import Facets, resolved
from quartier.quarters import labels
from quartier.quarters import vocabulary as v
from quartier.quarters.audiences import USUAL, audience_for, may_see
from quartier.quarters.faces import ALWAYS, Face, face
from quartier.quarters.models import Actor, ContactPerson, Good, Quarter
from quartier.search.index import parts_of
from quartier.search.memory import Finder

FACETS: Facets = {
    "group": (labels.FACET_NAMES["group"], v.GROUPS, labels.GROUPS),
    "action_fields": (labels.FACET_NAMES["action_fields"], v.ACTION_FIELDS, labels.ACTION_FIELDS),
    "kind": (labels.FACET_NAMES["kind"], v.KINDS, labels.KINDS),
    "offers": (labels.FACET_NAMES["offers"], v.GOODS, labels.GOODS),
    "seeks": (labels.FACET_NAMES["seeks"], v.GOODS, labels.GOODS),
    "languages": (labels.FACET_NAMES["languages"], v.LANGUAGES, labels.LANGUAGES),
}
MOST_HELD = 48  # directories in memory, some 3 kB an actor; the least recently used ones leave
MOST_KEPT = 6  # drawings of one directory, some 100 kB each
NAME, SAYS, REST = 12, 4, 1  # what a hit weighs

# The journal knows of every write: its last entries about the quarter say whether anything has changed. Several of
# them, because one with a smaller number may become visible after one with a greater (its transaction took longer).
_STATE = "SELECT id FROM journal_entry WHERE quarter = %s ORDER BY id DESC LIMIT 32"
_COLUMNS = (*ALWAYS, "id", "audiences", "latitude", "longitude", "archived_on", "is_listed", *USUAL)


@dataclass(frozen=True)
class Entry:
    """One actor of a directory."""

    key: int
    face: Face
    goods: tuple[tuple[str, str, str], ...]  # (direction, kind, text)
    people: tuple[str, ...]  # names, of those whom this audience sees
    position: tuple[float, float] | None  # latitude, longitude; never of an individual
    is_listed: bool
    is_archived: bool


class Directory:
    """What one audience sees of the actors of a quarter."""

    def __init__(self, state: tuple[int, ...], entries: list[Entry]) -> None:
        self.state = state
        self.entries = {entry.key: entry for entry in entries}
        self.index = Index(_row(entry) for entry in entries)
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def kept(self, slot: Hashable, make: Callable[[], Any]) -> Any:
        """Return what `make` makes, from memory when the slot was asked for before: a map takes a third of a second.

        It lives as long as the directory, which is until something happens in the quarter.
        """
        if slot not in self._kept:
            self._kept[slot] = make()
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[slot]

    @cached_property
    def finder(self) -> Finder:
        """The words of all entries, read when somebody first searches."""
        documents = [(entry.key, _texts(entry)) for entry in self.entries.values()]
        return Finder(documents, parts_of(text for _key, texts in documents for text, _weight in texts))


_held: OrderedDict[tuple[int, str], Directory] = OrderedDict()
_lock = threading.Lock()


@cache
def facets(language: str) -> Facets:
    """Return the facets in words; the language must be the active one."""
    return resolved(FACETS)


def state_of(quarter: Quarter) -> tuple[int, ...]:
    """Return what changes with every write in the quarter. One small question."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [quarter.code])
        return tuple(key for (key,) in cursor.fetchall())


def directory(quarter: Quarter, audience: str) -> Directory:
    """Return the directory; asks one small question to learn whether anything has changed."""
    state = state_of(quarter)
    slot = (quarter.pk, audience)
    held = _held.get(slot)
    if held is None or held.state != state:
        held = Directory(state, _entries(quarter, audience))
    with _lock:
        _held[slot] = held
        _held.move_to_end(slot)
        while len(_held) > MOST_HELD:
            _held.popitem(last=False)
    return held


def _entries(quarter: Quarter, audience: str) -> list[Entry]:
    goods: dict[int, list[tuple[str, str, str]]] = {}
    for key, *good in Good.objects.filter(actor__quarter=quarter).values_list("actor_id", "direction", "kind", "text"):
        goods.setdefault(key, []).append((good[0], good[1], good[2]))
    people: dict[int, list[str]] = {}
    persons = ContactPerson.objects.shown_to(audience).filter(actor__quarter=quarter)
    for key, first, last in persons.values_list("actor_id", "first_name", "last_name"):
        people.setdefault(key, []).append(f"{first} {last}".strip())
    rows = Actor.objects.shown_to(audience).filter(quarter=quarter).values(*_COLUMNS)
    return [
        Entry(
            key=row["id"],
            face=face(row, audience),
            goods=tuple(goods.get(row["id"], ())),
            people=tuple(people.get(row["id"], ())),
            position=_position(row, audience),
            is_listed=row["is_listed"],
            is_archived=row["archived_on"] is not None,
        )
        for row in rows
    ]


def _position(row: dict[str, Any], audience: str) -> tuple[float, float] | None:
    """Return where an organisation lies, to those who may see its street; where individuals live, to nobody."""
    is_person = row["kind"] == v.INDIVIDUAL
    if is_person or row["latitude"] is None:
        return None
    is_seen = may_see(audience_for("street", row["audiences"], is_person=is_person), audience)
    return (row["latitude"], row["longitude"]) if is_seen else None


def _row(entry: Entry) -> Row:
    shown = entry.face
    return Row(
        key=entry.key,
        title=shown.name,
        values={
            "group": [shown.group] if shown.group else [],
            "kind": [shown.kind],
            "action_fields": shown.action_fields,
            "languages": shown.languages,
            "offers": sorted({kind for direction, kind, _text in entry.goods if direction == Good.Direction.OFFER}),
            "seeks": sorted({kind for direction, kind, _text in entry.goods if direction == Good.Direction.SEEK}),
        },
    )


def _texts(entry: Entry) -> list[tuple[str, int]]:
    shown = entry.face
    words = [labels.KINDS[shown.kind], *(labels.ACTION_FIELDS[code] for code in shown.action_fields)]
    return [
        (shown.name, NAME),
        (" ".join(entry.people), NAME),
        (" ".join(text for _direction, _kind, text in entry.goods), SAYS),
        (" ".join(map(str, words)), SAYS),
        (f"{shown.about} {shown.street} {shown.note}", REST),
    ]
