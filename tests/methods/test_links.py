"""Asking addresses: what counts as an answer, and where nobody is sent."""

import socket
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from quartier.methods import labels, links
from quartier.methods.links import Outcome, check, is_public

PUBLIC = "93.184.215.14"
INNER = {"inner.example": "127.0.0.1", "router.example": "192.168.0.1", "meta.example": "169.254.169.254"}


class Site(BaseHTTPRequestHandler):
    """A small web with one page for every kind of answer; remembers what it was asked."""

    asked: list[tuple[str, str, dict[str, str]]] = []

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        Site.asked.append((self.command, self.path, dict(self.headers)))
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _number in range(40):
                time.sleep(0.05)
                self.wfile.write(b"X: y\r\n")
            return
        status = int(kind) if kind.isdigit() else 200
        if kind == "get-only":
            status = 501 if self.command == "HEAD" else 200
        self.send_response(status)
        if status in {301, 302}:
            self.send_header("Location", rest)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"x" * 10_000)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (named by the standard library)
        """Stay silent."""


@pytest.fixture
def ask() -> Iterator[partial[Outcome]]:
    """Return `check` on a net of its own: every public address is the small web above."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.handle_error = lambda request, address: None  # a client that hangs up is what some tests are about
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    Site.asked.clear()

    def resolve(host: str, port: int) -> list[str]:
        if host == "nowhere.example":
            raise socket.gaierror
        return [INNER.get(host, PUBLIC)]

    def dial(address: str, port: int) -> socket.socket:
        assert address in {PUBLIC, *INNER.values()}
        return socket.create_connection(("127.0.0.1", server.server_port), timeout=2)

    yield partial(check, resolve=resolve, dial=dial)
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "problem", "detail"),
    [
        ("200", "", ""),
        ("get-only", "", ""),
        ("301//200", "", ""),
        ("301/http://other.example/200", "", ""),
        ("403", "", ""),
        ("429", "", ""),
        ("404", "missing", "404"),
        ("410", "missing", "410"),
        ("503", "server", "503"),
        ("302//404", "missing", "404"),
        ("ümläut/mit leer?q=ä", "", ""),
    ],
)
def test_what_counts_as_an_answer(ask, path, problem, detail) -> None:
    assert ask(f"http://site.example/{path}") == Outcome(problem, detail)


def test_endless_redirects_unknown_hosts_and_silence(ask) -> None:
    loop = "http://site.example/301/" + "http://site.example/301/" * 9
    assert ask(loop).problem == "redirects"
    assert ask("http://nowhere.example/").problem == "unknown_host"
    assert ask("https://site.example/").problem == "unreachable"  # no TLS on the other side


def test_a_dripping_server_holds_nobody_up(ask, monkeypatch) -> None:
    monkeypatch.setattr(links, "LONGEST", 0.2)
    start = time.monotonic()
    assert ask("http://site.example/drip").problem == "unreachable"
    assert time.monotonic() - start < 1.5


BAD = [
    "http://127.0.0.1/",
    "http://inner.example/",
    "http://router.example/",
    "http://meta.example/latest/meta-data/",
    "http://site.example/302/http://inner.example/200",
    "http://site.example/302/file:///etc/passwd",
    "http://ben:geheim@site.example/",
    "http://site.example:22/",
    "ftp://site.example/",
    "file:///etc/passwd",
    "gopher://site.example/",
    "http:///nohost",
    "http://[::1",
    "http://site.example:99999/",
    "javascript:alert(1)",
    "",
]


@pytest.mark.parametrize("url", BAD)
def test_nobody_is_sent_inside(ask, url) -> None:
    INNER["127.0.0.1"] = "127.0.0.1"
    assert ask(url) == Outcome("refused")
    assert not [path for _method, path, headers in Site.asked if headers["Host"] != "site.example"]


def test_without_the_guard_the_inner_server_would_be_asked(ask, monkeypatch) -> None:
    """The negative control: only the look at the address keeps the request outside."""
    monkeypatch.setattr(links, "is_public", lambda address: True)
    assert ask("http://site.example/302/http://inner.example/200") == Outcome()
    assert any(headers["Host"] == "inner.example" for _method, _path, headers in Site.asked)


def test_one_inner_address_among_public_ones_is_enough_to_refuse() -> None:
    def dial(address: str, port: int) -> socket.socket:
        raise AssertionError(address)

    assert check("http://x.example/", resolve=lambda host, port: [PUBLIC, "10.0.0.1"], dial=dial).problem == "refused"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  (nothing is bound)
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_public_addresses(address, public) -> None:
    assert is_public(address) is public


def test_requests_carry_nothing_of_ours(ask) -> None:
    ask("http://site.example/get-only")
    assert [method for method, _path, _headers in Site.asked] == ["HEAD", "GET"]
    for _method, _path, headers in Site.asked:
        assert set(headers) == {"Host", "Accept-Encoding", "User-Agent", "Accept"}


def test_every_problem_has_words() -> None:
    assert set(links.PROBLEMS) == set(labels.LINK_PROBLEMS)


def requests_of_a_slow_chain(ask, monkeypatch, seconds: float) -> int:
    """Follow redirects of which each takes a while; return how many requests were made."""
    clock = [0.0]
    monkeypatch.setattr(links.time, "monotonic", lambda: clock[0])

    def slow(host: str, port: int) -> list[str]:
        clock[0] += seconds
        return [PUBLIC]

    assert ask("http://a.example" + "/302/" * 9, resolve=slow).problem
    return len(Site.asked)


def test_one_address_does_not_keep_the_worker_for_long(ask, monkeypatch) -> None:
    assert requests_of_a_slow_chain(ask, monkeypatch, links.MOST_SECONDS / 2) == 2


def test_control_quick_answers_are_followed_to_the_end(ask, monkeypatch) -> None:
    assert requests_of_a_slow_chain(ask, monkeypatch, 0) == links.MOST_REDIRECTS + 1
