"""Erasing people: first what will go and what stays for a decision, then the pressing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from quartier.quarters import traces
from quartier.quarters.actions import erasing as actions
from quartier.quarters.models import Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.actors import fetch as fetch_actor
from quartier.quarters.views.common import crumbs
from quartier.quarters.views.people import fetch as fetch_person


@within("quarters.edit_quarter")
def person(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Show the traces of a contact person; erase them when that is pressed."""
    one = fetch_person(request, quarter, code)
    found = traces.traces_of(one, request.visitor)
    context = {"name": one.name, "actor": one.actor, "back": one, "is_individual": one.actor.is_person}
    if request.method == "POST":
        return _erase(request, quarter, lambda: actions.erase_person(one, by=request.visitor), found, context)
    return _preview(request, quarter, found, context)


@within("quarters.erase_person")
def individual(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Show the traces of an engaged individual; erase them when that is pressed."""
    actor = fetch_actor(request, quarter, code, "quarters.erase_person")
    if not actor.is_person:
        raise Http404
    found = traces.traces_of_individual(actor, request.visitor)
    context = {"name": actor.name, "actor": actor}
    if request.method == "POST":
        return _erase(request, quarter, lambda: actions.erase_individual(actor, by=request.visitor), found, context)
    return _preview(request, quarter, found, context)


def _preview(request: QuarterRequest, quarter: Quarter, found: traces.Traces, context: dict[str, Any]) -> HttpResponse:
    way = crumbs(quarter, context["actor"])
    return render(request, "quarters/erase.html", context | {"quarter": quarter, "traces": found, "crumbs": way})


def _erase(
    request: QuarterRequest, quarter: Quarter, erase: Any, found: traces.Traces, context: dict[str, Any]
) -> HttpResponse:
    """Erase, and show once more what is left to decide: afterwards nobody can look for the name any more."""
    try:
        erase()
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(request.path)
    way = crumbs(quarter)
    return render(request, "quarters/erased.html", context | {"quarter": quarter, "traces": found, "crumbs": way})
