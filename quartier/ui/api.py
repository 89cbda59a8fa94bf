"""Answers to programs that went wrong: problem details as in RFC 9457."""

from typing import Any

from django.http import JsonResponse
from ninja import Schema

from quartier.base.text import clean


class Problem(Schema):
    """What went wrong, for a program and for a person."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, Any]] = []


# Every operation declares them all: a client, and a fuzzer, can rely on the form of every answer.
PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 405, 409, 413, 415, 422, 429), Problem)


def problem(status: int, title: str, detail: str = "", errors: list[dict[str, Any]] | None = None) -> JsonResponse:
    """Return an answer of type application/problem+json."""
    # A place in the input can be any text of the sender's, and not all of that can be sent back.
    told = [{key: clean(value) if isinstance(value, str) else value for key, value in e.items()} for e in errors or []]
    body = Problem(title=title, status=status, detail=clean(detail), errors=told).dict()
    return JsonResponse(
        body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )
