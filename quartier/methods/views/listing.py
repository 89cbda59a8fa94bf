"""The list of methods: filtered, counted, sorted, all of it in the address."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.base.csv import csv_response
from quartier.base.facets import Index
from quartier.base.text import clean
from quartier.methods.catalogue import FACETS, ORDERS, cards, catalogue, facet_names, order_names, words_of
from quartier.methods.facts import facts
from quartier.methods.models import Method
from quartier.search.index import find

PER_PAGE = 50
MOST_WORDS = 200  # characters of a question


@dataclass(frozen=True)
class Question:
    """What the address asks for; values that do not exist are left out."""

    words: str
    chosen: dict[str, list[str]]
    order: str
    page: int
    language: str = field(default="de")

    @classmethod
    def of(cls, request: HttpRequest) -> "Question":
        """Read the address."""
        chosen = {
            facet: [code for code in codes if code in request.GET.getlist(facet)]
            for facet, (_name, codes, _words) in FACETS.items()
        }
        order, page = request.GET.get("sortierung", ""), request.GET.get("seite", "1")
        return cls(
            words=clean(request.GET.get("q", ""))[:MOST_WORDS].strip(),
            chosen={facet: codes for facet, codes in chosen.items() if codes},
            order=order if order in ORDERS else "",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
            language=(get_language() or "de")[:2],
        )

    def address(self, **changes: Any) -> str:
        """Return the query part of the same question with some parts changed, always from page one."""
        parts: dict[str, Any] = {"q": self.words, **self.chosen, "sortierung": self.order} | changes
        return "?" + urlencode({key: value for key, value in parts.items() if value}, doseq=True)

    def toggled(self, facet: str, code: str) -> str:
        """Return the address with one value chosen, or not chosen any more."""
        now = self.chosen.get(facet, [])
        if not now:  # most of the sixty on a page; codes need no quoting
            head = self._plain
            return f"{head}{'&' if len(head) > 1 else ''}{facet}={code}"
        return self.address(**{facet: [c for c in now if c != code] if code in now else [*now, code]})

    @cached_property
    def _plain(self) -> str:
        return self.address()


def method_list(request: HttpRequest) -> HttpResponse:
    """Show the methods that the address asks for; `?format=csv` as a table."""
    question = Question.of(request)
    index = catalogue(question.language)
    within, suggestion = None, ""
    if question.words:
        hits = find(question.words, kind="methods.method", language=question.language)
        within, suggestion = index.keys_to_bits(hits.keys), hits.suggestion
    selected = index.select(question.chosen, within)
    total = selected.bit_count()
    if request.GET.get("format") == "csv":
        return _csv(index.page(selected, 0, total, question.order), question.language)
    pages = max(1, -(-total // PER_PAGE))
    number = min(max(question.page, 1), pages)
    keys = index.page(selected, (number - 1) * PER_PAGE, PER_PAGE, question.order)
    context = {
        "question": question,
        "suggestion": suggestion,
        "total": total,
        "everything": len(index.rows),
        "rows": cards(index, keys, question.language),
        "narrowing": _facets(question, index, within),
        "removable": _removable(question),
        "orders": [(code, words, code == question.order) for code, words in order_names(question.language).items()],
        "csv": question.address(format="csv"),
        "previous": question.address(seite=number - 1) if number > 1 else "",
        "next": question.address(seite=number + 1) if number < pages else "",
        "number": number,
        "pages": pages,
    }
    return render(request, "methods/list.html", context)


def _facets(question: Question, index: Index, within: int | None) -> list[tuple[str, bool, list[Any]]]:
    """Return (name, open?, values) of the facets, as the tag wants them; values without methods are left out."""
    shown, names = [], facet_names(question.language)
    for facet, (_name, codes, _words) in FACETS.items():
        chosen, words = question.chosen.get(facet, []), words_of(facet, question.language)
        counted = zip(codes, index.counts(facet, codes, question.chosen, within), strict=True)
        values = [
            (words[code], count, code in chosen, question.toggled(facet, code))
            for code, count in counted
            if count or code in chosen
        ]
        if values:
            shown.append((names[facet], bool(chosen) or facet in {"aims", "group"}, values))
    return shown


def _removable(question: Question) -> list[tuple[str, str]]:
    """Return what narrows the list, in words, each with the address without it."""
    removable = [(f"„{question.words}“", question.address(q=""))] if question.words else []
    for facet, codes in question.chosen.items():
        removable += [(str(FACETS[facet][2][code]), question.toggled(facet, code)) for code in codes]
    return removable


def _csv(keys: list[int], language: str) -> HttpResponse:
    methods = Method.objects.prefetch_related("texts").in_bulk(keys)
    rows = []
    for key in keys:
        method = methods[key]
        text = method.text(language)
        if text is not None:
            rows.append([method.code, text.title, text.summary, *(fact.text for fact in facts(method))])
    head = [_("Code"), _("Titel"), _("Kurz gesagt")]
    if keys:
        head += [fact.label for fact in facts(methods[keys[0]])]
    return csv_response("methoden.csv", head, rows)
