"""Personal links: made, found, used up, revoked, adopted."""

import datetime as dt
import secrets

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from quartier.accounts.actions.tokens import digest
from quartier.accounts.models import PersonalLink, User
from quartier.journal.actions import record


@transaction.atomic
def make_link(
    purpose: str,
    *,
    by: User | None,
    lifetime: dt.timedelta,
    subject: str = "",
    user: User | None = None,
    name: str = "",
    email: str = "",
) -> tuple[PersonalLink, str]:
    """Make a link for one person and one purpose; return it with its path, which nobody can read again."""
    token = secrets.token_urlsafe(24)  # 192 bits
    link = PersonalLink.objects.create(
        digest=digest(token),
        purpose=purpose,
        subject=subject,
        user=user,
        name=name,
        email=email,
        expires_at=timezone.now() + lifetime,
    )
    record("link.made", link, by=by, purpose=purpose)
    return link, reverse("personal_link", args=[token])


def find_link(token: str) -> PersonalLink | None:
    """Return the usable link with this token. Wrong, expired and revoked look the same."""
    return PersonalLink.objects.usable().filter(digest=digest(token)).first()


@transaction.atomic
def use_up(link: PersonalLink) -> bool:
    """Mark a link that works once as used; False when somebody else was faster."""
    used = PersonalLink.objects.usable().filter(pk=link.pk).update(used_at=timezone.now())
    if used:
        record("link.used", link, by=link.user)
    return bool(used)


@transaction.atomic
def revoke_link(link: PersonalLink, *, by: User | None) -> PersonalLink:
    """End a link at once."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        record("link.revoked", link, by=by)
    return link


@transaction.atomic
def adopt_links(user: User, email: str) -> int:
    """Give an account the links that went to its confirmed address; return how many."""
    adopted = PersonalLink.objects.filter(user=None, email__iexact=email).update(user=user)
    if adopted:
        record("link.adopted", user, by=user, number=adopted)
    return adopted


def sign_in_path(user: User, *, lifetime: dt.timedelta = dt.timedelta(hours=24)) -> str:
    """Return the path of a link that signs the account in once."""
    return make_link(PersonalLink.SIGN_IN, by=None, lifetime=lifetime, user=user)[1]
