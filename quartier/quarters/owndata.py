"""What a quarter stores about somebody, for that person."""

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.template.loader import render_to_string

from quartier.accounts.models import PersonalLink, User
from quartier.journal.models import Message
from quartier.quarters.models import ContactPerson
from quartier.quarters.roles import PERSON_LINK

_FIELDS = (
    "code", "title", "first_name", "last_name", "role", "is_deputy", "emails", "phones", "language", "term_until",
    "informed_on", "confirmed_on", "reminders_stopped_on", "note", "created_at",
)  # fmt: skip


def memberships(user: User) -> list[Any]:
    """Return the quarters to which an account belongs. Its personal links stand with the account."""
    return list(user.memberships.values("quarter__code", "quarter__name", "role", "since"))


def claims(user: User) -> list[Any]:
    """Return of which organisations somebody has said that they belong to them, and what came of it."""
    fields = ("name", "role", "note", "state", "basis", "created_at", "decided_at", "reason")
    return list(user.claims.values("actor__quarter__name", "actor__name", *fields))


def entry(person: ContactPerson) -> dict[str, Any]:
    """Return all that is stored about a contact person, notes about them included."""
    links = PersonalLink.objects.filter(purpose=PERSON_LINK, subject=person.code)
    # Only mails about this entry: an address may be shared with others.
    keys = [f"own-entry:{code}" for code in links.values_list("code", flat=True)]
    reminders = person.reminders.all()
    mails = Message.objects.filter(Q(key__in=keys) | Q(pk__in=reminders.exclude(message=None).values("message")))
    return {
        "quarter": person.actor.quarter.name,
        "actor": {"code": person.actor.code, "name": person.actor.name},
        "person": {field: getattr(person, field) for field in _FIELDS},
        "consents": list(person.consents.values("purpose", "text_version", "channel", "given_at", "withdrawn_at")),
        "reminders": list(reminders.values("occasion", "asked_on")),
        "wishes": list(person.wishes.values("text", "created_at", "closed_at")),
        "claims": list(person.claims.values("name", "role", "note", "state", "basis", "created_at", "decided_at")),
        "personal_links": list(links.values("name", "email", "created_at", "expires_at", "revoked_at")),
        "mails": list(mails.values("recipient", "subject", "created_at", "sent_at")),
    }


def as_zip(people: Iterable[ContactPerson]) -> bytes:
    """Return the entries of one person as a ZIP: JSON for programs, a page for reading."""
    entries = [entry(person) for person in people]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("daten.json", json.dumps(entries, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        archive.writestr("daten.html", render_to_string("quarters/own_data.html", {"entries": entries}))
    return out.getvalue()
