"""Mandates, for those who manage the conference."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.conferences import faces, terms
from quartier.conferences import vocabulary as v
from quartier.conferences.actions import mandates as actions
from quartier.conferences.forms.people import Choices, HandOverForm, MandateForm
from quartier.conferences.models import Conference, Mandate
from quartier.conferences.views.access import frame, within_conference
from quartier.quarters.views.access import QuarterRequest
from quartier.ui.forms import status

_ORDER = ("expiring", "running", "coming", "expired")


@within_conference("conferences.edit_conference")
def overview(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Show all mandates, those that end soon first, and what to look at."""
    seen = faces.seen_by(conference, request.visitor)
    held = list(conference.mandates.select_related("group", "deputy_of"))
    today = timezone.localdate()
    crowded = terms.crowded([mandate.term for mandate in held], v.USUAL_SIZES, today)
    cards = [
        (m, m.term_state, seen.holder(m), seen.side(m), seen.holder(m.deputy_of) if m.deputy_of else "") for m in held
    ]
    context = frame(request, conference) | {
        "cards": sorted(cards, key=lambda card: _ORDER.index(card[1])),
        "crowded": [(Mandate.Role(role).label, number, usual) for role, (number, usual) in crowded.items()],
        "expiring": sum(card[1] == "expiring" for card in cards),
    }
    return render(request, "conferences/mandates.html", context)


@within_conference("conferences.edit_conference")
def give(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Give somebody a mandate."""
    form = MandateForm(request.POST or None, choices=Choices(conference, request.visitor))
    return _ask(request, conference, form, None)


@within_conference("conferences.edit_conference")
def edit(request: QuarterRequest, conference: Conference, mandate: str) -> HttpResponse:
    """Change a mandate."""
    found = get_object_or_404(conference.mandates, code=mandate)
    form = MandateForm(request.POST or None, choices=Choices(conference, request.visitor), mandate=found)
    return _ask(request, conference, form, found)


def _ask(request: QuarterRequest, conference: Conference, form: MandateForm, mandate: Mandate | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            if mandate:
                actions.change_mandate(mandate, form.cleaned_data, by=request.visitor)
            else:
                actions.give_mandate(conference, form.cleaned_data, by=request.visitor)
            messages.success(request, _("Gespeichert."))
            return redirect("mandates", conference.quarter.code, conference.code)
        except ValidationError as error:
            form.add_error("holder", error)
    context = frame(request, conference) | {"form": form, "mandate": mandate}
    return render(request, "conferences/mandate.html", context, status=status(form))


@within_conference("conferences.edit_conference")
def hand_over(request: QuarterRequest, conference: Conference, mandate: str) -> HttpResponse:
    """Hand a mandate over to a successor."""
    found = get_object_or_404(conference.mandates, code=mandate)
    form = HandOverForm(request.POST or None, choices=Choices(conference, request.visitor))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.hand_over(found, data["holder"], data["begins_on"], data["ends_on"], by=request.visitor)
            messages.success(request, _("Übergeben. Das alte Mandat endet am Tag davor."))
            return redirect("mandates", conference.quarter.code, conference.code)
        except ValidationError as error:
            form.add_error("begins_on", error)
    who = faces.seen_by(conference, request.visitor).holder(found)
    context = frame(request, conference) | {"form": form, "mandate": found, "who": who}
    return render(request, "conferences/hand_over.html", context, status=status(form))
