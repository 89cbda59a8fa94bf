"""Working groups."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.conferences.actions import groups as actions
from quartier.conferences.forms.people import Choices, GroupForm
from quartier.conferences.models import Conference, WorkingGroup
from quartier.conferences.views.access import frame, within_conference
from quartier.quarters.models import ContactPerson
from quartier.quarters.roles import PERSON_LINK, links_of
from quartier.quarters.views.access import QuarterRequest
from quartier.ui.forms import status


@within_conference("conferences.edit_conference")
def add(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Begin a group."""
    return _save(request, conference, None)


@within_conference("conferences.edit_conference")
def edit(request: QuarterRequest, conference: Conference, group: str) -> HttpResponse:
    """Change a group and its people."""
    return _save(request, conference, get_object_or_404(conference.groups, code=group))


def _save(request: QuarterRequest, conference: Conference, group: WorkingGroup | None) -> HttpResponse:
    form = GroupForm(request.POST or None, choices=Choices(conference, request.visitor), group=group)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_group(conference, group, form.cleaned_data, by=request.visitor)
        actions.set_members(saved, form.people("members"), form.people("leads"), by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect("conference_people", conference.quarter.code, conference.code)
    context = frame(request, conference) | {"form": form, "group": group}
    return render(request, "conferences/group.html", context, status=status(form))


@within_conference("conferences.edit_conference")
@require_POST
def end(request: QuarterRequest, conference: Conference, group: str) -> HttpResponse:
    """End a group."""
    actions.end_group(get_object_or_404(conference.groups, code=group), by=request.visitor)
    messages.success(request, _("Die Gruppe ist beendet. Was sie war, bleibt zu lesen."))
    return redirect("conference_people", conference.quarter.code, conference.code)


@within_conference("conferences.see_concept")
@require_POST
def join(request: QuarterRequest, conference: Conference, group: str) -> HttpResponse:
    """Join a group, as the contact person whose link it is."""
    codes = [subject for purpose, subject in links_of(request.visitor) if purpose == PERSON_LINK]
    own = (
        ContactPerson.objects.filter(code__in=codes, actor__quarter=conference.quarter).select_related("actor").first()
    )
    if own is None:
        raise Http404
    try:
        actions.join_group(get_object_or_404(conference.groups, code=group), own, by=request.visitor)
        messages.success(request, _("Schön, dass Sie mitmachen!"))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("conference_people", conference.quarter.code, conference.code)
