"""The published catalogue of one language, indexed in memory and renewed when a method changes."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from sys import intern
from typing import Any

from django.db import connection
from django.urls import reverse

from quartier.base.facets import Index, Row
from quartier.base.memory import give_back_memory
from quartier.base.questions import Facets, resolved
from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.facts import brief
from quartier.methods.models import Method, MethodText

FACETS: Facets = {
    "kind": (labels.FACET_NAMES["kind"], v.KINDS, labels.KINDS),
    "aims": (labels.FACET_NAMES["aims"], v.AIMS, labels.AIMS),
    "level": (labels.FACET_NAMES["level"], v.LEVELS, labels.LEVELS),
    "group": (labels.FACET_NAMES["group"], tuple(labels.GROUPS), labels.GROUPS),
    "setting": (labels.FACET_NAMES["setting"], v.SETTINGS, labels.SETTINGS),
    "conflict": (labels.FACET_NAMES["conflict"], v.CONFLICT, labels.CONFLICT),
    "facilitation": (labels.FACET_NAMES["facilitation"], v.FACILITATION, labels.FACILITATION),
    "users": (labels.FACET_NAMES["users"], v.USERS, labels.USERS),
    "target_groups": (labels.FACET_NAMES["target_groups"], v.TARGET_GROUPS, labels.TARGET_GROUPS),
    "action_fields": (labels.FACET_NAMES["action_fields"], v.ACTION_FIELDS, labels.ACTION_FIELDS),
    "completeness": (labels.FACET_NAMES["completeness"], v.COMPLETENESS, labels.COMPLETENESS),
}
ORDERS = ("", "hours", "cost", "newest")
_GROUP_LIMITS = {"small": (1, 15), "medium": (16, 40), "large": (41, 100), "huge": (101, 10**9)}

# Two questions, because together they would read the whole table.
_STATE = "SELECT (SELECT COUNT(*) FROM methods_method), (SELECT MAX(updated_at) FROM methods_method)"
_lock = threading.Lock()


@dataclass(frozen=True)
class _Held:
    state: tuple[Any, ...]
    index: Index


_held: dict[str, _Held] = {}


def catalogue(language: str) -> Index:
    """Return the index of what is published, with titles in the language (German where there is none).

    Asks one small question to learn whether anything has changed, and reads everything only then.
    """
    with connection.cursor() as cursor:  # the ORM takes longer to ask than the database to answer
        cursor.execute(_STATE)
        state = cursor.fetchone()
    held = _held.get(language)
    if held is None or held.state != state:
        with _lock:
            held = _Held(state, Index(_rows(language)))
            _held[language] = held
            give_back_memory()
    return held.index


def cards(index: Index, keys: Iterable[int], language: str) -> list[tuple[str, str, str, str, str]]:
    """Return (address, title, summary, facts, state) of the methods in the order of the keys. Asks no database."""
    start = reverse("methods")
    words = facets(language)["completeness"][2]
    rows = [index.row(key) for key in keys]
    return [
        (
            f"{start}{row.code}/",
            row.title,
            row.summary,
            row.brief,
            "" if row.completeness == "complete" else words[row.completeness],
        )
        for row in rows
    ]


@cache
def facets(language: str) -> Facets:
    """Return the facets in words; the language must be the active one."""
    return resolved(FACETS)


@cache
def order_names(language: str) -> dict[str, str]:
    """Return the words of the orders; the language must be the active one."""
    return {order: str(labels.ORDERS[order]) for order in ORDERS}


def _rows(language: str) -> Iterator[Row]:
    found: dict[int, tuple[str, str]] = {}
    texts = MethodText.objects.filter(variant=v.STANDARD, method__state=Method.State.PUBLISHED)
    for method_id, of_language, title, summary in texts.values_list(
        "method_id", "language", "title", "summary"
    ).iterator():
        if of_language == language or method_id not in found:
            found[method_id] = (title, summary)
    fields = (
        "id", "code", "kind", "completeness", "level", "setting", "conflict", "facilitation", "people_min", "people_max",
        "staff_hours_min", "cost_eur_min", "updated_at", "aims", "users", "target_groups", "action_fields",
    )  # fmt: skip
    published = Method.objects.filter(state=Method.State.PUBLISHED)
    for values in published.values(*fields).iterator():
        yield _row(values, *found.pop(values["id"], ("", "")))


def _row(values: dict[str, Any], title: str, summary: str) -> Row:
    single = ("kind", "completeness", "level", "setting", "conflict", "facilitation")
    several = ("aims", "users", "target_groups", "action_fields")
    numbers = {"newest": -values["updated_at"].timestamp()}
    for order, column in (("hours", "staff_hours_min"), ("cost", "cost_eur_min")):
        if values[column] is not None:
            numbers[order] = values[column]
    return Row(
        key=values["id"],
        title=title,
        values={name: (intern(values[name]),) for name in single if values[name]}
        | {name: tuple(map(intern, values[name])) for name in several}
        | {"group": group_sizes(values["people_min"], values["people_max"])},
        numbers=numbers,
        code=values["code"],
        summary=summary,
        brief=brief(values["people_min"], values["people_max"], values["staff_hours_min"], values["cost_eur_min"]),
        completeness=intern(values["completeness"]),
    )


def group_sizes(low: int | None, high: int | None) -> list[str]:
    """Return the group sizes for which a method is made; none when it is unknown."""
    if low is None or high is None:
        return []
    return [name for name, (least, most) in _GROUP_LIMITS.items() if low <= most and high >= least]
