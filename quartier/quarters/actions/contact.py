"""Writing to an actor through the form: the address stays unseen, and only the mail is kept."""

import re
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from quartier.accounts.permissions import require
from quartier.base.codes import new_code
from quartier.journal.actions import queue_mail, record
from quartier.quarters.models import Actor, Consent, Membership

# The copy goes to an address that nobody has checked: it carries no link, so nobody can advertise through it.
_LINK = re.compile(r"\S*(?:://|www\.|\w\.[a-z]{2,})\S*", re.IGNORECASE)


def recipients(actor: Actor) -> list[str]:
    """Return where a message goes: to the first person who agreed to mail, else the office, else the coordinators."""
    people = actor.people.filter(consents__purpose=Consent.Purpose.MAIL, consents__withdrawn_at=None)
    for person in people:
        if person.emails:
            return [person.emails[0]]
    if actor.emails:
        return [actor.emails[0]]
    coordinators = actor.quarter.memberships.filter(role=Membership.Role.COORDINATOR, user__is_active=True)
    return list(coordinators.order_by("pk").values_list("user__email", flat=True))


@transaction.atomic
def write_to_actor(actor: Actor, name: str, email: str, text: str, *, by: Any) -> int:
    """Send a message of a visitor to an actor, and a copy to the visitor; return to how many it goes.

    Nothing is kept but the mails in the outbox. The journal notes that somebody wrote, not who.
    """
    require(by, "quarters.write_to_actor", actor)
    occasion = new_code(12)
    to = recipients(actor)
    context = {"actor": actor, "quarter": actor.quarter, "name": name, "email": email, "text": text}
    for number, address in enumerate(to):
        queue_mail(
            key=f"contact:{occasion}:{number}",
            to=address,
            subject=_("%(quarter)s: Nachricht an %(actor)s") % {"quarter": actor.quarter.name, "actor": actor.name},
            text=render_to_string("quarters/mail/contact.txt", context),
        )
    queue_mail(
        key=f"contact-copy:{occasion}",
        to=email,
        subject=_("Kopie Ihrer Nachricht an %(actor)s") % {"actor": actor.name},
        text=render_to_string(
            "quarters/mail/contact_copy.txt",
            context | {"name": without_links(name), "text": without_links(text)},
        ),
    )
    record("actor.written_to", actor, by=None)
    return len(to)


def without_links(text: str) -> str:
    """Return a text in which no mail program finds an address to open."""
    return _LINK.sub(_("[Adresse entfernt]"), text)
