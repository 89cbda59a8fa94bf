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
from quartier.methods.models import Method, MethodText
from quartier.methods.models.assessment import summaries_by_method
from quartier.methods.models.method import choose_text
from quartier.methods.printing import comparison_sheet
from quartier.methods.reading import fetch_methods
from quartier.methods.views.publishing import pdf_answer

MOST_COMPARED = 4
MOST_OFFERED = 300

Chosen = tuple[Method, MethodText | None]


def compare(request: HttpRequest) -> HttpResponse:
    """Show up to four methods side by side; `?format=csv` as a table."""
    found = _chosen(request)
    rows, titles = _comparison(found), _titles(found)
    if request.GET.get("format") == "csv":
        return csv_response("vergleich.csv", ["", *titles], [[name, *cells] for name, cells in rows])
    chosen = [method.code for method, _text in found]
    heads = [
        (method.get_absolute_url(), title, _compare_address([code for code in chosen if code != method.code]))
        for (method, _text), title in zip(found, titles, strict=True)
    ]
    context = {
        "heads": heads,
        "rows": rows,
        "chosen": chosen,
        "others": [] if len(found) >= MOST_COMPARED else _others(chosen),
        "is_full": len(found) >= MOST_COMPARED,
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
    chosen = _chosen(request)
    codes = [method.code for method, _text in chosen]
    address = _compare_address(codes)
    if not chosen:
        return HttpResponseRedirect(address)
    large = request.GET.get("schrift") == "gross"
    sheet = comparison_sheet(codes, _titles(chosen), _comparison(chosen), address, large=large)
    return pdf_answer(request, "comparison.typ", sheet, "vergleich", instead=address)


def _chosen(request: HttpRequest) -> list[Chosen]:
    """Return the methods that the address names and the person may see, in the order of the address."""
    codes = list(dict.fromkeys(request.GET.getlist("m")))[:MOST_COMPARED]
    return [(method, choose_text(texts)) for method, texts in fetch_methods(request.user, codes)]


def _titles(chosen: list[Chosen]) -> list[str]:
    return [text.title if text else method.code for method, text in chosen]


def _compare_address(codes: list[str], name: str = "compare") -> str:
    return f"{reverse(name)}?{'&'.join(f'm={code}' for code in codes)}"


def _comparison(chosen: list[Chosen]) -> list[tuple[str, list[str]]]:
    """Return (what, one cell per method); rows about which nothing is known are left out."""
    methods = [method for method, _text in chosen]
    columns = [facts(method) for method in methods]
    rows = [(facts_of[0].label, [fact.text for fact in facts_of]) for facts_of in zip(*columns, strict=True)]
    said = summaries_by_method([method.pk for method in methods])
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
    rows += [
        (str(labels.SECTIONS[section]), [text.sections.get(section, "") if text else "" for _method, text in chosen])
        for section in ("suited_for", "not_suited_for", "pitfalls", "outputs")
    ]
    return [(str(name), cells) for name, cells in rows if any(cells)]
