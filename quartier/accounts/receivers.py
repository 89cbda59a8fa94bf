"""What accounts do when something has happened."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from quartier.accounts.actions.links import adopt_links
from quartier.accounts.models import User


@receiver(email_confirmed)
def adopt(sender: Any, email_address: Any, **kwargs: Any) -> None:
    """A confirmed address brings the personal links that went to it."""
    adopt_links(email_address.user, email_address.email)


@receiver(authenticator_added)
def trust_new_passkey(sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    """Whoever has just shown finger or face for a new passkey is not asked again to see the recovery codes."""
    if authenticator.type == Authenticator.Type.WEBAUTHN:
        record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)
