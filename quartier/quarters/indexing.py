"""What the search over everything knows of quarters and actors: what is public, and nothing else.

The index may be behind. So every hit is compared with what is public at the moment of the question, and one that was
indexed otherwise is not shown: not by its old words either. Names of contact persons are never put in: each agrees for
the directory of their own quarter.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from quartier.quarters import labels
from quartier.quarters import vocabulary as v
from quartier.quarters.audiences import USUAL
from quartier.quarters.faces import ALWAYS, face
from quartier.quarters.models import Actor, Good, Quarter, Venue
from quartier.search import healing, index

ACTOR, QUARTER = "quarters.actor", "quarters.quarter"
MOST = 1000  # hits that are looked at, best first: nobody pages further
NAME, SAYS, REST = 12, 4, 1  # what a hit weighs
_COLUMNS = (*ALWAYS, "id", "audiences", "quarter__code", "quarter__name", *USUAL)


@dataclass(frozen=True)
class Found:
    """A quarter or an actor as everybody sees it. `kind` and `topics` are codes, empty for a quarter."""

    key: int
    quarter: str  # its code
    code: str  # of the actor
    name: str
    place: str  # the quarter of an actor, the municipality of a quarter
    about: str
    kind: str = ""
    topics: tuple[str, ...] = ()
    says: tuple[str, ...] = ()  # what it offers and seeks, and its rooms
    street: str = ""

    @property
    def stamp(self) -> str:
        """What changes with everything that is indexed."""
        values = [self.name, self.place, self.about, self.kind, self.topics, self.says, self.street]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:40]

    def words(self) -> list[str]:
        """Return the words of the codes, in the active language."""
        return (
            [str(labels.KINDS[self.kind]), *(str(labels.ACTION_FIELDS[code]) for code in self.topics)]
            if self.kind
            else []
        )

    def address(self) -> str:
        """Return where it stands on this site."""
        return (
            reverse("actor", args=[self.quarter, self.code]) if self.code else reverse("quarter", args=[self.quarter])
        )

    def text(self) -> str:
        """Return everything that it says, as one text."""
        return " ".join(part for part in (self.about, " · ".join(self.says)) if part)


def public_actors(keys: Sequence[int] | None = None) -> dict[int, Found]:
    """Return the actors whom everybody sees, all or those with these keys. Three queries."""
    actors = Actor.objects.shown_to(v.PUBLIC)
    goods, rooms = Good.objects.order_by("pk"), Venue.objects.order_by("pk")
    if keys is not None:
        actors = actors.filter(pk__in=keys)
        goods, rooms = goods.filter(actor__in=keys), rooms.filter(actor__in=keys)
    says: dict[int, list[str]] = {}
    for key, text in [*goods.values_list("actor_id", "text"), *rooms.values_list("actor_id", "name")]:
        says.setdefault(key, []).append(text)
    return {row["id"]: _actor(row, tuple(says.get(row["id"], ()))) for row in actors.values(*_COLUMNS)}


def _actor(row: dict[str, Any], says: tuple[str, ...]) -> Found:
    shown = face(row, v.PUBLIC)
    return Found(
        row["id"], row["quarter__code"], shown.code, shown.name, row["quarter__name"], shown.about,
        shown.kind, tuple(shown.action_fields), says, shown.street,
    )  # fmt: skip


def public_quarters(keys: Sequence[int] | None = None) -> dict[int, Found]:
    """Return the quarters that everybody sees, all or those with these keys. One query."""
    quarters = Quarter.objects.filter(is_public=True)
    if keys is not None:
        quarters = quarters.filter(pk__in=keys)
    rows = quarters.values_list("pk", "code", "name", "municipality", "description")
    return {key: Found(key, code, "", name, place, about) for key, code, name, place, about in rows}


_PUBLIC: dict[str, Callable[[Sequence[int] | None], dict[int, Found]]] = {
    ACTOR: public_actors,
    QUARTER: public_quarters,
}


def still_public(kind: str, keys: Sequence[int]) -> list[Found]:
    """Return those hits of a kind, in their order, that are public at this moment and as they were indexed."""
    keys = keys[:MOST]
    if not keys:
        return []
    held, public = index.stamps(kind, keys), _PUBLIC[kind](keys)
    return [public[key] for key in keys if key in public and held.get(key) == {public[key].stamp}]


@transaction.atomic
def _put(kind: str, found: Found) -> None:
    for language, _name in settings.LANGUAGES:
        with override(language):
            words = " ".join(found.words())
        fields = [(found.name, NAME), (found.place, SAYS), (" ".join(found.says), SAYS), (words, SAYS)]
        fields.append((f"{found.about} {found.street}", REST))
        index.put(kind, found.key, language, found.name, fields, stamp=found.stamp)


def _write(kind: str, keys: Sequence[int]) -> None:
    public = _PUBLIC[kind](keys)
    for key in keys:
        if key in public:
            _put(kind, public[key])
        else:
            index.remove(kind, key)


def _stamps(kind: str) -> dict[int, str]:
    return {key: found.stamp for key, found in _PUBLIC[kind](None).items()}


def register() -> None:
    """Let the index be compared with what is public."""
    for kind in _PUBLIC:
        healing.register_source(kind, partial(_stamps, kind), partial(_write, kind))
