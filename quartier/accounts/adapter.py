"""Where allauth meets the house."""

import uuid
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.journal.actions import queue_mail


class AccountAdapter(DefaultAccountAdapter):
    """Mail of accounts goes through the outbox; messages are in our words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dieses Konto ist geschlossen. Fragen Sie die Administration."),
        "email_password_mismatch": _("E-Mail-Adresse und Passwort passen nicht zusammen. Prüfen Sie beides."),
        "email_taken": _("Zu dieser Adresse gibt es schon ein Konto. Nehmen Sie eine andere."),
        "duplicate_email": _("Diese Adresse gehört schon zu Ihrem Konto."),
        "enter_current_password": _("Das war nicht Ihr jetziges Passwort. Versuchen Sie es noch einmal."),
        "incorrect_code": _("Dieser Code stimmt nicht. Vergleichen Sie ihn mit der Mail."),
        "incorrect_password": _("Dieses Passwort stimmt nicht. Versuchen Sie es noch einmal."),
        "invalid_login": _("Das hat nicht geklappt. Versuchen Sie es noch einmal."),
        "same_as_current": _("Das ist schon Ihre Adresse. Geben Sie eine andere ein."),
        "too_many_login_attempts": _("Das waren viele Versuche. Warten Sie fünf Minuten."),
        "rate_limited": _("Das ging sehr schnell. Warten Sie ein paar Minuten."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox: asking takes the same time whether or not the address is known."""
        addresses = {
            "signup_address": settings.BASE_URL + reverse("account_signup"),
            "login_address": settings.BASE_URL + reverse("account_request_login_code"),
        }
        subject = render_to_string(f"{template_prefix}_subject.txt", context | addresses)
        text = render_to_string(f"{template_prefix}_message.txt", context | addresses)
        queue_mail(key=f"account:{uuid.uuid4().hex}", to=email, subject=subject, text=text, secret=True)

    def is_open_for_signup(self, request: Any) -> bool:
        """Everybody may have an account."""
        return True

    def get_login_stages(self) -> list[str]:
        """Ask only people with a task for their passkey on top of the code."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "quartier.accounts.stages.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways to say again who one is in our words, the easiest first."""
        words = {
            "mfa_reauthenticate:webauthn": _("Mit dem Passkey"),
            "reauthenticate": _("Mit dem Passwort"),
            "mfa_reauthenticate": _("Mit einem Notfall-Code"),
        }
        methods = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        return [methods[key] | {"description": said} for key, said in words.items() if key in methods]


class PasskeyAdapter(DefaultMFAAdapter):
    """Messages about passkeys in our words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Das hat nicht geklappt. Versuchen Sie es noch einmal."),
        "unverified_email": _("Bestätigen Sie zuerst Ihre E-Mail-Adresse."),
        "add_email_blocked": _("Mit einem Passkey lässt sich die Adresse nicht ändern. Entfernen Sie ihn zuerst."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  (allauth's name)
        """Suggest a name for a passkey."""
        number = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Mein Gerät") + (f" {number + 1}" if number else "")
