"""Contact persons, and what they agree to."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.accounts.actions.links import make_link
from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.base.changes import take_over
from quartier.journal.actions import queue_mail, record
from quartier.quarters.consents import VERSION
from quartier.quarters.models import Actor, Consent, ContactPerson, Reminder
from quartier.quarters.roles import PERSON_LINK

LINK_LASTS = dt.timedelta(days=365)
FIELDS = (
    "title", "first_name", "last_name", "role", "is_deputy", "emails", "phones", "language", "term_until", "informed_on", "note",
)  # fmt: skip


@transaction.atomic
def add_person(actor: Actor, values: dict[str, Any], *, by: Any) -> ContactPerson:
    """Add a contact person with some of FIELDS. Nobody but the coordinators sees them before they agree."""
    require(by, "quarters.edit_person", actor)
    kept = {field: values[field] for field in FIELDS if field in values}
    person = ContactPerson.objects.create(actor=actor, position=actor.people.count(), **kept)
    record("person.added", person, by=by)
    return person


@transaction.atomic
def change_person(person: ContactPerson, values: dict[str, Any], *, by: Any) -> ContactPerson:
    """Change some of FIELDS."""
    require(by, "quarters.edit_person", person)
    changed = take_over(person, values, FIELDS)
    if changed:
        person.save()
        if "emails" in changed:
            Reminder.objects.filter(person=person).drop_waiting()
        record("person.changed", person, by=by, fields=changed)
    return person


@transaction.atomic
def send_own_entry(person: ContactPerson, *, by: User) -> bool:
    """Mail a contact person their personal link; False when no address is known."""
    require(by, "quarters.edit_person", person)
    if not person.emails:
        return False
    email = person.emails[0]
    link, path = make_link(PERSON_LINK, by=by, lifetime=LINK_LASTS, subject=person.code, name=person.name, email=email)
    quarter = person.actor.quarter
    context = {"person": person, "quarter": quarter, "address": settings.BASE_URL + path, "by": by}
    queue_mail(
        key=f"own-entry:{link.code}",
        to=email,
        subject=_("%(quarter)s: Ihr Eintrag") % {"quarter": quarter.name},
        text=render_to_string("quarters/mail/own_entry.txt", context),
        secret=True,
    )
    person.informed_on = timezone.localdate()
    person.save(update_fields=["informed_on"])
    record("person.informed", person, by=by, channel="mail")
    return True


@transaction.atomic
def note_consent(person: ContactPerson, purpose: str, channel: str, *, by: User | None) -> Consent:
    """Write down that somebody agreed on paper, by phone or by mail; who wrote it down is kept."""
    require(by, "quarters.note_consent", person)
    if channel == Consent.Channel.WEB:
        raise ValidationError(_("Auf dieser Seite stimmen Menschen selbst zu."))
    return _consent(person, purpose, channel, by=by)


@transaction.atomic
def give_consent(person: ContactPerson, purpose: str, *, by: Any) -> Consent:
    """Agree for oneself, through one's personal link."""
    require(by, "quarters.give_consent", person)
    return _consent(person, purpose, Consent.Channel.WEB, by=by)


@transaction.atomic
def withdraw_consent(person: ContactPerson, purpose: str, *, by: Any) -> bool:
    """Take a consent back: it ends at once everywhere. The proof stays: when, in which words. False: there was none."""
    if by is not None and not by.has_perm("quarters.give_consent", person):
        require(by, "quarters.note_consent", person)
    ContactPerson.objects.filter(pk=person.pk).lock()  # against a mail that is being written
    consent = person.consents.valid().filter(purpose=purpose).first()
    if consent is None:
        return False
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    if purpose == Consent.Purpose.MAIL:
        Reminder.objects.filter(person=person).drop_waiting()
    record("consent.withdrawn", consent, by=by if isinstance(by, User) else None, purpose=purpose)
    return True


def _consent(person: ContactPerson, purpose: str, channel: str, *, by: Any) -> Consent:
    noted_by = by if isinstance(by, User) and channel != Consent.Channel.WEB else None
    consent, created = Consent.objects.get_or_create(
        person=person,
        purpose=purpose,
        withdrawn_at=None,
        defaults={"text_version": VERSION, "channel": channel, "noted_by": noted_by},
    )
    if created:
        record("consent.given", consent, by=by if isinstance(by, User) else None, purpose=purpose, channel=channel)
    return consent
