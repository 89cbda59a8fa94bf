"""Up to four methods side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.base.csv import csv_response
from quartier.methods import labels
from quartier.methods.catalogue import catalogue
from quartier.methods.facts import facts
from quartier.methods.models import Assessment, Method
from quartier.methods.models.assessment import summaries_by_method

MOST_COMPARED = 4
MOST_OFFERED = 300


def compare(request: HttpRequest) -> HttpResponse:
    """Show up to four methods side by side; `?format=csv` as a table."""
    codes = list(dict.fromkeys(request.GET.getlist("m")))[:MOST_COMPARED]
    found = Method.objects.visible_to(request.user).filter(code__in=codes).prefetch_related("texts")
    by_code = {method.code: method for method in found}
    methods = [by_code[code] for code in codes if code in by_code]
    rows = _comparison(methods)
    titles = [text.title if (text := method.text()) else method.code for method in methods]
    if request.GET.get("format") == "csv":
        return csv_response("vergleich.csv", ["", *titles], [[name, *cells] for name, cells in rows])
    chosen = [method.code for method in methods]
    heads = [
        (method.get_absolute_url(), title, _compare_address([code for code in chosen if code != method.code]))
        for method, title in zip(methods, titles, strict=True)
    ]
    context = {
        "heads": heads,
        "rows": rows,
        "chosen": chosen,
        "others": [] if len(methods) >= MOST_COMPARED else _others(chosen),
        "is_full": len(methods) >= MOST_COMPARED,
        "csv": _compare_address(chosen) + "&format=csv",
        "crumbs": [(_("Methoden"), reverse("methods"))],
    }
    return render(request, "methods/compare.html", context)


def _others(chosen: list[str]) -> list[tuple[str, str]]:
    """Return (code, title) of the first published methods that are not chosen."""
    index = catalogue((get_language() or "de")[:2])
    return [(row.code, row.title) for row in index.rows[: MOST_OFFERED + MOST_COMPARED] if row.code not in chosen][
        :MOST_OFFERED
    ]


def _compare_address(codes: list[str]) -> str:
    return f"{reverse('compare')}?{'&'.join(f'm={code}' for code in codes)}"


def _comparison(methods: list[Method]) -> list[tuple[str, list[str]]]:
    """Return (what, one cell per method); rows about which nothing is known are left out."""
    columns = [facts(method) for method in methods]
    rows = [(facts_of[0].label, [fact.text for fact in facts_of]) for facts_of in zip(*columns, strict=True)]
    said = summaries_by_method(Assessment.objects.filter(method__in=methods))
    for scale, (name, left, right) in labels.SCALES.items():
        words = f"{name} (1: {left}, 5: {right})"
        cells = []
        for method in methods:
            summary = said.get(method.pk, {}).get(scale)
            parts = []
            if summary is not None and summary.median is not None:
                parts.append(_("Mitte %(median)s aus %(n)s") % {"median": f"{summary.median:g}", "n": summary.n})
            if scale in method.estimate:
                parts.append(_("Redaktion %(step)s") % {"step": method.estimate[scale]})
            cells.append(" · ".join(parts))
        rows.append((words, cells))
    texts = [method.text() for method in methods]
    rows += [
        (str(labels.SECTIONS[section]), [text.sections.get(section, "") if text else "" for text in texts])
        for section in ("suited_for", "not_suited_for", "pitfalls", "outputs")
    ]
    return [(str(name), cells) for name, cells in rows if any(cells)]
