"""What coordinators see and do about the data of people: who has to be told, what is asked, what is due."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quartier.quarters.actions import informing, retaining, wishes
from quartier.quarters.letters import letter_sheet
from quartier.quarters.models import ContactPerson, Quarter, Wish
from quartier.quarters.retention import RULES
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.people import fetch as fetch_person
from quartier.ui import pdf

AHEAD = dt.timedelta(days=60)  # what will be due soon is shown, so that somebody can confirm it
SHEET = Path(pdf.__file__).parent / "print" / "letters.typ"


@within("quarters.inform_people")
def overview(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show who has not been told, what people ask, and what will be deleted when."""
    open_wishes = Wish.objects.filter(person__actor__quarter=quarter, closed_at=None)
    context = {
        "quarter": quarter,
        "uninformed": informing.uninformed(quarter),
        "wishes": open_wishes.select_related("person__actor"),
        "rules": _rules(quarter),
        "crumbs": [(_("Stadtteile"), reverse("quarters")), (quarter.name, quarter.get_absolute_url())],
    }
    return render(request, "quarters/privacy.html", context)


def _rules(quarter: Quarter) -> list[dict[str, Any]]:
    """Return the rules with what is due now or soon: (day, name, code of a person that can be confirmed)."""
    soon = timezone.now() + AHEAD
    shown = []
    for rule in RULES:
        things = [(rule.due_on(thing), _called(thing), _person_code(thing)) for thing in rule.find(soon, quarter)[:200]]
        shown.append({"words": rule.words, "things": sorted(things)})
    return shown


def _called(thing: Any) -> str:
    if isinstance(thing, ContactPerson):
        return f"{thing.name}, {thing.actor.name}"
    return str(getattr(thing, "file_name", "") or getattr(thing, "name", "") or _("Link ohne Namen"))


def _person_code(thing: Any) -> str:
    return thing.code if isinstance(thing, ContactPerson) else ""


@within("quarters.inform_people")
@require_POST
def inform(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Send the mails whose number somebody has just seen."""
    expected = request.POST.get("anzahl", "")
    try:
        number = informing.inform_by_mail(quarter, int(expected) if expected.isdecimal() else -1, by=request.visitor)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        said = ngettext("%(number)s Mail ist unterwegs.", "%(number)s Mails sind unterwegs.", number)
        messages.success(request, said % {"number": number})
    return redirect("quarter_privacy", quarter.code)


@within("quarters.inform_people")
@require_POST
def letters(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Give the letters as one PDF; with it people count as told."""
    made = informing.prepare_letters(quarter, by=request.visitor)
    if not made:
        messages.error(request, _("Niemand braucht gerade einen Brief."))
        return redirect("quarter_privacy", quarter.code)
    try:
        content = pdf.render(SHEET, letter_sheet(quarter, made))
    except pdf.PdfError:
        informing.drop_letters(quarter, made, by=request.visitor)
        messages.error(request, _("Die Briefe ließen sich gerade nicht erzeugen. Versuchen Sie es noch einmal."))
        return redirect("quarter_privacy", quarter.code)
    informing.note_letters(quarter, made, by=request.visitor)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="briefe-{quarter.code}.pdf"'
    return answer


@within("quarters.inform_people")
@require_POST
def confirm(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Keep the entry of a person for another year."""
    person = fetch_person(request, quarter, request.POST.get("person", ""))
    retaining.confirm_person(person, by=request.visitor)
    messages.success(request, _("Bestätigt. Der Eintrag bleibt ein weiteres Jahr."))
    return redirect("quarter_privacy", quarter.code)


@within("quarters.inform_people")
@require_POST
def close_wish(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Say that something that a person asked for is done."""
    found = Wish.objects.filter(person__actor__quarter=quarter).select_related("person__actor__quarter")
    wishes.close_wish(get_object_or_404(found, code=request.POST.get("anliegen", "")), by=request.visitor)
    messages.success(request, _("Erledigt."))
    return redirect("quarter_privacy", quarter.code)
