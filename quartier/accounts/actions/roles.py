"""Who has which task at the installation."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
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
        keep_one_administrator(user)
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
        keep_one_administrator(user)
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        record("account.reopened" if active else "account.closed", user, by=by)
    if not active:
        sign_out_everywhere(user, by=by)
    return user


@transaction.atomic
def sign_out_everywhere(user: User, *, by: User | None) -> User:
    """End all sessions of an account, from the next request on. Its person may, and administrators."""
    if by != user:
        require(by, "accounts.change_roles")
    User.objects.filter(pk=user.pk).update(session_epoch=models.F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    record("account.signed_out_everywhere", user, by=by)
    return user


def keep_one_administrator(user: User) -> None:
    """Refuse when nobody would be left who can administer."""
    others = User.objects.select_for_update().filter(role=User.Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.is_administrator and not others.exists():
        raise ValidationError(_("Das ist die letzte Person mit der Rolle Administration. Geben Sie sie erst weiter."))
