"""Public pages from memory: the same for everybody, old as soon as something happens, never one person's to another."""

import datetime as dt
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import DatabaseError, close_old_connections
from django.test import Client, RequestFactory

from quartier.accounts.actions.links import make_link
from quartier.config import pagecache
from quartier.config.pagecache import PageCache
from quartier.methods.actions.commenting import write_comment
from quartier.methods.actions.editing import withdraw_method
from quartier.portal import demo
from quartier.quarters.actions import people
from tests.factories import make_actor, make_method, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db
ROOM = 1024 * 1024


@contextmanager
def closing_nothing() -> Iterator[None]:
    """Keep the connection open at the beginning and the end of requests, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class Site:
    """The WSGI application with a page cache; counts how often Django is asked."""

    def __init__(self, room: int = ROOM) -> None:
        django = WSGIHandler()
        self.rendered = 0

        def inner(environ, start_response):
            self.rendered += 1
            return django(environ, start_response)

        self.cache = PageCache(inner, room)

    def get(self, address: str, method: str = "GET", host: str = "testserver", **headers) -> tuple[int, dict, bytes]:
        """Return status, headers and body of one request; `cookie="a=b"` becomes the Cookie header."""
        parts = urlsplit(address)
        names = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        environ = (
            RequestFactory().generic(method, parts.path, QUERY_STRING=parts.query, HTTP_HOST=host, **names).environ
        )
        if "cookie" not in headers:
            environ.pop("HTTP_COOKIE", None)
        said = []
        # A request ends with closing the connection, which the test's transaction has to outlive.
        with closing_nothing():
            return self._get(environ, said)

    def _get(self, environ: dict, said: list) -> tuple[int, dict, bytes]:
        answer = self.cache(environ, lambda status, head, exc_info=None: said.extend([status, head]))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        found = {name.lower(): value for name, value in said[1]}
        return int(said[0][:3]), found, gzip.decompress(body) if found.get("content-encoding") == "gzip" else body


@pytest.fixture
def site() -> Site:
    cache.clear()  # how often a link may be opened is counted there
    return Site()


def session_of(user) -> str:
    """Return the Cookie header of a browser in which the person has signed in."""
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


@pytest.mark.parametrize("address", ["/", "/methoden/", "/en/methoden/", "/methoden/probe/", "/methoden/vergleich/"])
@pytest.mark.parametrize("encoding", ["gzip, br", ""])
def test_a_public_page_is_rendered_once_and_stays_the_same(site, address, encoding) -> None:
    make_method("probe")
    first = site.get(address, accept_encoding=encoding)
    again = site.get(address, accept_encoding=encoding)
    assert site.rendered == 1
    del first[1]["x-request-id"]
    assert again == first
    assert first[0] == 200


def test_headers_are_those_of_the_page_itself(site) -> None:
    make_method("probe")
    plain = Client().get("/methoden/probe/")
    del plain["X-Request-ID"]
    for _ in range(2):
        headers = site.get("/methoden/probe/")[1]
        names = set(plain.headers) - {"X-Request-ID"}  # it names one request
        assert {name: headers[name.lower()] for name in names} == {name: plain.headers[name] for name in names}


def test_the_number_of_the_first_request_does_not_come_again(site) -> None:
    make_method("probe")
    assert site.get("/methoden/probe/", x_request_id="first-visitor")[1]["x-request-id"] == "first-visitor"
    assert "first-visitor" not in str(site.get("/methoden/probe/")[1])
    assert site.rendered == 1


def test_a_browser_that_knows_the_page_gets_no_body(site) -> None:
    make_method("probe")
    tag = site.get("/methoden/probe/")[1]["etag"]
    status, headers, body = site.get("/methoden/probe/", if_none_match=tag)
    assert (status, body) == (304, b"")
    assert headers["content-security-policy"]
    assert site.get("/methoden/probe/", if_none_match='"other"')[0] == 200
    status, headers, body = site.get("/methoden/probe/", method="HEAD")
    assert (status, body) == (200, b"")
    assert site.rendered == 1


def test_languages_hosts_and_questions_have_pages_of_their_own(site) -> None:
    make_method("probe")
    german, english = site.get("/methoden/"), site.get("/en/methoden/")
    assert b'lang="de"' in german[2]
    assert b'lang="en"' in english[2]
    assert site.get("/methoden/", accept_language="en")[2] == german[2]
    assert site.get("/methoden/", host="evil.example")[0] == 400
    assert site.get("/methoden/", host="evil.example")[0] == 400
    assert site.get("/methoden/?aims=meet")[2] != german[2]


# --- never one person's page to another


def leaks(site: Site) -> list[str]:
    """Let everybody of the cast read the same pages in turn; return where somebody saw what is not theirs."""
    make_method("probe")
    make_method("entwurf", published=False, texts={"de": {"title": "Kanarie"}})
    amira, ben = make_user("Kanarie Amira", role="editor"), make_user("Kanarie Ben")
    write_comment(make_method("rede"), "Offen", by=ben)
    guest = Client()
    guest.get(make_link("answer", by=None, lifetime=dt.timedelta(days=1), name="Kanarie Gast")[1])
    cast = {
        "amira": session_of(amira),
        "ben": session_of(ben),
        "guest": "; ".join(f"{name}={morsel.value}" for name, morsel in guest.cookies.items()),
        "nobody": "",
    }
    assert "session=" in cast["guest"]
    found = []
    for address in ("/", "/methoden/", "/methoden/probe/", "/methoden/rede/", "/methoden/entwurf/", "/konto/"):
        for who in ("amira", "ben", "guest", "nobody", "ben", "amira", "nobody"):
            status, _headers, body = site.get(address, **({"cookie": cast[who]} if cast[who] else {}))
            is_named = b"Mein Konto" in body or b"csrfmiddlewaretoken" in body
            if who in {"nobody", "guest"} and (is_named or b"anarie" in body.replace(b">Kanarie Ben<", b"")):
                found.append(f"{address} for {who}")
            if who in {"amira", "ben"} and status == 200 and b"Mein Konto" not in body:
                found.append(f"{address} for {who}")
    return found


def test_nobody_sees_the_page_of_somebody_else(site) -> None:
    assert leaks(site) == []
    assert site.cache.used > 0


def test_a_cache_that_does_not_look_at_cookies_would_leak(site, monkeypatch) -> None:
    """The control: it is the look at the cookies that keeps people's pages apart."""
    monkeypatch.setattr(pagecache, "names_nobody", lambda environ: True)
    assert leaks(site)


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer x"},
        {"cookie": "session=x"},
        {"cookie": "messages=x"},
        {"cookie": "csrf=y; session=x"},
        {"cookie": "something=else"},
        {"hx_request": "true"},
    ],
)
def test_who_says_who_they_are_is_asked_django(site, headers) -> None:
    make_method("probe")
    site.get("/methoden/probe/")
    site.get("/methoden/probe/", **headers)
    site.get("/methoden/probe/", **headers)
    assert site.rendered == 3


@pytest.mark.parametrize("address", ["/gibt-es-nicht/", "/konto/", "/methoden/gibt-es-nicht/", "/konto/login/code/"])
def test_errors_redirects_and_pages_with_tokens_are_not_kept(site, address) -> None:
    site.get(address)
    site.get(address)
    assert (site.rendered, site.cache.used) == (2, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Set-Cookie", "a=b"),
        ("Cache-Control", "private"),
        ("Cache-Control", "no-store"),
        ("Vary", "User-Agent"),
        ("Content-Security-Policy", "script-src 'nonce-abc'"),
    ],
)
def test_answers_that_are_somebodys_are_not_public(name, value) -> None:
    assert pagecache._is_public("200 OK", [("Vary", "Cookie, Accept-Language")])
    assert not pagecache._is_public("200 OK", [(name, value)])
    assert not pagecache._is_public("404 Not Found", [])


# --- old as soon as something happens


def test_what_this_process_writes_shows_at_once(site, django_capture_on_commit_callbacks) -> None:
    method = make_method("probe")
    site.get("/methoden/probe/")
    with django_capture_on_commit_callbacks(execute=True):
        write_comment(method, "Ganz neu", by=make_user())
    assert b"Ganz neu" in site.get("/methoden/probe/")[2]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_method(method, by=None)
    assert site.get("/methoden/probe/")[0] == 404


def test_what_another_process_writes_shows_at_the_next_look(site, monkeypatch) -> None:
    method = make_method("probe")
    site.get("/methoden/probe/")
    write_comment(method, "Ganz neu", by=make_user())  # no signal reaches us: the test's transaction stays open
    assert b"Ganz neu" not in site.get("/methoden/probe/")[2]
    monkeypatch.setattr(pagecache, "LOOK_SECONDS", 0)
    assert b"Ganz neu" in site.get("/methoden/probe/")[2]


def test_the_demo_leaves_the_pages_when_it_is_removed(site, monkeypatch) -> None:
    monkeypatch.setattr(pagecache, "LOOK_SECONDS", 0)
    make_method("world-cafe")
    demo.load()
    assert b"Beispiel" in site.get("/methoden/world-cafe/")[2]
    demo.remove_voices()
    assert b"Beispiel" not in site.get("/methoden/world-cafe/")[2]


def test_whoever_withdraws_a_consent_leaves_the_kept_pages(site, monkeypatch) -> None:
    monkeypatch.setattr(pagecache, "LOOK_SECONDS", 0)
    individual = make_actor(make_quarter("Nord"), "Zilpzalp", kind="individual")
    person = make_person(individual, "Zilpzalp", agreed=("public",))
    address = "/stadtteile/nord/wer-dabei-ist/"
    assert b"Zilpzalp" in site.get(address)[2]
    site.get(address)
    assert site.rendered == 1  # from memory
    people.withdraw_consent(person, "public", by=None)
    assert b"Zilpzalp" not in site.get(address)[2]


def test_a_page_grows_no_older_than_a_minute(site, monkeypatch) -> None:
    monkeypatch.setattr(pagecache, "MOST_SECONDS", -1)
    site.get("/")
    site.get("/")
    assert site.rendered == 2


def test_without_a_database_django_is_asked(site, monkeypatch) -> None:
    def fail(self):
        raise DatabaseError

    site.get("/ui/")
    monkeypatch.setattr(pagecache.Generation, "now", fail)
    assert site.get("/ui/")[0] == 200
    assert site.rendered == 2


# --- bounded


def test_a_flood_of_questions_neither_fills_the_memory_nor_pushes_pages_out() -> None:
    site = Site(room=300_000)
    make_method("probe")
    site.get("/methoden/probe/")
    for number in range(60):
        site.get(f"/ui/?x={number}")
    assert site.cache.used <= 300_000
    before = site.rendered
    site.get("/methoden/probe/")
    assert site.rendered == before
    for number in range(60):
        site.get(f"/ui/?x={number}")
    assert 0 < site.cache.used <= 300_000


def test_a_page_too_large_for_the_room_is_not_kept() -> None:
    site = Site(room=10_000)
    assert site.get("/ui/")[0] == 200
    assert site.cache.used == 0
