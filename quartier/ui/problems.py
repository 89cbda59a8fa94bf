"""Answers to programs that went wrong: problem details as in RFC 9457.

Apart from the API itself, so that an error page does not load its libraries.
"""

from typing import Any

from django.http import JsonResponse

from quartier.base.text import clean


def problem(status: int, title: str, detail: str = "", errors: list[dict[str, Any]] | None = None) -> JsonResponse:
    """Return an answer of type application/problem+json, in the form of `ui.api.Problem`."""
    # A place in the input can be any text of the sender's, and not all of that can be sent back.
    told = [{key: clean(value) if isinstance(value, str) else value for key, value in e.items()} for e in errors or []]
    body = {"type": "about:blank", "title": title, "status": status, "detail": clean(detail), "errors": told}
    return JsonResponse(
        body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )
