"""Public pages from memory, in front of Django: what a visitor without an account sees is rendered once.

Only requests that say nothing about who asks are answered from here, and only answers that are the same for everybody
are kept: see `names_nobody` and `_is_public`. The journal makes a page old: every entry that this process writes does
so at once, entries of other processes within a second, and a page lives for a minute at most.
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from types import SimpleNamespace
from typing import Any, cast

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from quartier.journal.models import Entry
from quartier.journal.signals import recorded

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Any], Iterable[bytes]]

LOOK_SECONDS = 0.9  # how often the journal is asked for entries of other processes
MOST_SECONDS = 60.0  # pages that depend on the time of day grow no older
# A long transaction commits after later ones, so the newest entry alone would not tell of it.
NEWEST = 200
_LARGEST_SHARE = 8  # no page takes more than this fraction of the room
_MOST_SEEN = 4096  # addresses with a question that came once
_OF_A_BODY = {"content-length", "content-type", "content-encoding", "content-language"}
_OF_ONE_REQUEST = {"x-request-id"}
_VARIES = {"accept-language", "accept-encoding", "cookie"}


def names_nobody(environ: Environ) -> bool:
    """Say whether nothing in the request tells one visitor from another.

    Only the language and the form token may come as cookies: a page that shows the token sets its cookie again, and
    so is never kept.
    """
    if "HTTP_AUTHORIZATION" in environ or "HTTP_HX_REQUEST" in environ:
        return False
    cookies = environ.get("HTTP_COOKIE")
    if not cookies:
        return True
    names = {part.partition("=")[0].strip() for part in cookies.split(";")}
    return names <= {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, ""}


class Generation:
    """What the journal looked like when it was last asked; two values that differ mean that something happened."""

    def __init__(self) -> None:
        self._written = 0
        self._newest: tuple[int, ...] = ()
        self._looked = float("-inf")
        self._lock = threading.Lock()
        recorded.connect(self._note)

    def now(self) -> tuple[int, tuple[int, ...]]:
        """Return the present generation. Asks the database at most once in LOOK_SECONDS."""
        if time.monotonic() - self._looked >= LOOK_SECONDS and self._lock.acquire(blocking=False):
            try:
                began = time.monotonic()
                self._newest = tuple(Entry.objects.order_by("-id").values_list("id", flat=True)[:NEWEST])
                self._looked = began
            finally:
                self._lock.release()
                # A visitor served from memory never gets to the end of a request, where Django gives it back.
                if not connection.in_atomic_block:
                    connection.close_if_unusable_or_obsolete()
        return self._written, self._newest

    def _note(self, **_kwargs: Any) -> None:
        self._written += 1


@dataclass(frozen=True)
class Page:
    """One answer as it is sent. `body` is gzip unless `is_plain`."""

    generation: tuple[int, tuple[int, ...]]
    until: float
    headers: Headers
    body: bytes
    tag: str
    is_plain: bool

    @property
    def size(self) -> int:
        """Bytes that the page takes, roughly."""
        return len(self.body) + 2048


class PageCache:
    """A WSGI application that answers from memory where it may, and asks the inner one otherwise."""

    def __init__(self, inner: Application, room: int) -> None:
        """Keep pages in front of `inner`, in at most `room` bytes."""
        self._inner = inner
        self._room = room
        self._used = 0
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._lock = threading.Lock()
        self._generation = Generation()

    @property
    def used(self) -> int:
        """Bytes that the kept pages take."""
        return self._used

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or not names_nobody(environ):
            return self._inner(environ, start_response)
        try:
            generation = self._generation.now()
        except DatabaseError:
            return self._inner(environ, start_response)
        key = _key(environ)
        page = self._find(key, generation)
        if page is None:
            if environ["REQUEST_METHOD"] == "HEAD":
                return self._inner(environ, start_response)
            return self._ask(environ, start_response, key, generation)
        return _send(page, environ, start_response)

    def _find(self, key: tuple[str, ...], generation: Any) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.generation != generation or page.until < time.monotonic():
                self._used -= self._pages.pop(key).size
                return None
            self._pages.move_to_end(key)
            return page

    def _ask(self, environ: Environ, start_response: Any, key: tuple[str, ...], generation: Any) -> Iterable[bytes]:
        """Let the inner application answer, and keep the answer when everybody may see it."""
        said: list[Any] = []

        def begin(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
            said[:] = [status, headers]
            return lambda data: None

        answer = cast(Any, self._inner(environ, begin))
        status, headers = said
        is_whole = not getattr(answer, "streaming", True)
        if not (is_whole and _is_public(status, headers) and self._is_wanted(environ, key)):
            start_response(status, headers)
            return cast(Iterable[bytes], answer)
        try:
            body = b"".join(answer)
        finally:
            answer.close()
        page = _page(generation, headers, body)
        if page.size * _LARGEST_SHARE <= self._room:
            self._keep(key, page)
        start_response(status, [*headers, ("ETag", page.tag)])
        return [body]

    def _is_wanted(self, environ: Environ, key: tuple[str, ...]) -> bool:
        """Say whether a page is worth keeping: those with a question only when they come again.

        So a flood of invented questions does not push out the pages that people read.
        """
        if not environ.get("QUERY_STRING"):
            return True
        mark = hash(key)
        with self._lock:
            if mark in self._seen:
                return True
            self._seen[mark] = None
            if len(self._seen) > _MOST_SEEN:
                self._seen.popitem(last=False)
            return False

    def _keep(self, key: tuple[str, ...], page: Page) -> None:
        with self._lock:
            before = self._pages.pop(key, None)
            self._used += page.size - (before.size if before else 0)
            self._pages[key] = page
            while self._used > self._room:
                _oldest, gone = self._pages.popitem(last=False)
                self._used -= gone.size


def _key(environ: Environ) -> tuple[str, ...]:
    """Return all that a public page depends on."""
    proxied = settings.SECURE_PROXY_SSL_HEADER
    return (
        environ.get("HTTP_HOST", "") or f"{environ.get('SERVER_NAME')}:{environ.get('SERVER_PORT')}",
        environ.get("wsgi.url_scheme", ""),
        environ.get(proxied[0], "") if proxied else "",
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        _language(environ),
        "gzip" if _takes_gzip(environ) else "",
    )


def _language(environ: Environ) -> str:
    """Return the code of the language that the headers ask for; the one in the path is part of the address."""
    if "HTTP_ACCEPT_LANGUAGE" not in environ and "HTTP_COOKIE" not in environ:
        return str(settings.LANGUAGE_CODE)
    try:
        cookies = {name: morsel.value for name, morsel in SimpleCookie(environ.get("HTTP_COOKIE", "")).items()}
    except CookieError:
        cookies = {}
    return get_language_from_request(cast(HttpRequest, SimpleNamespace(META=environ, COOKIES=cookies)))


def _takes_gzip(environ: Environ) -> bool:
    return "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")


def _is_public(status: str, headers: Headers) -> bool:
    """Say whether everybody gets this answer."""
    if not status.startswith("200"):
        return False
    for name, value in headers:
        name, value = name.lower(), value.lower()
        if name == "set-cookie":
            return False
        if name == "cache-control" and any(word in value for word in ("private", "no-store", "no-cache", "max-age=0")):
            return False
        if name == "vary" and not {part.strip() for part in value.split(",")} <= _VARIES:
            return False
        if name == "content-security-policy" and "'nonce-" in value:
            return False
    return True


def _page(generation: Any, headers: Headers, body: bytes) -> Page:
    is_packed = any(name.lower() == "content-encoding" for name, _value in headers)
    plain = gzip.decompress(body) if is_packed else body
    is_plain = not is_packed and len(body) < 1024
    return Page(
        generation=generation,
        until=time.monotonic() + MOST_SECONDS,
        headers=[pair for pair in headers if pair[0].lower() not in _OF_ONE_REQUEST],
        body=body if is_packed or is_plain else gzip.compress(body, 5),
        tag=f'W/"{hashlib.blake2b(plain, digest_size=12).hexdigest()}"',
        is_plain=is_plain,
    )


def _send(page: Page, environ: Environ, start_response: Any) -> Iterable[bytes]:
    headers = [*page.headers, ("ETag", page.tag)]
    known = environ.get("HTTP_IF_NONE_MATCH", "")
    if known and (known.strip() == "*" or page.tag in [part.strip() for part in known.split(",")]):
        start_response("304 Not Modified", [pair for pair in headers if pair[0].lower() not in _OF_A_BODY])
        return []
    start_response("200 OK", headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    is_packed = any(name.lower() == "content-encoding" for name, _value in page.headers)
    return [page.body if is_packed or page.is_plain else gzip.decompress(page.body)]
