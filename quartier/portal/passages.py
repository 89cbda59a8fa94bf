"""The passage of a text in which the words of a question stand."""

import html
import re
import unicodedata
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from quartier.search import analyser

SNIPPET = 220  # characters

_ADDRESS = re.compile(r"\(https?://\S+\)")


def passage(text: str, language: str, asked: set[str]) -> SafeString:
    """Return the passage around the first hit, with the hits marked; everything else is escaped."""
    whole = _ADDRESS.sub("", text).replace("*", "").replace("[", "").replace("]", "")
    spans: list[tuple[int, int]] = []
    for match in _beginning_like(frozenset(asked)).finditer(whole):
        if spans and match.end() > spans[0][0] + SNIPPET:
            break
        if not asked.isdisjoint(_terms(match[0].lower(), language)):
            spans.append(match.span())
    start = max(0, (spans[0][0] if spans else 0) - 60)
    start = whole.rfind(" ", 0, start) + 1 if start else 0
    pieces, at = ["… " if start else ""], start
    for left, right in spans:
        if left >= at and right <= start + SNIPPET:
            pieces += [html.escape(whole[at:left]), "<mark>", html.escape(whole[left:right]), "</mark>"]
            at = right
    pieces.append(html.escape(whole[at : start + SNIPPET]))
    return mark_safe("".join(pieces) + (" …" if len(whole) > start + SNIPPET else ""))  # noqa: S308  (escaped above)


@lru_cache(maxsize=64)
def _beginning_like(asked: frozenset[str]) -> re.Pattern[str]:
    """Return what finds the words with the first letter of a term: a stem only folds umlauts.

    The letter comes before what must not stand in front of it, and in both cases: so the search skips to the next such
    letter, and looks at a text in a third of the time.
    """
    letters = {term[0] for term in asked if term}
    letters |= {unicodedata.normalize("NFC", f"{plain}\u0308") for plain in letters & set("aou")}  # with its two dots
    letters |= {letter.upper() for letter in letters if len(letter.upper()) == 1}
    first = f"[{re.escape(''.join(sorted(letters)))}]"
    return re.compile(rf"{first}(?<![^\W_]{first})[^\W_]*" if letters else r"(?!)")


@lru_cache(maxsize=4096)
def _terms(word: str, language: str) -> frozenset[str]:
    """Return the terms of a word; the words of a page of hits are much the same ones."""
    return frozenset(analyser.terms(word, language))
