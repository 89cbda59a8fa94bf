"""The list of methods: filtered, counted, sorted, all of it in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.base.csv import csv_response
from quartier.base.questions import Question
from quartier.methods.catalogue import ORDERS, cards, catalogue, facets, order_names
from quartier.methods.facts import facts
from quartier.methods.models import Method
from quartier.search.index import find

PER_PAGE = 50
OPENED = frozenset({"aims", "group"})  # what people narrow by most


def method_list(request: HttpRequest) -> HttpResponse:
    """Show the methods that the address asks for; `?format=csv` as a table."""
    language = (get_language() or "de")[:2]
    known = facets(language)
    question = Question.of(request, known, ORDERS)
    index = catalogue(language)
    within, suggestion = None, ""
    if question.words:
        hits = find(question.words, kind="methods.method", language=language)
        within, suggestion = index.keys_to_bits(hits.keys), hits.suggestion
    selected = index.select(question.chosen, within)
    if request.GET.get("format") == "csv":
        return _csv(index.page(selected, 0, selected.bit_count(), question.order), language)
    keys, context = question.one_page(index, selected, PER_PAGE)
    context |= {
        "suggestion": suggestion,
        "rows": cards(index, keys, language),
        "narrowing": question.narrowing(known, index, within, OPENED),
        "removable": question.removable(known),
        "orders": [(code, words, code == question.order) for code, words in order_names(language).items()],
        "csv": question.address(format="csv"),
    }
    return render(request, "methods/list.html", context)


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
