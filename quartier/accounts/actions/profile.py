"""One's own account."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from quartier.accounts.actions.roles import keep_one_administrator
from quartier.accounts.models import User
from quartier.journal import erasures
from quartier.journal.actions import record
from quartier.journal.models import Message


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


@transaction.atomic
def remove_password(user: User, *, by: User) -> User:
    """Go back to signing in without a password. Ends the other sessions."""
    if by != user:
        raise PermissionDenied("accounts.remove_password")
    if user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record("account.password_removed", user, by=by)
    return user


@transaction.atomic
def erase_account(user: User, *, by: User | None) -> None:
    """Delete an account for good: its person may, and the system. There is no undo.

    What hangs on the account goes with it (assessments, keys, links, passkeys, mails to its address). What others
    have read stays without a name. The last administrator is refused (ValidationError).
    """
    if by is not None and by != user:
        raise PermissionDenied("accounts.erase_account")
    user = User.objects.select_for_update().get(pk=user.pk)
    keep_one_administrator(user)
    Message.objects.filter(recipient__iexact=user.email).delete()
    record("account.erased", user, by=None)
    erasures.note(user)
    user.delete()
