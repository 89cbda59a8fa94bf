"""Saving a part, and putting two editors' changes together when both were at it."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quartier.accounts.http import AccountRequest
from quartier.methods.actions import editing
from quartier.methods.document import Document, DocumentError, parse
from quartier.methods.field_words import field_name
from quartier.methods.forms.editing import PartForm
from quartier.methods.forms.editing_merge import MergeForm, MergeStateForm
from quartier.methods.leaves import Path
from quartier.methods.merging import Merge, merge
from quartier.methods.models import Method
from quartier.methods.views.access import editors_only
from quartier.methods.views.editing_common import crumbs, fetch


def save_part(request: AccountRequest, method: Method, form: PartForm) -> HttpResponse | None:
    """Save what a valid form says; return where to go, or None when the form has to be shown again."""
    based_on, note = form.cleaned_data["based_on"], form.cleaned_data["note"]
    mine: Document = {}
    try:
        mine = parse(form.written_to(editing.read_version(method, based_on) or form.document))
        merged = editing.save_merged(mine, by=request.user, based_on=based_on, note=note)
    except DocumentError as error:
        for place, message in error.problems:
            form.add_error(None, f"{place}: {message}")
        return None
    except editing.OutdatedError as error:
        return _ask(request, method, based_on, mine, note, error)
    _say_saved(request, merged)
    return redirect(request.path) if "bleiben" in request.POST else redirect("edit_method", method.code)


@editors_only
@require_POST
def merge_method(request: AccountRequest, code: str) -> HttpResponse:
    """Take the decisions about what both changed; ask again when meanwhile somebody else has saved."""
    method = fetch(request, code)
    state = MergeStateForm(request.POST)
    if not state.is_valid() or state.cleaned_data["mine"]["code"] != code:
        raise BadRequest("merge")
    said: dict[str, Any] = state.cleaned_data
    base, theirs = (editing.read_version(method, said[name]) for name in ("based_on", "seen"))
    form = MergeForm(request.POST, merge(base, theirs, said["mine"]))
    if not form.is_valid():
        return _show(request, method, form, said, 422)
    try:
        merged = editing.save_merged(form.document(), by=request.user, based_on=said["seen"], note=said["note"])
    except DocumentError as error:
        for place, message in error.problems:
            form.add_error(None, f"{place}: {message}")
        return _show(request, method, form, said, 422)
    except editing.OutdatedError as error:
        return _ask(request, method, said["seen"], form.document(), said["note"], error)
    _say_saved(request, merged)
    return redirect("edit_method", code)


def _ask(
    request: AccountRequest,
    method: Method,
    based_on: int,
    mine: Document,
    note: str,
    error: editing.OutdatedError,
) -> HttpResponse:
    form = MergeForm(None, merge(editing.read_version(method, based_on), error.current, mine))
    said = {"based_on": based_on, "seen": error.revision, "mine": mine, "note": note}
    return _show(request, method, form, said, 409)


def _show(request: AccountRequest, method: Method, form: MergeForm, said: dict[str, Any], status: int) -> HttpResponse:
    version = method.versions.filter(number=said["seen"]).select_related("author").defer("document").first()
    context = {
        "method": method,
        "text": method.text(),
        "crumbs": crumbs(method),
        "form": form,
        "said": said,
        "mine": json.dumps(said["mine"], ensure_ascii=False),
        "who": str(version.author) if version and version.author else _("jemand anderes"),
        "version": version,
        "from_theirs": _names(form.merge.from_theirs),
        "from_mine": _names(form.merge.from_mine),
        "from_both": _names(form.merge.from_both),
    }
    return render(request, "methods/merge.html", context, status=status)


def _names(paths: tuple[Path, ...]) -> list[str]:
    return [field_name(path) for path in paths]


def _say_saved(request: AccountRequest, merged: Merge | None) -> None:
    """Say that it is saved, and what somebody else had changed meanwhile."""
    if merged is None:
        messages.success(request, _("Gespeichert."))
        return
    fields = _names((*merged.from_theirs, *merged.from_both))
    words = ngettext(
        "Gespeichert. Inzwischen hat auch jemand anderes gespeichert, in diesem Feld: %(fields)s. Beides ist zusammengeführt.",
        "Gespeichert. Inzwischen hat auch jemand anderes gespeichert, in diesen Feldern: %(fields)s. Beides ist zusammengeführt.",
        len(fields),
    )
    messages.success(request, words % {"fields": ", ".join(fields)})
