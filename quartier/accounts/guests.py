"""Guests: people without an account who hold a personal link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rules
from django.http import HttpRequest

from quartier.accounts.models import PersonalLink

SESSION_KEY = "personal_link"


@dataclass(frozen=True)
class Purpose:
    """What personal links of one kind are for: words for their page, and where the matter itself stands."""

    words: Any
    address: Callable[[PersonalLink], str]


PURPOSES: dict[str, Purpose] = {}


def register_purpose(code: str, words: Any, address: Callable[[PersonalLink], str]) -> None:
    """Say what links with this purpose are for. Apps call it when they are made ready."""
    PURPOSES[code] = Purpose(words, address)


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


def opened_link(request: HttpRequest) -> PersonalLink | None:
    """Return the good link that this browser has opened. Asked anew each time: a revoked one ends at once."""
    code: Any = request.session.get(SESSION_KEY)
    return PersonalLink.objects.usable().select_related("user").filter(code=code).first() if code else None


def guest_of(request: HttpRequest) -> Guest | None:
    """Return the guest whose link this browser opened, as long as the link is good."""
    link = opened_link(request)
    return Guest(link) if link is not None and link.purpose != PersonalLink.SIGN_IN else None


def visitor(request: HttpRequest) -> Any:
    """Return who looks at a page: the account, else the guest whose link is open, else nobody in particular.

    Whoever has signed in holds the links that the account has adopted; an opened link of somebody else does not add
    to it.
    """
    user: Any = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return user
    return (guest_of(request) if request.COOKIES else None) or user
