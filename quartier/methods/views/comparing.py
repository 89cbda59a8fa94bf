"""Up to four methods side by side."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
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
from quartier.methods.printing import comparison_sheet
from quartier.methods.views.publishing import pdf_answer

MOST_COMPARED = 4
MOST_OFFERED = 300


def compare(request: HttpRequest) -> HttpResponse:
    """Show up to four methods side by side; `?format=csv` as a table."""
    methods = _chosen(request)
    rows, titles = _comparison(methods), _titles(methods)
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
        "pdf": _compare_address(chosen, "compare_pdf"),
        "crumbs": [(_("Methoden"), reverse("methods"))],
    }
    return render(request, "methods/compare.html", context)


def _others(chosen: list[str]) -> list[tuple[str, str]]:
    """Return (code, title) of the first published methods that are not chosen."""
    index = catalogue((get_language() or "de")[:2])
    return [(row.code, row.title) for row in index.rows[: MOST_OFFERED + MOST_COMPARED] if row.code not in chosen][
        :MOST_OFFERED
    ]


def compare_pdf(request: HttpRequest) -> HttpResponse:
    """Return the same comparison as tagged PDF, across the page from three methods on; `?schrift=gross` in large type.

    Without a method there is nothing to print, and the page says what to do.
    """
    methods = _chosen(request)
    address = _compare_address([method.code for method in methods])
    if not methods:
        return HttpResponseRedirect(address)
    large = request.GET.get("schrift") == "gross"
    codes = [method.code for method in methods]
    sheet = comparison_sheet(codes, _titles(methods), _comparison(methods), address, large=large)
    return pdf_answer(request, "comparison.typ", sheet, "vergleich", instead=address)


def _chosen(request: HttpRequest) -> list[Method]:
    """Return the methods that the address names and the person may see, in the order of the address."""
    codes = list(dict.fromkeys(request.GET.getlist("m")))[:MOST_COMPARED]
    found = Method.objects.visible_to(request.user).filter(code__in=codes).prefetch_related("texts")
    by_code = {method.code: method for method in found}
    return [by_code[code] for code in codes if code in by_code]


def _titles(methods: list[Method]) -> list[str]:
    return [text.title if (text := method.text()) else method.code for method in methods]


def _compare_address(codes: list[str], name: str = "compare") -> str:
    return f"{reverse(name)}?{'&'.join(f'm={code}' for code in codes)}"


def _comparison(methods: list[Method]) -> list[tuple[str, list[str]]]:
    """Return (what, one cell per method); rows about which nothing is known are left out."""
    columns = [facts(method) for method in methods]
    rows = [(facts_of[0].label, [fact.text for fact in facts_of]) for facts_of in zip(*columns, strict=True)]
    said = summaries_by_method(Assessment.objects.filter(method__in=methods))
    middle, editors = _("Mitte %(median)s aus %(n)s"), _("Redaktion %(step)s")
    for scale, (name, left, right) in labels.SCALES.items():
        words = f"{name} (1: {left}, 5: {right})"
        cells = []
        for method in methods:
            summary = said.get(method.pk, {}).get(scale)
            parts = []
            if summary is not None and summary.median is not None:
                parts.append(middle % {"median": f"{summary.median:g}", "n": summary.n})
            if scale in method.estimate:
                parts.append(editors % {"step": method.estimate[scale]})
            cells.append(" · ".join(parts))
        rows.append((words, cells))
    texts = [method.text() for method in methods]
    rows += [
        (str(labels.SECTIONS[section]), [text.sections.get(section, "") if text else "" for text in texts])
        for section in ("suited_for", "not_suited_for", "pitfalls", "outputs")
    ]
    return [(str(name), cells) for name, cells in rows if any(cells)]
