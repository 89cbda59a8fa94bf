"""A document taken apart into its smallest fields, so that two of them can be compared and merged.

A path names a field: ("cost_eur",), ("estimate", "time"), ("texts", "de", "sections", "aim").
"""

from collections.abc import Mapping
from typing import Any

from quartier.methods.document import Document

Path = tuple[str, ...]
Leaves = dict[Path, Any]

# How deep a field may hold others; what lies deeper (phases, sources) is one value.
_DEPTH = {"estimate": 1, "texts": 2}


def split(document: Document) -> Leaves:
    """Return every field of a document with its value."""
    leaves: Leaves = {}
    for key, value in document.items():
        _split(leaves, (key,), value, _DEPTH.get(key, 0))
    return leaves


def join(leaves: Mapping[Path, Any]) -> Document:
    """Return the document that has these fields: `join(split(document)) == document`."""
    document: Document = {}
    for path, value in leaves.items():
        place = document
        for key in path[:-1]:
            place = place.setdefault(key, {})
        place[path[-1]] = value
    return document


def text_key(path: Path) -> str:
    """Return the key of the text that the path lies in ("de", "de_plain"), or an empty string."""
    return path[1] if path[0] == "texts" else ""


def _split(leaves: Leaves, path: Path, value: Any, depth: int) -> None:
    if depth and isinstance(value, dict):
        for key, inner in value.items():
            # Sections lie one level deeper than the other fields of a text.
            _split(leaves, (*path, key), inner, 1 if key == "sections" else depth - 1)
    else:
        leaves[path] = value
