"""Taking in an address list: upload, columns, preview with the fate of every row, progress, report, undo."""

from collections import OrderedDict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from quartier.base import ratelimit
from quartier.quarters import labels
from quartier.quarters.actions import lists as actions
from quartier.quarters.directory import state_of
from quartier.quarters.forms.lists import ColumnsForm, UploadForm
from quartier.quarters.lists import drafts as d
from quartier.quarters.lists.columns import guess
from quartier.quarters.lists.fates import count
from quartier.quarters.models import Actor, ListImport, Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status

STEPS = (gettext_lazy("Datei"), gettext_lazy("Spalten"), gettext_lazy("Vorschau"), gettext_lazy("Fertig"))
PER_PAGE = 50
SAMPLES = 3  # values shown of a column
UPLOADS_PER_HOUR = 30
MOST_KEPT = 4  # outcomes in memory: reading a page of a preview does not settle 5,000 rows again
# What people have to look at comes first.
_ORDER = (d.DECIDE, d.REFUSED, d.MERGES, d.NEW, d.MERGES_ROW, d.SAME, d.SKIPPED, d.TITLE, d.BLANK)

_kept: OrderedDict[tuple[Any, ...], d.Outcome] = OrderedDict()


@within("quarters.import_list")
def start(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Take a list, and show the earlier ones."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST":
        ratelimit.check("lists", str(request.visitor.pk), UPLOADS_PER_HOUR, 60 * 60)
        if form.is_valid():
            made = actions.upload_list(quarter, form.cleaned_data["file"], form.file_name, by=request.visitor)
            return redirect("list_columns", quarter.code, made.code)
    context = {
        "quarter": quarter,
        "form": form,
        "imports": quarter.imports.defer("sheets")[:20],
        "crumbs": crumbs(quarter),
    }
    return render(request, "quarters/import.html", context, status=status(form))


def _fetch(request: QuarterRequest, quarter: Quarter, code: str) -> ListImport:
    return get_object_or_404(ListImport.objects.visible_to(request.visitor).filter(quarter=quarter), code=code)


@within("quarters.import_list")
def columns(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Ask whether the columns were understood."""
    made = _fetch(request, quarter, code)
    if made.state != ListImport.State.UPLOADED:
        return redirect("list_progress", quarter.code, made.code)
    header = actions.header_of(made)
    guesses = guess(made.rows, header)
    form = ColumnsForm(request.POST or None, made, guesses)
    if request.method == "POST" and form.is_valid():
        other = form.sheet() != made.sheet
        actions.explain_list(made, form.sheet(), form.mapping(), by=request.visitor)
        return redirect("list_columns" if other else "list_preview", quarter.code, made.code)
    body = made.rows[header.body :]
    shown = [(form[f"spalte_{one.column}"], _samples(body, one.column), one.certainty) for one in guesses]
    context = {"quarter": quarter, "made": made, "form": form, "columns": shown, "rows": len(body)}
    context |= {"several": len(made.sheets) > 1, "crumbs": crumbs(quarter), "import_steps": STEPS}
    return render(request, "quarters/import_columns.html", context, status=status(form))


def _samples(rows: list[list[str]], column: int) -> list[str]:
    filled = (row[column].strip() for row in rows if column < len(row) and row[column].strip())
    return list(dict.fromkeys(filled))[:SAMPLES]


@within("quarters.import_list")
def preview(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Show what becomes of every row, and ask where it is not clear. Writes only decisions."""
    made = _fetch(request, quarter, code)
    if made.state != ListImport.State.UPLOADED:
        return redirect("list_progress", quarter.code, made.code)
    settled = _outcome(made)
    if request.method == "POST":
        actions.decide_rows(made, _decisions(request, settled), by=request.visitor)
        return redirect(request.get_full_path())
    counted = count(settled.fates)
    chosen = request.GET.get("zeige", "")
    chosen = chosen if chosen in _ORDER else next((fate for fate in _ORDER if counted[fate]), d.NEW)
    page = Paginator([fate for fate in settled.fates if fate.fate == chosen], PER_PAGE).get_page(
        request.GET.get("seite")
    )
    names = dict(Actor.objects.filter(pk__in=[fate.key for fate in page if fate.key]).values_list("pk", "name"))
    context = {
        "quarter": quarter,
        "made": made,
        "tabs": [(f"{labels.FATES[fate]} ({counted[fate]})", f"?zeige={fate}") for fate in _ORDER if counted[fate]],
        "current": f"?zeige={chosen}",
        "total": len(settled.fates),
        "counted": counted,
        "page_obj": page,
        "rows": [_row(made, fate, names) for fate in page],
        "deciding": chosen == d.DECIDE,
        "import_steps": STEPS,
        "crumbs": crumbs(quarter),
    }
    return render(request, "quarters/import_preview.html", context)


def _outcome(made: ListImport) -> d.Outcome:
    """Return the outcome, kept while neither the list, nor a decision, nor anything in the quarter changes."""
    slot = (made.pk, made.sheet, str(made.mapping), str(made.decisions), state_of(made.quarter))
    if slot not in _kept:
        _kept[slot] = actions.outcome(made)
    _kept.move_to_end(slot)
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return _kept[slot]


def _row(made: ListImport, fate: d.Fate, names: dict[int, str]) -> dict[str, Any]:
    """Return a row as the preview shows it."""
    cells = made.rows[fate.row] if fate.row < len(made.rows) else []
    draft = fate.draft
    return {
        "number": fate.row + 1,
        "cells": " · ".join(cell for cell in cells if cell.strip()),
        "name": (draft.name if draft else "") or _("ohne Namen"),
        "persons": [person.name for person in draft.persons if person.name] if draft else [],
        "reason": labels.REASONS.get(fate.reason, ""),
        "into": names.get(fate.key or 0, ""),
        "earlier": fate.earlier + 1 if fate.earlier is not None else None,
        "adds": [(labels.CHANGES.get(change.field, change.field), _words(change.value)) for change in fate.adds],
        "ignored": [(labels.CHANGES.get(change.field, change.field), _words(change.value)) for change in fate.ignored],
        "notes": [note.text for note in draft.notes] if draft else [],
        "options": [
            (_option_code(option), option.name, labels.REASONS.get(option.reason, ""), option.row)
            for option in fate.options
        ],
    }


def _words(value: Any) -> str:
    """Return a value of a row for people: codes of closed lists in words."""
    tables = (labels.KINDS, labels.ACTION_FIELDS, labels.ANSWERS, labels.LANGUAGES)
    return next((str(table[value]) for table in tables if isinstance(value, str) and value in table), str(value))


def _option_code(option: d.Option) -> str:
    return f"key-{option.key}" if option.key is not None else f"row-{option.row}"


def _decisions(request: QuarterRequest, settled: d.Outcome) -> dict[str, dict[str, Any]]:
    """Return what was chosen about the rows that ask; anything that was not offered is left out."""
    found: dict[str, dict[str, Any]] = {}
    for fate in settled.fates:
        answer = request.POST.get(f"zeile_{fate.row}", "") if fate.fate == d.DECIDE else ""
        offered = {_option_code(option) for option in fate.options}
        if answer == "neu":
            found[str(fate.row)] = {}
        elif answer == "weg":
            found[str(fate.row)] = {"skip": True}
        elif answer in offered:
            kind, _sign, number = answer.partition("-")
            found[str(fate.row)] = {kind: int(number)}
    return found


@within("quarters.import_list")
@require_POST
def run(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Begin to write, to take back, or forget the list."""
    made = _fetch(request, quarter, code)
    wish = request.POST.get("wunsch", "")
    try:
        if wish == "uebernehmen":
            actions.start_import(made, by=request.visitor)
        elif wish == "zuruecknehmen":
            actions.start_undo(made, by=request.visitor)
        elif wish == "zeigen":
            number = actions.show_imported(made, by=request.visitor)
            said = ngettext(
                "%(number)s Einrichtung ist jetzt öffentlich.",
                "%(number)s Einrichtungen sind jetzt öffentlich.",
                number,
            )
            messages.success(request, said % {"number": number})
        elif wish == "vergessen":
            actions.forget_list(made, by=request.visitor)
            messages.success(request, _("Die Liste ist gelöscht. Es wurde nichts übernommen."))
            return redirect("import_list", quarter.code)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("list_progress", quarter.code, made.code)


@within("quarters.import_list")
def progress(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Show how far it is, and at the end what became of every row."""
    made = _fetch(request, quarter, code)
    state = ListImport.State
    if made.state == state.UPLOADED:
        return redirect("list_preview", quarter.code, made.code)
    outcomes = made.outcomes.order_by("number").values_list("number", "fate", "actor__name", "actor__code")
    counted = dict.fromkeys(_ORDER, 0)
    for _number, fate, _name, _code in outcomes:
        counted[fate] += 1
    is_busy = made.state in {state.RUNNING, state.UNDOING}
    context = {
        "quarter": quarter,
        "made": made,
        "is_busy": is_busy,
        "steps": made.total if made.state == state.RUNNING else counted[d.NEW] + counted[d.MERGES],
        "sums": [(labels.FATES[fate], counted[fate]) for fate in _ORDER if counted[fate]],
        "total": sum(counted.values()),
        "page_obj": Paginator(outcomes, PER_PAGE).get_page(request.GET.get("seite")),
        "fates": labels.FATES,
        "kept": Actor.objects.visible_to(request.visitor).filter(quarter=quarter, code__in=made.kept),
        "import_steps": STEPS,
        "crumbs": crumbs(quarter),
    }
    return render(request, "quarters/import_progress.html", context)
