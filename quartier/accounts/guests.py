"""Guests: people without an account who hold a personal link."""

from dataclasses import dataclass
from typing import Any

import rules
from django.http import HttpRequest

from quartier.accounts.models import PersonalLink

SESSION_KEY = "personal_link"


@dataclass(frozen=True)
class Guest:
    """Somebody with a personal link. Shows permissions the same face as an account, but is none."""

    link: PersonalLink
    is_authenticated: bool = False
    is_active: bool = True
    is_editor: bool = False
    is_administrator: bool = False
    pk: None = None

    def __str__(self) -> str:
        return self.link.name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Ask the permission tables."""
        return bool(rules.has_perm(perm, self, obj))


def guest_of(request: HttpRequest) -> Guest | None:
    """Return the guest whose link this browser opened, as long as the link is good."""
    code: Any = request.session.get(SESSION_KEY)
    link = PersonalLink.objects.usable().filter(code=code).first() if code else None
    return Guest(link) if link else None
