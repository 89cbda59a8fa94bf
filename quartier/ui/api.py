"""How the API describes answers to programs that went wrong."""

from typing import Any

from ninja import Schema


class Problem(Schema):
    """What went wrong, for a program and for a person; `ui.problems.problem` answers in this form."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, Any]] = []


# Every operation declares them all: a client, and a fuzzer, can rely on the form of every answer.
PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 405, 409, 413, 415, 422, 429), Problem)
