"""What the page of a quarter links to: its conferences, and founding one."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.conferences.models import Conference
from quartier.quarters.belongings import Link
from quartier.quarters.models import Quarter


def conferences_of(quarter: Quarter, visitor: Any) -> list[Link]:
    """Return the conferences of a quarter that somebody sees; for coordinators also the way to a new one."""
    shown = Conference.objects.visible_to(visitor).filter(quarter=quarter)
    links = [
        Link(conference.name, reverse("conference", args=[quarter.code, conference.code]), conference.aim)
        for conference in shown
    ]
    if visitor.has_perm("conferences.found_conference", quarter):
        links.append(Link(_("Konferenz gründen"), reverse("found_conference", args=[quarter.code]), is_office=True))
    return links
