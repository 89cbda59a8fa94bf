"""Who may do what at the instance. The table at the end is complete."""

from typing import Any

import rules


@rules.predicate
def is_editor(user: Any) -> bool:
    """Editors and administrators."""
    return bool(getattr(user, "is_editor", False))


@rules.predicate
def is_administrator(user: Any) -> bool:
    """Administrators."""
    return bool(getattr(user, "is_administrator", False))


@rules.predicate
def has_account(user: Any) -> bool:
    """Anybody who has signed in."""
    return bool(user.is_authenticated and user.is_active)


rules.add_perm("accounts.view_outbox", is_administrator)
rules.add_perm("accounts.view_journal", is_administrator)
rules.add_perm("accounts.manage_jobs", is_administrator)
rules.add_perm("accounts.change_roles", is_administrator)
rules.add_perm("accounts.change_instance", is_administrator)
