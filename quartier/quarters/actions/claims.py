"""Somebody says that an organisation of the directory is theirs to look after.

Accepting makes them a contact person with a personal link, and whoever holds such a link counts as a member of the
quarter: they see what members see. That is right in both cases. A coordinator who accepts admits them, as with any
other member. And where the address alone decides, a coordinator has put the organisation with that very ending into
the directory (what others have written there does not count), the person has shown that they get mail there, and no
other organisation of the quarter has the same.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.accounts.actions.links import make_link, revoke_link
from quartier.accounts.models import PersonalLink, User
from quartier.accounts.permissions import require
from quartier.journal.actions import queue_mail, record
from quartier.quarters.actions.erasing import keep_proofs
from quartier.quarters.actions.people import LINK_LASTS, add_person
from quartier.quarters.claimants import comparisons
from quartier.quarters.lists.names import split
from quartier.quarters.models import Actor, Claim, ContactPerson, Membership, Reminder
from quartier.quarters.roles import PERSON_LINK

State, Basis = Claim.State, Claim.Basis


@transaction.atomic
def claim_actor(actor: Actor, name: str, role: str, note: str = "", *, by: User) -> Claim:
    """Say that one belongs to an organisation; accepted at once when the address says so, else a person decides.

    Raises ValidationError when it has been said already. Whom a coordinator has once declined, no address accepts.
    """
    require(by, "quarters.claim_actor", actor)
    Actor.objects.select_for_update().get(pk=actor.pk)
    if by.has_perm("quarters.keep_actor", actor):
        raise ValidationError(_("Sie pflegen diesen Eintrag schon."))
    if actor.claims.filter(user=by, state=State.WAITING).exists():
        raise ValidationError(_("Das haben Sie schon gesagt. Die Koordination sieht es sich an."))
    claim = Claim.objects.create(actor=actor, user=by, name=name, role=role, note=note)
    record("claim.made", claim, by=by)
    was_declined = actor.claims.filter(user=by, state=State.DECLINED).exists()
    if comparisons(actor.quarter, [claim])[0].is_same and not was_declined:
        return _accept(claim, Basis.DOMAIN, by=None)
    _tell_coordinators(claim)
    return claim


@transaction.atomic
def accept_claim(claim: Claim, *, by: User | None) -> Claim:
    """Accept what waits, and tell the person. Raises ValidationError when it is decided already."""
    require(by, "quarters.decide_claim", claim)
    accepted = _accept(_waiting(claim), Basis.PERSON, by=by)
    _tell_person(accepted, "accepted", _("%(quarter)s: Sie pflegen jetzt einen Eintrag"), reverse("own_entry"))
    return accepted


@transaction.atomic
def decline_claim(claim: Claim, reason: str, *, by: User | None) -> Claim:
    """Decline what waits; the person gets the reason by mail. Raises ValidationError when it is decided already."""
    require(by, "quarters.decide_claim", claim)
    declined = _close(_waiting(claim), State.DECLINED, reason, by=by)
    record("claim.declined", declined, by=by)
    _tell_person(declined, "declined", _("%(quarter)s: Nicht bestätigt"), reverse("own_claims"))
    return declined


@transaction.atomic
def end_claim(claim: Claim, reason: str, *, by: User | None) -> Claim:
    """End what was accepted: the link opens nothing any more, the contact person that it made goes."""
    require(by, "quarters.decide_claim", claim)
    held = _locked(claim)
    if held.state != State.ACCEPTED:
        raise ValidationError(_("Das ist schon beendet."))
    _take_back(held, by=by)
    ended = _close(held, State.DECLINED, reason, by=by)
    record("claim.ended", ended, by=by)
    _tell_person(ended, "declined", _("%(quarter)s: Nicht mehr bestätigt"), reverse("own_claims"))
    return ended


@transaction.atomic
def withdraw_claim(claim: Claim, *, by: User) -> Claim:
    """Take back what one has said, also after it was accepted: the own entry goes with it."""
    require(by, "quarters.withdraw_claim", claim)
    held = _locked(claim)
    if held.state in Claim.CLOSED:
        raise ValidationError(_("Das ist schon beendet."))
    _take_back(held, by=by)
    withdrawn = _close(held, State.WITHDRAWN, "", by=by)
    record("claim.withdrawn", withdrawn, by=by)
    return withdrawn


@transaction.atomic
def forget_claims(user: User) -> None:
    """Take away the contact persons that an account has made by its claims. The claims go with the account."""
    for claim in user.claims.exclude(entry=None).select_related("actor__quarter", "entry__actor__quarter"):
        _take_back(claim, by=None)
        record("claim.ended", claim, by=None)


def _locked(claim: Claim) -> Claim:
    """Return the claim as it is now: of two who decide at the same moment, the second one sees the first."""
    held = Claim.objects.select_for_update(of=("self",)).select_related("actor__quarter", "user")
    return held.get(pk=claim.pk)


def _waiting(claim: Claim) -> Claim:
    held = _locked(claim)
    if held.state != State.WAITING:
        raise ValidationError(_("Das ist schon entschieden."))
    return held


def _accept(claim: Claim, basis: str, *, by: User | None) -> Claim:
    earlier = claim.actor.claims.filter(user=claim.user, state=State.ACCEPTED).select_related("entry").first()
    person = earlier.entry if earlier else None
    if person is None:
        person = _new_entry(claim, by=by)
    if earlier is not None:  # its link has run out; the entry goes on
        earlier.entry = None
        _close(earlier, State.WITHDRAWN, "", by=by)
    claim.entry, claim.basis = person, basis
    claim = _close(claim, State.ACCEPTED, "", by=by)
    make_link(
        PERSON_LINK,
        by=by,
        lifetime=LINK_LASTS,
        subject=person.code,
        user=claim.user,
        name=claim.name,
        email=claim.user.email,
    )
    record("claim.accepted", claim, by=by, basis=basis)
    return claim


def _new_entry(claim: Claim, *, by: User | None) -> ContactPerson:
    """Add the person, whom nobody but the coordinators sees before they agree to more on their own page."""
    title, first_name, last_name = split(claim.name)
    values = {"title": title[:40], "first_name": first_name, "last_name": last_name, "role": claim.role}
    # They have read on the form what is noted about them: nobody has to tell them.
    told = {"emails": [claim.user.email], "informed_on": timezone.localdate()}
    return add_person(claim.actor, values | told, by=by)


def _close(claim: Claim, state: str, reason: str, *, by: User | None) -> Claim:
    claim.state, claim.reason = state, reason
    claim.decided_at = timezone.now()
    claim.decided_by = by
    claim.save(update_fields=["state", "reason", "decided_at", "decided_by", "entry", "basis"])
    return claim


def _take_back(claim: Claim, *, by: User | None) -> None:
    person, claim.entry = claim.entry, None
    if person is None:
        return
    claim.save(update_fields=["entry"])
    for link in PersonalLink.objects.usable().filter(purpose=PERSON_LINK, subject=person.code):
        revoke_link(link, by=by)
    keep_proofs(person)
    Reminder.objects.filter(person=person).drop_waiting()
    person.delete()


def _tell_coordinators(claim: Claim) -> None:
    """Say that something waits. Who it is stands on the page alone, for those who coordinate then."""
    quarter = claim.actor.quarter
    coordinators = quarter.memberships.filter(role=Membership.Role.COORDINATOR, user__is_active=True)
    context: dict[str, Any] = {"quarter": quarter, "actor": claim.actor}
    context["address"] = settings.BASE_URL + reverse("claims", args=[quarter.code])
    for code, email in coordinators.order_by("pk").values_list("user__code", "user__email"):
        queue_mail(
            key=f"claim:{claim.code}:{code}",
            to=email,
            subject=_("%(quarter)s: Jemand möchte einen Eintrag pflegen") % {"quarter": quarter.name},
            text=render_to_string("quarters/mail/claim_waiting.txt", context),
        )


def _tell_person(claim: Claim, occasion: str, subject: str, path: str) -> None:
    context: dict[str, Any] = {"claim": claim, "actor": claim.actor, "quarter": claim.actor.quarter}
    context["address"] = settings.BASE_URL + path
    queue_mail(
        key=f"claim-{claim.state}:{claim.code}:{claim.decided_at:%Y%m%d%H%M%S}",
        to=claim.user.email,
        subject=subject % {"quarter": claim.actor.quarter.name},
        text=render_to_string(f"quarters/mail/claim_{occasion}.txt", context),
    )
