"""Writing to a conference through the form: the address stays unseen, and only the mails are kept."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from quartier.base.codes import new_code
from quartier.conferences.models import Conference
from quartier.journal.actions import queue_mail, record
from quartier.quarters.actions.contact import without_links
from quartier.quarters.models import Membership


def recipients(conference: Conference) -> list[str]:
    """Return where a message goes: to the address of the conference, else to the coordinators of the quarter."""
    if conference.email:
        return [conference.email]
    coordinators = conference.quarter.memberships.filter(role=Membership.Role.COORDINATOR, user__is_active=True)
    return list(coordinators.order_by("pk").values_list("user__email", flat=True))


@transaction.atomic
def write_to_conference(conference: Conference, name: str, email: str, text: str, *, by: Any) -> int:
    """Send a message of a visitor to a conference, and a copy to the visitor; return to how many it goes.

    Whoever sees the conference may. The journal notes that somebody wrote, not who.
    """
    if not Conference.objects.visible_to(by).filter(pk=conference.pk).exists():
        raise PermissionDenied
    occasion = new_code(12)
    to = recipients(conference)
    context = {"conference": conference, "name": name, "email": email, "text": text}
    for number, address in enumerate(to):
        queue_mail(
            key=f"conference-contact:{occasion}:{number}",
            to=address,
            subject=_("Nachricht an %(conference)s") % {"conference": conference.name},
            text=render_to_string("conferences/mail/contact.txt", context),
        )
    queue_mail(
        key=f"conference-contact-copy:{occasion}",
        to=email,
        subject=_("Kopie Ihrer Nachricht an %(conference)s") % {"conference": conference.name},
        text=render_to_string(
            "conferences/mail/contact_copy.txt",
            context | {"name": without_links(name), "text": without_links(text)},
        ),
    )
    record("conference.written_to", conference, by=None)
    return len(to)
