"""What personal links of this app open."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.accounts.guests import register_purpose
from quartier.accounts.models import PersonalLink
from quartier.quarters.roles import MEMBER_LINK


def _quarter_page(link: PersonalLink) -> str:
    return reverse("quarter", args=[link.subject])


def register() -> None:
    """Say what the links are for."""
    register_purpose(MEMBER_LINK, _("Mit diesem Link sind Sie Mitglied eines Stadtteils."), _quarter_page)
