"""How programs sign in: a key in the Authorization header."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer

from quartier.accounts.actions.tokens import find_token
from quartier.accounts.models import ApiToken, User


class BearerToken(HttpBearer):
    """`Authorization: Bearer qt_…`. Sets `request.user` to the key's person; cookies do not count."""

    def __init__(self, scope: ApiToken.Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the person, None when the key is unknown; PermissionDenied when it lacks the scope."""
        found = find_token(token)
        if found is None:
            return None
        if self.scope.value not in found.scopes:
            raise PermissionDenied(f"scope {self.scope.value}")
        request.user = found.user
        return found.user


def speaker(request: HttpRequest) -> User:
    """Return the person whose key opened this operation."""
    user = request.auth  # type: ignore[attr-defined]
    if not isinstance(user, User):
        raise PermissionDenied("no account")
    return user
