"""What accounts do when something has happened."""

from typing import Any

from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from quartier.accounts.actions.links import adopt_links


@receiver(email_confirmed)
def adopt(sender: Any, email_address: Any, **kwargs: Any) -> None:
    """A confirmed address brings the personal links that went to it."""
    adopt_links(email_address.user, email_address.email)
