"""Contact persons and their consents."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.quarters import consents
from quartier.quarters.actions import people as actions
from quartier.quarters.forms.people import ConsentForm, PersonForm
from quartier.quarters.models import Consent, ContactPerson, Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.actors import fetch as fetch_actor
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status


def fetch(request: QuarterRequest, quarter: Quarter, code: str) -> ContactPerson:
    """Return a contact person of the quarter whom the visitor may edit; 404 for everything else."""
    people = ContactPerson.objects.visible_to(request.visitor).filter(actor__quarter=quarter)
    person = get_object_or_404(people.select_related("actor__quarter"), code=code)
    if not request.visitor.has_perm("quarters.edit_person", person):
        raise Http404
    return person


@within("quarters.edit_quarter")
def add(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Add a contact person to an actor."""
    actor = fetch_actor(request, quarter, code)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.add_person(actor, form.cleaned_data, by=request.visitor)
        messages.success(request, _("Eingetragen. Noch sieht nur die Koordination diese Person."))
        return redirect("edit_person", quarter.code, person.code)
    context = {"quarter": quarter, "actor": actor, "form": form, "crumbs": crumbs(quarter, actor)}
    return render(request, "quarters/person_add.html", context, status=status(form))


@within("quarters.edit_quarter")
def edit(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Change a contact person, and see what they have agreed to."""
    person = fetch(request, quarter, code)
    form = PersonForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        actions.change_person(person, form.cleaned_data, by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect(person.actor)
    given = {consent.purpose: consent for consent in person.consents.valid()}
    context = {
        "quarter": quarter,
        "actor": person.actor,
        "person": person,
        "form": form,
        "consents": [
            (purpose.value, purpose.label, consents.WORDS[purpose.value], given.get(purpose.value))
            for purpose in Consent.Purpose
        ],
        "channels": ConsentForm.base_fields["channel"].choices,  # type: ignore[attr-defined]
        "crumbs": crumbs(quarter, person.actor),
    }
    return render(request, "quarters/person_edit.html", context, status=status(form))


@within("quarters.edit_quarter")
@require_POST
def inform(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Send a contact person the link to their own entry."""
    person = fetch(request, quarter, code)
    if actions.send_own_entry(person, by=request.visitor):
        messages.success(
            request, _("Die Mail ist unterwegs. Mit dem Link kann die Person ihren Eintrag selbst pflegen.")
        )
    else:
        messages.error(request, _("Von dieser Person ist keine E-Mail-Adresse bekannt."))
    return redirect("edit_person", quarter.code, code)


@within("quarters.edit_quarter")
@require_POST
def consent(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Write down a consent that somebody gave, or take one back in their name."""
    person = fetch(request, quarter, code)
    purpose = request.POST.get("purpose", "")
    if "zurueck" in request.POST:
        if actions.withdraw_consent(person, purpose, by=request.visitor):
            messages.success(request, _("Zurückgenommen. Das gilt ab sofort überall."))
    else:
        form = ConsentForm(request.POST)
        try:
            if not form.is_valid():
                raise ValidationError(_("Wählen Sie, wie die Person zugestimmt hat."))
            actions.note_consent(person, purpose, form.cleaned_data["channel"], by=request.visitor)
            messages.success(request, _("Notiert. Wann und wie die Person zugestimmt hat, steht jetzt dabei."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return HttpResponseRedirect(f"{request.path.removesuffix('einwilligung/')}#einwilligungen")
