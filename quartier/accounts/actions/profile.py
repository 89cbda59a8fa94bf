"""One's own account."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from quartier.accounts.models import User
from quartier.journal.actions import record


@transaction.atomic
def change_profile(user: User, name: str, language: str, *, by: User) -> User:
    """Change one's own name and language."""
    if by != user:
        raise PermissionDenied("accounts.change_profile")
    if (user.name, user.language) != (name, language):
        user.name, user.language = name, language
        user.save(update_fields=["name", "language"])
        record("account.changed", user, by=by)
    return user
