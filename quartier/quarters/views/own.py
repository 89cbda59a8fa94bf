"""What a contact person sees and decides about their own entry, through their personal link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quartier.accounts.guests import visitor
from quartier.base import ratelimit
from quartier.quarters import consents
from quartier.quarters.actions import people as actions
from quartier.quarters.actions.reminding import GOODS_LAST
from quartier.quarters.actions.wishes import make_wish
from quartier.quarters.forms.privacy import WishForm
from quartier.quarters.models import Consent, ContactPerson, Introduction
from quartier.quarters.owndata import as_zip
from quartier.quarters.reminding import questions
from quartier.quarters.roles import PERSON_LINK, links_of

WISHES_PER_DAY = 10


def own_people(request: HttpRequest) -> list[ContactPerson]:
    codes = [subject for purpose, subject in links_of(visitor(request)) if purpose == PERSON_LINK]
    people = ContactPerson.objects.filter(code__in=codes)
    return list(people.select_related("actor__quarter").prefetch_related("consents")) if codes else []


@never_cache
def own_entry(request: HttpRequest) -> HttpResponse:
    """Show what is noted, and let the person agree to each purpose or take it back. Only pressing changes anything."""
    people = own_people(request)
    if not people:
        raise Http404
    if request.method == "POST":
        return _decide(request, people)
    return _page(request, people)


def _page(request: HttpRequest, people: list[ContactPerson], sent: WishForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    asked = questions(people, today)
    entries = [
        {
            "person": person,
            "decisions": _decisions(person),
            "form": sent if sent and sent.prefix == person.code else WishForm(prefix=person.code),
            "asked": asked[person.pk],
        }
        for person in people
    ]
    introductions = Introduction.objects.visible_to(visitor(request)).filter(state__in=Introduction.OPEN)
    context = {"entries": entries, "rights": consents.RIGHTS, "good_until": today + GOODS_LAST}
    context["introductions"] = introductions.select_related("quarter", "offer_side", "seek_side")
    return render(request, "quarters/own_entry.html", context, status=422 if sent else 200)


@never_cache
@require_safe
def own_zip(request: HttpRequest) -> HttpResponse:
    """Give somebody all that is stored about them, as a file."""
    people = own_people(request)
    if not people:
        raise Http404
    answer = HttpResponse(as_zip(people), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="mein-eintrag.zip"'
    return answer


@never_cache
@require_POST
def wish(request: HttpRequest) -> HttpResponse:
    """Pass on to the coordinators what somebody asks about their own entry."""
    person = next((person for person in own_people(request) if person.code == request.POST.get("person")), None)
    if person is None:
        raise Http404
    form = WishForm(request.POST, prefix=person.code)
    if form.is_valid():
        ratelimit.check("wishes", person.code, WISHES_PER_DAY, 24 * 60 * 60)
        make_wish(person, form.cleaned_data["text"], by=visitor(request))
        messages.success(request, _("Danke. Die Koordination kümmert sich darum."))
        return redirect("own_entry")
    return _page(request, own_people(request), form)


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
