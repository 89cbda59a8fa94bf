"""The versions of a method: who changed what and when, read and restored."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.accounts.http import AccountRequest
from quartier.methods.actions import editing
from quartier.methods.differences import Change, between, words
from quartier.methods.field_words import field_name, items, value_words
from quartier.methods.merging import ENTRIES, SETS
from quartier.methods.models import Method, Version
from quartier.methods.views.access import editors_only
from quartier.methods.views.editing_common import crumbs, fetch

PER_PAGE = 30
_PROSE = {"title", "summary", "phases", "checked_by", "authors", "licence"}


@editors_only
def versions(request: AccountRequest, code: str) -> HttpResponse:
    """List the versions, newest first."""
    method = fetch(request, code)
    found = method.versions.select_related("author").defer("document")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
    former = method.revision - 1
    context = {
        "method": method,
        "text": method.text(),
        "page_obj": page,
        "choices": [version.number for version in page],
        "crumbs": crumbs(method),
        "undo": former if request.GET.get("getan") in ("zurueckgeholt", "entfernt") and former > 0 else None,
    }
    return render(request, "methods/versions.html", context)


@editors_only
def difference(request: AccountRequest, code: str) -> HttpResponse:
    """Show in words what differs between two versions, whatever their order in the address."""
    method = fetch(request, code)
    numbers = [_number(request.GET.get(name, "")) for name in ("von", "bis")]
    old, new = (_version(method, number) for number in sorted(numbers))
    context = {
        "method": method,
        "text": method.text(),
        "old": old,
        "new": new,
        "changes": [_in_words(change) for change in between(old.document, new.document)],
        "crumbs": [*crumbs(method), (_("Versionen"), reverse("versions", args=[code]))],
    }
    return render(request, "methods/versions_difference.html", context)


@editors_only
@require_POST
def restore_version(request: AccountRequest, code: str, number: int) -> HttpResponse:
    """Make a version the present one; the next page offers to undo it."""
    method = fetch(request, code)
    _version(method, number)
    address = reverse("versions", args=[code])
    if editing.restore_version(method, number, by=request.user).revision == method.revision:
        messages.info(request, _("So steht es schon da. Es hat sich nichts geändert."))
        return redirect(address)
    return HttpResponseRedirect(f"{address}?getan=zurueckgeholt")


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _version(method: Method, number: int) -> Version:
    return get_object_or_404(method.versions.select_related("author"), number=number)


def _in_words(change: Change) -> dict[str, Any]:
    """Return a change as what a person reads: entries that came and went, a text word by word, or before and after."""
    path, name = change.path, field_name(change.path)
    if path[0] in SETS | ENTRIES:
        before, after = items(path, change.old), items(path, change.new)
        came, went = [x for x in after if x not in before], [x for x in before if x not in after]
        return {"name": name, "kind": "list", "came": came, "went": went}
    old, new = value_words(path, change.old), value_words(path, change.new)
    if path[-1] in _PROSE or "sections" in path:
        return {"name": name, "kind": "prose", "runs": words(old, new)}
    return {"name": name, "kind": "value", "old": old, "new": new}
