"""What is stored about a person, for that person. Every app adds its own section."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from quartier.accounts.models import User
from quartier.journal.models import Entry, Message

Section = Callable[[User], Any]
_SECTIONS: dict[str, Section] = {}


def register_section(name: str, section: Section) -> None:
    """Add a section to everybody's own data. Apps call it when they are made ready."""
    _SECTIONS[name] = section


def collect(user: User) -> dict[str, Any]:
    """Return all that is stored about a person, as data that becomes JSON. Secrets are stored as digests only."""
    return {name: section(user) for name, section in _SECTIONS.items()}


def _account(user: User) -> dict[str, Any]:
    fields = ("code", "email", "name", "language", "role", "joined_at", "last_login")
    return {field: getattr(user, field) for field in fields} | {
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified")),
        "passkeys": list(Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")),
        "api_keys": list(user.api_tokens.values("name", "scopes", "created_at", "expires_at", "used_on")),
        "personal_links": list(user.personal_links.values("purpose", "subject", "name", "email", "expires_at")),
    }


def _mails(user: User) -> list[Any]:
    return list(Message.objects.filter(recipient__iexact=user.email).values("subject", "created_at", "sent_at"))


def _deeds(user: User) -> list[Any]:
    return list(Entry.objects.filter(actor=user).values("at", "verb", "kind", "code"))


register_section("account", _account)
register_section("mails", _mails)
register_section("journal", _deeds)
