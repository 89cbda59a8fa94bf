"""Two actors are proposed to each other, decide each for itself, and are introduced when both have agreed.

Whoever has agreed can take it back as long as they like: then the other side no longer sees whom to reach.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from quartier.accounts.actions.links import make_link
from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.journal.actions import queue_mail, record
from quartier.quarters.actions.people import LINK_LASTS
from quartier.quarters.consents import VERSION
from quartier.quarters.models import Actor, Consent, ContactPerson, Introduction, Quarter
from quartier.quarters.models.network import Decision
from quartier.quarters.roles import PERSON_LINK


def asked_person(actor: Actor) -> ContactPerson | None:
    """Return who of an actor gets the question by mail: the first with an address who agreed to get mail."""
    agreed = Consent.objects.valid().filter(purpose=Consent.Purpose.MAIL)
    people = actor.people.filter(consents__in=agreed).exclude(emails=[]).order_by("is_deputy", "position", "pk")
    return people.first()


@transaction.atomic
def propose(introduction: Introduction, *, by: Any) -> Introduction:
    """Propose two actors to each other, and ask by mail whoever agreed to get mail.

    `introduction` says the two sides and what they offer and seek; it is not saved yet. Raises ValidationError when
    the two have been proposed to each other before: nobody is asked twice.
    """
    require(by, "quarters.propose_introduction", introduction)
    first, second = introduction.sides
    if not first.quarter_id == second.quarter_id == introduction.quarter_id:
        raise ValidationError(_("Wählen Sie zwei verschiedene Akteure aus diesem Stadtteil."))
    # The quarter's row lets one proposal after the other in; the constraint would only tell by an error.
    Quarter.objects.select_for_update().get(pk=introduction.quarter_id)
    if Introduction.objects.filter(offer_side__in=introduction.sides, seek_side__in=introduction.sides).exists():
        raise ValidationError(_("Die beiden sind einander schon vorgeschlagen worden."))
    introduction.proposed_by = by if isinstance(by, User) else None
    introduction.save()
    record("introduction.proposed", introduction, by=by)
    for side, other in (introduction.sides, introduction.sides[::-1]):
        _ask(introduction, side, other, by=by)
    return introduction


@transaction.atomic
def decide(introduction: Introduction, person: ContactPerson, agrees: bool, *, by: Any) -> Introduction:
    """Decide for the side of which one is a contact person, through one's personal link."""
    require(by, "quarters.decide_introduction", person)
    return _decide(introduction, person, agrees, Consent.Channel.WEB, by=None)


@transaction.atomic
def note_decision(
    introduction: Introduction, person: ContactPerson, agrees: bool, channel: str, *, by: User | None
) -> Introduction:
    """Write down what a contact person has decided, and how that was heard."""
    require(by, "quarters.note_decision", introduction)
    if channel == Consent.Channel.WEB:
        raise ValidationError(_("Auf dieser Seite stimmen Menschen selbst zu."))
    return _decide(introduction, person, agrees, channel, by=by)


def _decide(
    introduction: Introduction, person: ContactPerson, agrees: bool, channel: str, *, by: User | None
) -> Introduction:
    # Locked: of two sides that agree at the same moment, the second one sees the first.
    held = Introduction.objects.select_for_update(of=("self",)).select_related("offer_side", "seek_side", "quarter")
    current = held.get(pk=introduction.pk)
    if person.actor not in current.sides:
        raise ValidationError(_("Diese Person gehört zu keiner der beiden Seiten."))
    takes_back = current.state == Introduction.State.BOTH_AGREED and not agrees
    if not current.is_open and not takes_back:
        raise ValidationError(_("Das ist schon entschieden."))
    Decision.objects.update_or_create(
        introduction=current,
        actor=person.actor,
        defaults={
            "agrees": agrees, "person": person, "channel": channel, "text_version": VERSION, "noted_by": by,
        },
    )  # fmt: skip
    current.state = _state(current)
    current.save(update_fields=["state"])
    side = "offer" if person.actor == current.offer_side else "seek"
    record("introduction.agreed" if agrees else "introduction.declined", current, by=by, channel=channel, side=side)
    if current.state == Introduction.State.BOTH_AGREED:
        _introduce(current)
    return current


def _state(introduction: Introduction) -> str:
    decisions = list(introduction.decisions.all())
    if any(not decision.agrees for decision in decisions):
        return Introduction.State.DECLINED
    agreed = sum(decision.person_id is not None for decision in decisions)
    return (Introduction.State.PROPOSED, Introduction.State.ONE_AGREED, Introduction.State.BOTH_AGREED)[agreed]


def _ask(introduction: Introduction, side: Actor, other: Actor, *, by: Any) -> None:
    person = asked_person(side)
    if person is None or (by is not None and by.has_perm("quarters.decide_introduction", person)):
        return  # nobody to write to, or the one who proposes it
    email = person.emails[0]
    account = by if isinstance(by, User) else None
    _link, path = make_link(
        PERSON_LINK, by=account, lifetime=LINK_LASTS, subject=person.code, name=person.name, email=email
    )
    _mail(introduction, person, other, "ask", _("%(quarter)s: Möchten Sie sich kennenlernen?"), address=path)


def _introduce(introduction: Introduction) -> None:
    """Give each side the contact person of the other. The keys of the mails let each go out once."""
    record("introduction.made", introduction, by=None)
    person_of = {decision.actor_id: decision.person for decision in introduction.decisions.select_related("person")}
    for side, other in (introduction.sides, introduction.sides[::-1]):
        person, partner = person_of[side.pk], person_of[other.pk]
        if person and partner and person.emails:
            subject = _("%(quarter)s: So erreichen Sie sich")
            _mail(introduction, person, other, "met", subject, address=introduction.get_absolute_url(), partner=partner)


def _mail(
    introduction: Introduction, person: ContactPerson, other: Actor, occasion: str, subject: str, **context: Any
) -> None:
    context |= {"introduction": introduction, "person": person, "other": other, "quarter": introduction.quarter}
    context["address"] = settings.BASE_URL + context["address"]
    queue_mail(
        key=f"introduction-{occasion}:{introduction.code}:{person.actor.code}",
        to=person.emails[0],
        subject=subject % {"quarter": introduction.quarter.name},
        text=render_to_string(f"quarters/mail/introduction_{occasion}.txt", context),
        secret=occasion == "ask",  # holds a personal link
    )
