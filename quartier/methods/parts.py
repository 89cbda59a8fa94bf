"""Two documents of one method side by side: where theirs says something else, and how one part of it is taken over.

A part is a single field of a document. Only what theirs says is a part; what it leaves out is no wish to delete.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from quartier.methods import vocabulary as v
from quartier.methods.document import Document, parse
from quartier.methods.leaves import Path, join, split, text_key
from quartier.methods.merging import ENTRIES, SETS

# What the editors of this catalogue say about their own text.
_OURS_ALONE = ("code", "completeness")
_ORDER = ("title", "summary", *v.SECTIONS, "phases", "checked_by", "checked_on")  # of a text's fields on the page


@dataclass(frozen=True)
class Part:
    """One difference. `result` is what taking it over leads to: lists are joined, all else is replaced."""

    path: Path
    ours: Any
    theirs: Any
    result: Any

    @property
    def key(self) -> str:
        """Return the path as forms send it: "people", "texts.de.sections.aim"."""
        return ".".join(self.path)

    @property
    def seen(self) -> str:
        """Return the fingerprint of our side, by which a form notices that it has changed."""
        return hashlib.sha256(json.dumps(self.ours, sort_keys=True).encode()).hexdigest()[:16]


def differences(ours: Document, theirs: Document) -> list[Part]:
    """Return the parts in which theirs says something that ours does not, in the order of the page: texts first."""
    before, wanted = split(ours), split(theirs)
    paths = sorted((path for path in wanted if path[0] not in _OURS_ALONE), key=_place)
    parts = [_part(path, before.get(path), wanted[path]) for path in paths]
    return [part for part in parts if part.result != part.ours]


def take(ours: Document, theirs: Document, part: Part) -> Document:
    """Return ours with one part of theirs taken over."""
    leaves = split(ours) | {part.path: part.result}
    if text := text_key(part.path):  # a text that is new here cannot be saved without its title
        leaves.setdefault(("texts", text, "title"), theirs["texts"][text]["title"])
    return join(leaves)


def _place(path: Path) -> tuple[bool, str, int]:
    """Return what parts are sorted by; the facts stay in the order of their document."""
    text = text_key(path)
    return (not text, text, _ORDER.index(path[-1]) if text else 0)


def _part(path: Path, ours: Any, theirs: Any) -> Part:
    return Part(path, ours, theirs, _joined(path[0], ours or [], theirs) if path[0] in SETS | ENTRIES else theirs)


def _joined(name: str, ours: list[Any], theirs: list[Any]) -> list[Any]:
    known = {_name(entry) for entry in ours}
    both = ours + [entry for entry in theirs if _name(entry) not in known]
    if name == "related" or name in ENTRIES:
        return both
    # Parsing puts the codes of a closed list into their order.
    minimal: Document = {"code": "x", "texts": {"de": {"title": "x"}}}
    return list(parse(minimal | {name: both})[name])


def _name(entry: Any) -> str:
    return str(entry["title"] if isinstance(entry, dict) else entry).casefold()
