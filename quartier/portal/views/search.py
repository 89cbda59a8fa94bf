"""Searching everything public."""

import html
import re
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.base.csv import csv_response
from quartier.base.text import clean
from quartier.methods import vocabulary as v
from quartier.methods.indexing import KIND
from quartier.methods.models import Method, MethodText
from quartier.search import analyser
from quartier.search.index import find

PER_PAGE = 20
SNIPPET = 220  # characters


def search(request: HttpRequest) -> HttpResponse:
    """Show what is found, best first, with the place where the words stand; `?format=csv` as a table."""
    words = clean(request.GET.get("q", ""))[:200].strip()
    language = (get_language() or "de")[:2]
    hits = find(words, kind=KIND, language=language)
    visible = (
        set(Method.objects.visible_to(request.user).filter(state="published").values_list("id", flat=True))
        if hits.keys
        else set()
    )
    keys = [key for key in hits.keys if key in visible]
    if request.GET.get("format") == "csv":
        return _csv(keys, language)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("seite"))
    asked = {term for _word, terms in analyser.question(hits.suggestion or words, language) for term in terms}
    context = {
        "words": words,
        "page_obj": page,
        "rows": _rows(list(page), language, asked),
        "suggestion": hits.suggestion,
        "csv": f"?{urlencode({'q': words, 'format': 'csv'})}",
    }
    return render(request, "portal/search.html", context)


def _csv(keys: list[int], language: str) -> HttpResponse:
    rows = [
        [text.method.code, text.title, text.summary, settings.BASE_URL + text.method.get_absolute_url()]
        for text in _texts(keys, language)
    ]
    return csv_response("treffer.csv", [_("Code"), _("Titel"), _("Kurz gesagt"), _("Adresse")], rows)


def _texts(keys: list[int], language: str) -> list[MethodText]:
    """Return the texts of the methods in the order of the keys, in the reader's language where there is one."""
    found: dict[int, MethodText] = {}
    texts = MethodText.objects.filter(method_id__in=keys, variant=v.STANDARD).select_related("method")
    for text in texts:
        if text.language == language or text.method_id not in found:
            found[text.method_id] = text
    return [found[key] for key in keys if key in found]


def _rows(keys: list[int], language: str, asked: set[str]) -> list[tuple[str, str, SafeString]]:
    return [
        (text.method.get_absolute_url(), text.title, _snippet(text, language, asked)) for text in _texts(keys, language)
    ]


def _snippet(text: MethodText, language: str, asked: set[str]) -> SafeString:
    """Return the passage around the first hit, with the hits marked; everything else is escaped."""
    whole = re.sub(r"[*\[\]]|\(https?://\S+\)", "", " ".join([text.summary, *text.sections.values()]))
    spans = [
        match.span() for match in re.finditer(r"[^\W_]+", whole) if analyser.terms(match[0].lower(), language) & asked
    ]
    start = max(0, (spans[0][0] if spans else 0) - 60)
    start = whole.rfind(" ", 0, start) + 1 if start else 0
    pieces, at = ["… " if start else ""], start
    for left, right in spans:
        if left >= at and right <= start + SNIPPET:
            pieces += [html.escape(whole[at:left]), "<mark>", html.escape(whole[left:right]), "</mark>"]
            at = right
    pieces.append(html.escape(whole[at : start + SNIPPET]))
    return mark_safe("".join(pieces) + (" …" if len(whole) > start + SNIPPET else ""))  # noqa: S308  (escaped above)
