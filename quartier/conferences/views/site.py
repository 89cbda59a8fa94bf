"""The public site of a conference."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.base import ratelimit
from quartier.conferences import faces
from quartier.conferences import vocabulary as v
from quartier.conferences.actions import contact as actions
from quartier.conferences.models import Conference
from quartier.conferences.views.access import frame, within_conference
from quartier.quarters.forms.privacy import ContactForm
from quartier.quarters.roles import PERSON_LINK, links_of
from quartier.quarters.views.access import QuarterRequest
from quartier.quarters.views.contact import COPIES_PER_DAY, PER_HOUR
from quartier.ui.forms import status


@within_conference()
def front(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Show the front page, and to those who manage it what comes next."""
    context = frame(request, conference, front=True)
    groups = [face for face in faces.groups(conference, faces.seen_by_all(conference)) if not face.group.ended_on]
    context |= {
        "blocks": conference.blocks.all(),
        "groups": groups,
        "may_join": any(purpose == PERSON_LINK for purpose, _subject in links_of(request.visitor)),
        "may_appoint": request.visitor.has_perm("conferences.appoint_manager", conference),
        "steps": _steps(conference) if context["may_edit"] else [],
    }
    return render(request, "conferences/front.html", context)


def _steps(conference: Conference) -> list[tuple[bool, str, str]]:
    """Return (done?, words, address) of what makes a conference ready."""
    where = [conference.quarter.code, conference.code]
    return [
        (conference.concept.exists(), _("Das Konzept beginnen"), reverse("concept", args=where)),
        (
            conference.statutes.adopted().exists(),
            _("Hausregeln beschließen"),
            reverse("statutes", args=where),
        ),
        (conference.mandates.exists(), _("Aufgaben verteilen"), reverse("mandates", args=where)),
        (conference.groups.exists(), _("Eine Arbeitsgruppe beginnen"), reverse("add_group", args=where)),
        (conference.blocks.exists(), _("Die Seite gestalten"), reverse("arrange_site", args=where)),
        (conference.state != v.DRAFT, _("Für alle öffnen"), "#oeffnen"),
    ]


@within_conference()
def people(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Show about whom one reads: how it began, mandates, groups and people, as far as they agreed to be named."""
    seen = faces.seen_by_all(conference)
    held = [m for m in conference.mandates.select_related("group") if m.term_state in {"running", "expiring"}]
    context = frame(request, conference) | {
        "mandates": [
            (mandate.get_role_display(), seen.people[mandate.holder_id], seen.side(mandate), mandate)
            for mandate in held
            if mandate.holder_id in seen.people
        ],
        "groups": faces.groups(conference, seen),
        "participants": faces.participants(conference),
        "today": timezone.localdate(),
    }
    return render(request, "conferences/people.html", context)


@within_conference()
def contact(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Ask for a message and send it. The address that it goes to is shown to nobody."""
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ratelimit.check("contact", ratelimit.visitor(request), PER_HOUR, 60 * 60)
        ratelimit.check("contact-copy", form.cleaned_data["email"].casefold(), COPIES_PER_DAY, 24 * 60 * 60)
        if actions.write_to_conference(conference, **form.cleaned_data, by=request.visitor):
            messages.success(request, _("Ihre Nachricht ist unterwegs. Eine Kopie kommt zu Ihnen."))
        else:
            messages.error(request, _("Gerade ist niemand zu erreichen. Versuchen Sie es später noch einmal."))
        return redirect(conference)
    return render(request, "conferences/contact.html", frame(request, conference) | {"form": form}, status=status(form))
