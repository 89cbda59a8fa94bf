"""Middleware that refuses what nobody can answer, with a page, before anything has to cope with it."""

import ipaddress
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

LARGEST_UPLOAD = 25 * 1024 * 1024  # a form with files, in bytes
_PIECE = 64 * 1024


def believe_proxy(get_response: GetResponse) -> GetResponse:
    """Take the visitor's address from our own proxy, so that limits per address do not count everybody as one.

    The last one in X-Forwarded-For is what the proxy has seen itself; all before it is what visitors claim.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        with suppress(ValueError):  # when the proxy says nothing, its own address has to do
            request.META["REMOTE_ADDR"] = str(ipaddress.ip_address(said))
        return get_response(request)

    return middleware


def forget_broken_cookies(get_response: GetResponse) -> GetResponse:
    """Leave out cookies that hold a NUL: PostgreSQL fails on a session of such a name."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if any("\0" in value for value in request.COOKIES.values()):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return get_response(request)

    return middleware


def refuse_broken_input(get_response: GetResponse) -> GetResponse:
    """Answer 400 to addresses that no database can store, and 413 to more than a form or a program may send.

    PostgreSQL fails on NUL, SQLite does not. Comes after the middlewares that give every page its language and headers.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        path = request.META.get("PATH_INFO", "")
        if "\0" in path or "\ufffd" in path or _is_broken(request.META.get("QUERY_STRING", "").replace("+", " ")):
            raise BadRequest("address")
        if _length(request) > _most(request):
            _read_away(request)
            raise RequestDataTooBig("body")
        return get_response(request)

    return middleware


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


def _length(request: HttpRequest) -> int:
    """Return the announced length of the body, in bytes; 0 when it is no number."""
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _most(request: HttpRequest) -> int:
    has_files = request.META.get("CONTENT_TYPE", "").startswith("multipart/form-data")
    return LARGEST_UPLOAD if has_files else int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


def _read_away(request: HttpRequest) -> None:
    """Take in a body that is only somewhat too long: a browser shows our answer only after it could send its own."""
    left = min(_length(request), 2 * LARGEST_UPLOAD)
    while left > 0 and (piece := request.read(min(left, _PIECE))):
        left -= len(piece)
