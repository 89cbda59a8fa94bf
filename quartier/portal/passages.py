"""The passage of a text in which the words of a question stand."""

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from quartier.search import analyser

SNIPPET = 220  # characters

_ADDRESS = re.compile(r"\(https?://\S+\)")
_WORD = re.compile(r"[^\W_]+")
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}


def passage(text: str, language: str, asked: set[str]) -> SafeString:
    """Return the passage around the first hit, with the hits marked; everything else is escaped."""
    whole = _ADDRESS.sub("", text) if "(http" in text else text
    spans: list[tuple[int, int]] = []
    for left, right in _words_like(whole, frozenset(asked)):
        if spans and right > spans[0][0] + SNIPPET:
            break
        if not asked.isdisjoint(_terms(whole[left:right].lower(), language)):
            spans.append((left, right))
    start = max(0, (spans[0][0] if spans else 0) - 60)
    start = whole.rfind(" ", 0, start) + 1 if start else 0
    pieces, at = ["… " if start else ""], start
    for left, right in spans:
        if right <= start + SNIPPET:
            pieces += [_shown(whole[at:left]), "<mark>", _shown(whole[left:right]), "</mark>"]
            at = right
    pieces.append(_shown(whole[at : start + SNIPPET]))
    return mark_safe("".join(pieces) + (" …" if len(whole) > start + SNIPPET else ""))  # noqa: S308  (escaped above)


def _shown(piece: str) -> str:
    return html.escape(piece.replace("*", "").replace("[", "").replace("]", ""))  # without the marks of Markdown


def _words_like(text: str, asked: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand that begin like a term, in order.

    Looked for as plain strings: a pattern looks at every character, which takes twenty times as long.
    """
    for at in sorted({at for beginning in _beginnings(asked) for at in _places(text, beginning)}):
        if not (at and text[at - 1].isalnum()) and (word := _WORD.match(text, at)):
            yield word.span()


def _places(text: str, beginning: str) -> Iterable[int]:
    at = text.find(beginning)
    while at >= 0:
        yield at
        at = text.find(beginning, at + 1)


@lru_cache(maxsize=64)
def _beginnings(asked: frozenset[str]) -> frozenset[str]:
    """Return the first two letters of words that may have these terms: a stem folds umlauts, and ß to ss."""
    found: set[str] = set()
    for first, second in {(term[:1], term[1:2]) for term in asked if term}:
        others = {second, _UMLAUTS.get(second, second), "ß" if second == "s" else second}
        found |= {letter + other for letter in (first, _UMLAUTS.get(first, first)) for other in others}
        if first in _UMLAUTS:  # may be written as two letters
            found.add(f"{first}e")
    return frozenset(found | {two.capitalize() for two in found} | {two.upper() for two in found})


@lru_cache(maxsize=4096)
def _terms(word: str, language: str) -> frozenset[str]:
    """Return the terms of a word; the words of a page of hits are much the same ones."""
    return frozenset(analyser.terms(word, language))
