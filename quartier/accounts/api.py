"""How programs sign in: a key in the Authorization header."""

from collections.abc import Callable
from typing import Annotated, Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Header, Status
from ninja.security import HttpBearer

from quartier.accounts.actions.tokens import find_token
from quartier.accounts.models import ApiToken, User
from quartier.journal import receipts


class BearerToken(HttpBearer):
    """`Authorization: Bearer qt_…`. Sets `request.user` to the key's person; cookies do not count.

    Without a scope any key will do, and none: then it is asked who reads, not whether they may.
    """

    def __init__(self, scope: ApiToken.Scope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the person, None when the key is unknown; PermissionDenied when it lacks the scope."""
        found = find_token(token)
        if found is None:
            return None
        if self.scope is not None and self.scope.value not in found.scopes:
            raise PermissionDenied(f"scope {self.scope.value}")
        request.user = found.user
        return found.user


def without_key(request: HttpRequest) -> bool:
    """Let everybody in who has no good key, as nobody in particular."""
    request.user = AnonymousUser()
    return True


def speaker(request: HttpRequest) -> User:
    """Return the person whose key opened this operation."""
    user = request.auth  # type: ignore[attr-defined]
    if not isinstance(user, User):
        raise PermissionDenied("no account")
    return user


# What a program sends so that it may ask again when it heard no answer.
IdempotencyKey = Annotated[str, Header("", alias="Idempotency-Key", max_length=80, pattern=r"^[\x21-\x7e]*$")]


def answer_once(request: HttpRequest, key: str, act: Callable[[], dict[str, Any]], status: int = 200) -> Any:
    """Act once per key; the repeat gets the first answer, with status 200.

    Raises ReusedKeyError when the key came with another operation or another body before.
    """
    content = f"{request.method} {request.path}\n".encode() + request.body
    answer, is_repeat = receipts.once(speaker(request), key, content, act)
    return Status(200 if is_repeat else status, answer)
