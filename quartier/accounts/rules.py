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


def holds_link(purpose: str) -> Any:
    """Return a predicate: the person holds a good link of this purpose for this very object (by its code).

    A guest holds the link that their browser opened; an account the links that it has adopted.
    """

    @rules.predicate(f"holds_link:{purpose}")
    def holds(user: Any, obj: Any) -> bool:
        subject = getattr(obj, "code", None)
        if subject is None:
            return False
        link = getattr(user, "link", None)
        if link is not None:
            return bool(link.is_usable() and (link.purpose, link.subject) == (purpose, subject))
        if not has_account(user):
            return False
        return bool(user.personal_links.usable().filter(purpose=purpose, subject=subject).exists())

    return holds


rules.add_perm("accounts.view_outbox", is_administrator)
rules.add_perm("accounts.view_journal", is_administrator)
rules.add_perm("accounts.manage_jobs", is_administrator)
rules.add_perm("accounts.change_roles", is_administrator)
rules.add_perm("accounts.change_instance", is_administrator)
