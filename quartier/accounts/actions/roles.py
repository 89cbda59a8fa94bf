"""Who has which task at the installation."""

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.journal.actions import record


@transaction.atomic
def change_role(user: User, role: str, *, by: User | None) -> User:
    """Give an account a role, or take it with "". The last administrator stays."""
    require(by, "accounts.change_roles")
    user = User.objects.select_for_update().get(pk=user.pk)
    if role not in User.Role.values:
        raise ValidationError(_("Diese Rolle gibt es nicht."))
    if role != User.Role.ADMINISTRATOR:
        _keep_one_administrator(user)
    if user.role != role:
        user.role = role
        user.save(update_fields=["role"])
        record("account.role_changed", user, by=by, role=role)
    return user


@transaction.atomic
def set_active(user: User, active: bool, *, by: User | None) -> User:
    """Close or reopen an account. A closed one is signed out everywhere at once."""
    require(by, "accounts.change_roles")
    user = User.objects.select_for_update().get(pk=user.pk)
    if not active:
        _keep_one_administrator(user)
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        record("account.reopened" if active else "account.closed", user, by=by)
    if not active:
        sign_out_everywhere(user)
    return user


def sign_out_everywhere(user: User) -> int:
    """End all sessions of an account; return how many."""
    ended = 0
    for session in Session.objects.all().iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
            ended += 1
    return ended


def _keep_one_administrator(user: User) -> None:
    others = User.objects.select_for_update().filter(role=User.Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.is_administrator and not others.exists():
        raise ValidationError(_("Das ist die letzte Person mit der Rolle Administration. Geben Sie sie erst weiter."))
