"""What personal links of this app open."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.accounts.guests import register_purpose
from quartier.accounts.models import PersonalLink
from quartier.quarters.roles import COORDINATOR_LINK, MEMBER_LINK, PERSON_LINK


def _quarter_page(link: PersonalLink) -> str:
    return reverse("quarter", args=[link.subject])


def _own_page(link: PersonalLink) -> str:
    return reverse("own_entry")


def register() -> None:
    """Say what the links are for."""
    register_purpose(MEMBER_LINK, _("Mit diesem Link sind Sie Mitglied eines Stadtteils."), _quarter_page)
    register_purpose(
        COORDINATOR_LINK,
        _("Mit diesem Link koordinieren Sie einen Stadtteil. Melden Sie sich mit Ihrer E-Mail-Adresse an."),
        _quarter_page,
    )
    register_purpose(
        PERSON_LINK,
        _("Hier sehen Sie, was über Sie und Ihre Einrichtung im Stadtteil notiert ist, und Sie können es ändern."),
        _own_page,
    )
