"""Two documents of one method side by side: where theirs says something else, and how one part of it is taken over.

A part has a key: a field ("people"), or a field of a text ("texts.de.title", "texts.de.sections.aim").
Only what theirs says is a part; what it leaves out is no wish to delete.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quartier.methods import vocabulary as v
from quartier.methods.document import Document, parse

# What the editors of this catalogue say about their own text.
_OURS_ALONE = ("code", "completeness")
_ADDED = ("related", "projects", "links", "sources", "recruitment", "aims", "users", "target_groups", "action_fields")


@dataclass(frozen=True)
class Part:
    """One difference. `result` is what taking it over leads to: lists are joined, all else is replaced."""

    key: str
    ours: Any
    theirs: Any
    result: Any

    @property
    def seen(self) -> str:
        """Return the fingerprint of our side, by which a form notices that it has changed."""
        return hashlib.sha256(json.dumps(self.ours, sort_keys=True).encode()).hexdigest()[:16]


def differences(ours: Document, theirs: Document) -> list[Part]:
    """Return the parts in which theirs says something that ours does not, in the order of the page."""
    return [part for part in _parts(ours, theirs) if part.result != part.ours]


def take(ours: Document, theirs: Document, part: Part) -> Document:
    """Return ours with one part of theirs taken over."""
    merged: Document = json.loads(json.dumps(ours))
    *way, last = part.key.split(".")
    place: dict[str, Any] = merged
    for step in way:
        place = place.setdefault(step, {})
    place[last] = part.result
    if way and way[0] == "texts":  # a text that is new here cannot be saved without its title
        merged["texts"][way[1]].setdefault("title", theirs["texts"][way[1]]["title"])
    return merged


def _parts(ours: Document, theirs: Document) -> Iterator[Part]:
    for language in sorted(theirs.get("texts", {})):
        text, our_text = theirs["texts"][language], ours["texts"].get(language, {})
        for name in ("title", "summary"):
            yield from _part(f"texts.{language}.{name}", our_text, text, name)
        for section in v.SECTIONS:
            sections = our_text.get("sections", {}), text.get("sections", {})
            yield from _part(f"texts.{language}.sections.{section}", *sections, section)
        for name in ("phases", "checked_by", "checked_on"):
            yield from _part(f"texts.{language}.{name}", our_text, text, name)
    for name in theirs:
        if name not in ("texts", *_OURS_ALONE):
            yield from _part(name, ours, theirs, name)


def _part(key: str, ours: Document, theirs: Document, name: str) -> Iterator[Part]:
    if name in theirs:
        ours_now, wanted = ours.get(name), theirs[name]
        joined = _joined(name, ours_now or [], wanted) if name in _ADDED else wanted
        yield Part(key, ours_now, wanted, joined)


def _joined(name: str, ours: list[Any], theirs: list[Any]) -> list[Any]:
    known = {_name(entry) for entry in ours}
    both = ours + [entry for entry in theirs if _name(entry) not in known]
    if name in ("related", "projects", "links", "sources"):
        return both
    # Parsing puts the codes of a closed list into their order.
    minimal: Document = {"code": "x", "texts": {"de": {"title": "x"}}}
    return list(parse(minimal | {name: both})[name])


def _name(entry: Any) -> str:
    return str(entry["title"] if isinstance(entry, dict) else entry).casefold()
