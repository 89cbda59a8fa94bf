"""Searching everything public."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from quartier.base.csv import csv_response
from quartier.base.facets import Index
from quartier.base.text import clean
from quartier.methods.catalogue import cards, catalogue
from quartier.methods.indexing import KIND
from quartier.portal.passages import passage
from quartier.quarters.indexing import ACTOR, QUARTER, Found, still_public
from quartier.search import analyser
from quartier.search.index import find_each

PER_PAGE = 20
KINDS = {"methoden": _lazy("Methoden"), "akteure": _lazy("Akteure"), "stadtteile": _lazy("Stadtteile")}


@dataclass(frozen=True)
class Hits:
    """What is found of one kind, best first: methods as keys, the others as they are seen by everybody."""

    found: list[Any]
    suggestion: str


def search(request: HttpRequest) -> HttpResponse:
    """Show what is found of one kind, best first, with the place where the words stand; `?format=csv` as a table."""
    words = clean(request.GET.get("q", ""))[:200].strip()
    language = (get_language() or "de")[:2]
    index = catalogue(language)
    hits = _hits(words, index, language)
    kind = request.GET.get("art", "")
    if kind not in hits:  # the first of which something is found
        kind = next((one for one in hits if hits[one].found), "methoden")
    chosen = hits[kind]
    if request.GET.get("format") == "csv":
        table = _csv if kind == "methoden" else _public_csv
        return table(index, chosen.found, language)
    page = Paginator(chosen.found, PER_PAGE).get_page(request.GET.get("seite"))
    asked = {term for _word, terms in analyser.question(chosen.suggestion or words, language) for term in terms}
    rows = _rows if kind == "methoden" else _public_rows
    context = {
        "words": words,
        "page_obj": page,
        "rows": rows(index, list(page), language, asked),
        "suggestion": chosen.suggestion,
        "kinds": [(f"{KINDS[one]} ({len(hits[one].found)})", _address(words, one)) for one in hits],
        "kind": _address(words, kind),
        "elsewhere": any(one.found for one in hits.values()),
        "csv": f"?{urlencode({'q': words, 'art': kind, 'format': 'csv'})}",
    }
    answer = render(request, "portal/search.html", context)
    if kind != "methoden" or not chosen.found:  # the index follows the quarters by a job: not to be kept meanwhile
        patch_cache_control(answer, private=True)
    return answer


def _address(words: str, kind: str) -> str:
    return f"?{urlencode({'q': words, 'art': kind})}"


def _hits(words: str, index: Index, language: str) -> dict[str, Hits]:
    """Return what is found of every kind that everybody may see."""
    found = find_each(words, kinds=(KIND, ACTOR, QUARTER), language=language)
    hits = {"methoden": Hits(index.among(found[KIND].keys), found[KIND].suggestion)}
    for kind, indexed in (("akteure", ACTOR), ("stadtteile", QUARTER)):
        shown = still_public(indexed, found[indexed].keys)
        hits[kind] = Hits(shown, found[indexed].suggestion if shown else "")
    return hits


def _public_rows(
    _index: Index, found: list[Found], language: str, asked: set[str]
) -> list[tuple[str, str, SafeString, str, str]]:
    """Return (address, name, passage, facts, no state) of actors or quarters. Asks no database."""
    return [
        (
            one.address(),
            one.name,
            passage(one.text(), language, asked),
            " · ".join(part for part in (*one.words()[:1], one.place) if part),
            "",
        )
        for one in found
    ]


def _public_csv(_index: Index, found: list[Found], _language: str) -> HttpResponse:
    rows = [
        [one.code or one.quarter, one.name, ", ".join(one.words()), one.place, settings.BASE_URL + one.address()]
        for one in found
    ]
    return csv_response("treffer.csv", [_("Code"), _("Name"), _("Art"), _("Ort"), _("Adresse")], rows)


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
        (address, title, passage(f"{summary} {bodies.get(key, '')}", language, asked), "", "")
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
