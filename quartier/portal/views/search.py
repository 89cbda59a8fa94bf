"""Searching everything public."""

import html
import json
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.base.csv import csv_response
from quartier.base.facets import Index
from quartier.base.text import clean
from quartier.methods.catalogue import cards, catalogue
from quartier.methods.indexing import KIND
from quartier.search import analyser
from quartier.search.index import find

PER_PAGE = 20
SNIPPET = 220  # characters


def search(request: HttpRequest) -> HttpResponse:
    """Show what is found, best first, with the place where the words stand; `?format=csv` as a table."""
    words = clean(request.GET.get("q", ""))[:200].strip()
    language = (get_language() or "de")[:2]
    hits = find(words, kind=KIND, language=language)
    index = catalogue(language)
    keys = index.among(hits.keys)
    if request.GET.get("format") == "csv":
        return _csv(index, keys, language)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("seite"))
    asked = {term for _word, terms in analyser.question(hits.suggestion or words, language) for term in terms}
    context = {
        "words": words,
        "page_obj": page,
        "rows": _rows(index, list(page), language, asked),
        "suggestion": hits.suggestion,
        "csv": f"?{urlencode({'q': words, 'format': 'csv'})}",
    }
    return render(request, "portal/search.html", context)


def _csv(index: Index, keys: list[int], language: str) -> HttpResponse:
    shown = zip(keys, cards(index, keys, language), strict=True)
    rows = [[index.row(key).code, card[1], card[2], settings.BASE_URL + card[0]] for key, card in shown]
    return csv_response("treffer.csv", [_("Code"), _("Titel"), _("Kurz gesagt"), _("Adresse")], rows)


# In plain SQL: writing it took the ORM longer than the database to answer, together a fifth of a page of hits.
_SECTIONS = """SELECT method_id, language, sections FROM methods_methodtext
WHERE method_id IN ({marks}) AND variant = 'standard' AND language IN ('de', %s)"""


def _rows(index: Index, keys: list[int], language: str, asked: set[str]) -> list[tuple[str, str, SafeString, str, str]]:
    """Return (address, title, passage, no facts, no state) of the hits. One query."""
    bodies = _bodies(keys, language) if keys else {}
    shown = zip(keys, cards(index, keys, language), strict=True)
    return [
        (address, title, _snippet(f"{summary} {bodies.get(key, '')}", language, asked), "", "")
        for key, (address, title, summary, _facts, _state) in shown
    ]


def _bodies(keys: list[int], language: str) -> dict[int, str]:
    """Return the sections of the methods as one text each, in the language or in German."""
    found: dict[int, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SECTIONS.format(marks=", ".join(["%s"] * len(keys))), [*keys, language])
        for key, of_language, sections in cursor.fetchall():
            if of_language == language or key not in found:
                found[key] = " ".join(json.loads(sections).values())
    return found


_ADDRESS = re.compile(r"\(https?://\S+\)")


def _snippet(text: str, language: str, asked: set[str]) -> SafeString:
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
