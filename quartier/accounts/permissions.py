"""Asking for a permission, in actions."""

from typing import Any

from django.core.exceptions import PermissionDenied


def require(by: Any, permission: str, obj: object = None) -> None:
    """Raise PermissionDenied unless the person may; `by=None` is the system and may everything."""
    if by is not None and not by.has_perm(permission, obj):
        raise PermissionDenied(permission)
