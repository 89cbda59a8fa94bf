"""Founding a conference, describing it, and arranging its site."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.base.rows import Rows, posted
from quartier.conferences.actions import founding
from quartier.conferences.forms.conferences import BeginForm, BlockForm, ConferenceForm, ManagerForm
from quartier.conferences.models import Conference
from quartier.conferences.views.access import frame, within_conference
from quartier.quarters.models import Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.ui.forms import status


@within("conferences.found_conference")
def found(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Ask for name, aim and occasion, and begin a conference."""
    form = BeginForm(request.POST or None, initial={"name": _("Stadtteilkonferenz %(name)s") % {"name": quarter.name}})
    if request.method == "POST" and form.is_valid():
        conference = founding.found_conference(quarter, form.cleaned_data, by=request.visitor)
        messages.success(
            request, _("%(name)s ist gegründet. Noch sehen nur die Mitglieder die Seite.") % {"name": conference.name}
        )
        return redirect(conference)
    crumbs = [(_("Stadtteile"), reverse("quarters")), (quarter.name, quarter.get_absolute_url())]
    context = {"quarter": quarter, "form": form, "crumbs": crumbs}
    return render(request, "conferences/found.html", context, status=status(form))


@within_conference("conferences.edit_conference")
def edit(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Change what the conference says about itself."""
    stored = {field: getattr(conference, field) for field in ConferenceForm.base_fields}
    form = ConferenceForm(request.POST or None, initial=stored)
    if request.method == "POST" and form.is_valid():
        founding.change_conference(conference, form.cleaned_data, by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect(conference)
    return render(request, "conferences/edit.html", frame(request, conference) | {"form": form}, status=status(form))


@within_conference("conferences.edit_conference")
def arrange(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Write the pieces of the front page and put them in order."""
    stored = list(conference.blocks.values("title", "text"))
    rows, pressed = (
        posted("teile", BlockForm, request.POST)
        if request.method == "POST"
        else (Rows("teile", BlockForm, initial=stored or [{}]), False)
    )
    is_wrong = request.method == "POST" and not pressed and not rows.is_valid()
    if request.method == "POST" and not pressed and not is_wrong:
        founding.arrange_site(conference, rows.cleaned(), by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect(conference)
    context = frame(request, conference) | {"rows": rows}
    return render(request, "conferences/arrange.html", context, status=422 if is_wrong else 200)


@within_conference("conferences.publish_conference")
@require_POST
def change_state(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Publish the conference, take it back, or end it."""
    try:
        founding.set_state(conference, request.POST.get("zustand", ""), by=request.visitor)
        messages.success(
            request, _("Erledigt: Die Konferenz ist jetzt „%(state)s“.") % {"state": conference.get_state_display()}
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(conference)


@within_conference("conferences.appoint_manager")
def managers(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Show who manages the conference, appoint somebody, end it for somebody."""
    accounts = {m.user.code: m.user for m in conference.quarter.memberships.select_related("user")}
    form = ManagerForm(
        request.POST if "member" in request.POST else None, members=[(code, u.name) for code, u in accounts.items()]
    )
    if request.method == "POST" and "beenden" in request.POST:
        for manager in conference.managers.filter(user__code=request.POST["beenden"][:40]):
            founding.dismiss_manager(manager, by=request.visitor)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        founding.appoint_manager(conference, accounts[form.cleaned_data["member"]], by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect(request.path)
    context = frame(request, conference) | {"form": form, "managers": conference.managers.select_related("user")}
    return render(request, "conferences/managers.html", context, status=status(form))
