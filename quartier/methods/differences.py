"""What has changed between two documents, and between two texts word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from quartier.methods.document import Document
from quartier.methods.leaves import Path, split

Kind = Literal["same", "removed", "added"]

# A word keeps the white space behind it, so that the pieces make up the text again.
_WORD = re.compile(r"\S+\s*|\s+")
_LINE = re.compile(r"[^\n]*\n+|[^\n]+")
# Beyond this many pairs of words a changed passage is shown as replaced: nobody reads a finer difference.
_MAX_PAIRS = 1_000_000


@dataclass(frozen=True)
class Run:
    """A piece of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """A field that differs; None on the side where it is missing."""

    path: Path
    old: Any
    new: Any


def between(old: Document, new: Document) -> list[Change]:
    """Return every field in which the documents differ, sorted by path."""
    before, after = split(old), split(new)
    paths = sorted({*before, *after})
    return [Change(p, before.get(p), after.get(p)) for p in paths if before.get(p) != after.get(p)]


def words(old: str, new: str) -> list[Run]:
    """Return how one text became the other.

    The runs that stayed or went make up the old text, those that stayed or came the new one. Lines are compared
    first and words only inside changed passages, so that long texts take no longer than a reader's blink.
    """
    runs: list[Run] = []
    for before, after in _passages(_LINE.findall(old), _LINE.findall(new)):
        if before == after:
            runs.append(Run("same", "".join(before)))
        else:
            runs += _words("".join(before), "".join(after))
    return _joined(runs)


def _words(old: str, new: str) -> list[Run]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > _MAX_PAIRS:
        return [Run("removed", old), Run("added", new)]
    runs: list[Run] = []
    for one, two in _passages(before, after):
        if one == two:
            runs.append(Run("same", "".join(one)))
        else:
            runs += [Run("removed", "".join(one)), Run("added", "".join(two))]
    return runs


def _passages(before: list[str], after: list[str]) -> list[tuple[list[str], list[str]]]:
    matcher = SequenceMatcher(None, before, after)
    return [(before[i:j], after[k:m]) for _tag, i, j, k, m in matcher.get_opcodes()]


def _joined(runs: list[Run]) -> list[Run]:
    """Return the runs without empty ones, neighbours of one kind put together."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].kind == run.kind:
            found[-1] = Run(run.kind, found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return found
