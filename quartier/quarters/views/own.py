"""What a contact person sees and decides about their own entry, through their personal link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from quartier.accounts.guests import visitor
from quartier.quarters import consents
from quartier.quarters.actions import people as actions
from quartier.quarters.models import Consent, ContactPerson, Introduction
from quartier.quarters.roles import PERSON_LINK, links_of


def _own(request: HttpRequest) -> list[ContactPerson]:
    codes = [subject for purpose, subject in links_of(visitor(request)) if purpose == PERSON_LINK]
    people = ContactPerson.objects.filter(code__in=codes, actor__archived_on=None)
    return list(people.select_related("actor__quarter").prefetch_related("consents")) if codes else []


@never_cache
def own_entry(request: HttpRequest) -> HttpResponse:
    """Show what is noted, and let the person agree to each purpose or take it back. Only pressing changes anything."""
    people = _own(request)
    if not people:
        raise Http404
    if request.method == "POST":
        return _decide(request, people)
    entries = [(person, _decisions(person)) for person in people]
    introductions = Introduction.objects.visible_to(visitor(request)).filter(state__in=Introduction.OPEN)
    context = {"entries": entries, "rights": consents.RIGHTS}
    context["introductions"] = introductions.select_related("quarter", "offer_side", "seek_side")
    return render(request, "quarters/own_entry.html", context)


def _decisions(person: ContactPerson) -> list[tuple[str, str, Consent | None]]:
    given = {consent.purpose: consent for consent in person.consents.all() if consent.withdrawn_at is None}
    return [(purpose, str(words), given.get(purpose)) for purpose, words in consents.WORDS.items()]


def _decide(request: HttpRequest, people: list[ContactPerson]) -> HttpResponse:
    person = next((person for person in people if person.code == request.POST.get("person")), None)
    purpose = request.POST.get("purpose", "")
    if person is None or purpose not in consents.WORDS:
        raise Http404
    who = visitor(request)
    if request.POST.get("antwort") == "ja":
        actions.give_consent(person, purpose, by=who)
        messages.success(request, _("Danke. Notiert."))
    else:
        actions.withdraw_consent(person, purpose, by=who)
        messages.success(request, _("Zurückgenommen. Das gilt ab sofort überall."))
    return redirect("own_entry")
