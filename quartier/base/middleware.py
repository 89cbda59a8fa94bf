"""Middleware that every request passes first."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def _is_broken(raw: str) -> bool:
    """Say whether a percent-encoded part of an address holds a NUL or is not UTF-8."""
    data = unquote_to_bytes(raw)
    if b"\0" in data:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def refuse_broken_input(get_response: GetResponse) -> GetResponse:
    """Answer 400 to addresses that no database can store: PostgreSQL fails on NUL, SQLite does not."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        path = request.META.get("PATH_INFO", "")
        if "\0" in path or "\ufffd" in path or _is_broken(request.META.get("QUERY_STRING", "").replace("+", " ")):
            return HttpResponse(
                # Both languages: nothing has looked yet which one the reader wants.
                "Diese Adresse enthält Zeichen, die nicht erlaubt sind.\n"
                "This address holds characters that are not allowed.\n",
                status=400,
                content_type="text/plain; charset=utf-8",
            )
        return get_response(request)

    return middleware
