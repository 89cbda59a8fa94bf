"""Keys for the API."""

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from quartier.accounts.models import ApiToken, User
from quartier.journal.actions import record

PREFIX = "qt_"


def digest(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


@transaction.atomic
def make_token(user: User, *, name: str, scopes: list[str], days: int, by: User) -> tuple[ApiToken, str]:
    """Make a key for oneself and return it with its secret, which nobody can read again.

    `days` is cut to a year at most. Unknown scopes are a ValueError.
    """
    if by != user or not user.is_active:
        raise PermissionDenied("accounts.make_token")
    scopes = [ApiToken.Scope(scope).value for scope in scopes]
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        name=name,
        digest=digest(secret),
        scopes=scopes,
        expires_at=timezone.now() + min(dt.timedelta(days=days), ApiToken.LONGEST),
    )
    record("token.made", token, by=by, scopes=scopes)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> ApiToken:
    """End a key at once. Its person may, and administrators."""
    if by != token.user and not by.is_administrator:
        raise PermissionDenied("accounts.revoke_token")
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record("token.revoked", token, by=by)
    return token


def find_token(secret: str) -> ApiToken | None:
    """Return the usable key with this secret, and note the day of its use."""
    token = ApiToken.objects.usable().select_related("user").filter(digest=digest(secret)).first()
    if token is not None and token.used_on != timezone.localdate():
        ApiToken.objects.filter(pk=token.pk).update(used_on=timezone.localdate())
    return token
