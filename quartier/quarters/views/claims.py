"""Organisations are claimed by those who belong to them, and coordinators look at it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quartier.accounts.http import AccountRequest
from quartier.accounts.rules import has_account
from quartier.base import ratelimit
from quartier.quarters import domains
from quartier.quarters.actions import claims as actions
from quartier.quarters.claimants import comparisons
from quartier.quarters.forms.claims import ClaimForm, ReasonForm
from quartier.quarters.models import Actor, Claim, Quarter
from quartier.quarters.roles import PERSON_LINK, links_of
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status

PER_HOUR = 5  # of one account
SHOWN = dt.timedelta(days=30)  # what the address alone has decided
VERDICTS = {
    domains.SAME: gettext_lazy("Das ist dasselbe."),
    domains.SHARED: gettext_lazy("Mehrere Einträge im Verzeichnis haben diese Endung."),
    domains.REWRITTEN: gettext_lazy("Das ist dasselbe, aber so hat es nicht die Koordination eingetragen."),
    domains.BELOW: gettext_lazy(
        "Im Verzeichnis steht aber nur eine einzelne Seite unter dieser Endung. Sie kann jemand anderem gehören."
    ),
    domains.DIFFERENT: gettext_lazy("Das ist nicht dasselbe. Vergleichen Sie Buchstabe für Buchstabe."),
    domains.PROVIDER: gettext_lazy("Eine Adresse mit dieser Endung bekommt jeder. Sie sagt nichts."),
    domains.UNVERIFIED: gettext_lazy("Die Adresse ist nicht bestätigt. Sie sagt nichts."),
    domains.NOTHING_LISTED: gettext_lazy("Im Verzeichnis steht nichts, womit man sie vergleichen könnte."),
}
LOOKALIKE = gettext_lazy(
    "Das ist nicht dasselbe, auch wenn es so aussieht: Die Adresse hat Buchstaben, die nicht zu a bis z gehören."
)


@dataclass(frozen=True)
class Row:
    """A claim as coordinators see it, with the form that answers it."""

    claim: Claim
    domain: str
    listed: str
    verdict: Any
    form: ReasonForm


@within()
@never_cache
def claim(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Ask who somebody is at an organisation. The page says nothing about addresses, neither theirs nor its."""
    person = request.visitor
    if not has_account(person):
        return redirect_to_login(request.get_full_path())
    actor = get_object_or_404(Actor.objects.visible_to(person).filter(quarter=quarter), code=code)
    actor.quarter = quarter
    if not person.has_perm("quarters.claim_actor", actor):
        raise Http404
    form = ClaimForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        ratelimit.check("claims", str(person.pk), PER_HOUR, 60 * 60)
        try:
            made = actions.claim_actor(actor, **form.cleaned_data, by=person)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            is_done = made.state == Claim.State.ACCEPTED
            messages.success(request, _("Das hat geklappt.") if is_done else _("Danke. Ihre Angabe ist angekommen."))
        return redirect("own_claims")
    context = {"quarter": quarter, "actor": actor, "form": form, "crumbs": crumbs(quarter, actor)}
    return render(request, "quarters/claim.html", context, status=status(form))


@login_required
@require_safe
@never_cache
def own_claims(request: AccountRequest) -> HttpResponse:
    """Show what somebody has said to be theirs, what came of it, and what happens next."""
    own = request.user.claims.select_related("actor__quarter", "entry").order_by("-created_at", "-pk")
    held = {subject for purpose, subject in links_of(request.user) if purpose == PERSON_LINK}
    rows = [(one, one.entry is not None and one.entry.code in held) for one in own]
    context = {"rows": rows, "crumbs": [(_("Mein Konto"), reverse("account"))]}
    return render(request, "quarters/own_claims.html", context)


@login_required
@require_POST
def withdraw(request: AccountRequest) -> HttpResponse:
    """Take back what one has said."""
    held = get_object_or_404(request.user.claims, code=request.POST.get("angabe", ""))
    try:
        actions.withdraw_claim(held, by=request.user)
        messages.success(request, _("Zurückgenommen."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("own_claims")


@within("quarters.decide_claim")
@require_safe
def overview(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show what waits, and what the address alone has decided lately."""
    return _page(request, quarter)


@within("quarters.decide_claim")
@require_POST
def decide(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Accept, decline with a reason, or end what was accepted."""
    found = Claim.objects.visible_to(request.visitor).filter(actor__quarter=quarter)
    held = get_object_or_404(found, code=request.POST.get("angabe", ""))
    answer = request.POST.get("antwort", "")
    form = ReasonForm(request.POST, prefix=held.code)
    if answer not in {"ja", "nein", "beenden"}:
        raise Http404
    if answer != "ja" and not form.is_valid():
        return _page(request, quarter, form)
    try:
        if answer == "ja":
            actions.accept_claim(held, by=request.visitor)
            messages.success(request, _("Bestätigt. Die Person pflegt den Eintrag jetzt selbst."))
        elif answer == "nein":
            actions.decline_claim(held, form.cleaned_data["reason"], by=request.visitor)
            messages.success(request, _("Abgelehnt. Die Person bekommt eine Mail."))
        else:
            actions.end_claim(held, form.cleaned_data["reason"], by=request.visitor)
            messages.success(request, _("Beendet. Die Person kann nichts mehr ändern und bekommt eine Mail."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("claims", quarter.code)


def _page(request: QuarterRequest, quarter: Quarter, bound: ReasonForm | None = None) -> HttpResponse:
    found = Claim.objects.visible_to(request.visitor).filter(actor__quarter=quarter).select_related("actor", "user")
    lately = {"state": Claim.State.ACCEPTED, "basis": Claim.Basis.DOMAIN, "decided_at__gte": timezone.now() - SHOWN}
    claims = [*found.filter(state=Claim.State.WAITING), *found.filter(**lately).order_by("-decided_at")]
    rows = [_row(one, said, bound) for one, said in zip(claims, comparisons(quarter, claims), strict=True)]
    context = {
        "quarter": quarter,
        "waiting": [row for row in rows if row.claim.state == Claim.State.WAITING],
        "accepted": [row for row in rows if row.claim.state == Claim.State.ACCEPTED],
        "bound": bound,
        "crumbs": crumbs(quarter)[:2],
    }
    return render(request, "quarters/claims.html", context, status=status(bound) if bound else 200)


def _row(one: Claim, said: domains.Comparison, bound: ReasonForm | None) -> Row:
    is_bound = bound is not None and bound.prefix == one.code
    return Row(
        claim=one,
        domain=domains.shown(said.domain) or one.user.email.rpartition("@")[2],
        listed=", ".join(map(domains.shown, said.listed)),
        verdict=LOOKALIKE if said.verdict == domains.DIFFERENT and said.has_other_letters else VERDICTS[said.verdict],
        form=bound if bound is not None and is_bound else ReasonForm(prefix=one.code),
    )
