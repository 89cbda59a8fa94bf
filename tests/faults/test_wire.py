"""R18 through the real server: what no test client can send. No 5xx, and no connection is cut before an answer."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.faults.rig import Client, Installation, Server, serving

pytestmark = pytest.mark.fault
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture(scope="module")
def server(sqlite_template, tmp_path_factory) -> Iterator[tuple[Server, Installation]]:
    copy = sqlite_template.copy_to(tmp_path_factory.mktemp("wire") / "home")
    with serving(copy) as running:
        yield running, copy


def ask(server: Server, head: bytes, body: bytes = b"") -> tuple[int, bytes]:
    """Send bytes as they are; return the status and everything that came. Status 0: cut without an answer."""
    came = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        with suppress(BrokenPipeError, ConnectionResetError):  # the answer may be there all the same
            line.sendall(head + b"\r\n" + body)
        with suppress(ConnectionResetError, TimeoutError):
            while piece := line.recv(65536):
                came += piece
    first = came.split(b"\r\n", 1)[0].split(b" ")
    return (int(first[1]) if len(first) > 1 else 0), came


def head(line: bytes, *more: bytes, host: bytes = b"127.0.0.1") -> bytes:
    """Return the head of a request that ends the connection."""
    return line + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n" + b"".join(m + b"\r\n" for m in more)


@pytest.mark.parametrize(
    "request_head",
    [
        head(b"GET /methoden/%00/"), head(b"GET /methoden/%ff/"), head(b"GET /methoden/?q=%ED%A0%80"),
        head(b"GET /methoden/?q=\xff\xfe"), head(b"GET /\xff\xfe"), head(b"GET /" + b"x" * 7000),
        head(b"GET /methoden/?seite=1e9&page=1e9"), head(b"GET /", host=b"evil.example"), head(b"GET /", host=b"a b"),
        head(b"GET /", host=b""), head(b"GET /", b"Host: twice.example"), head(b"BREW /methoden/"), head(b"TRACE /"),
        head(b"GET /", *[b"X-%d: 1" % n for n in range(60)]), head(b"GET /", b"X-A: 1", b"X-A: 2", b"Cookie: a=1", b"Cookie: a=2"),
        head(b"GET /", b"Cookie: session=" + b"x" * 60_000), head(b"GET /konto/", b'Cookie: session="aaaaaaaaaa\\000"'),
        head(b"POST /einrichten/", b"Content-Length: 99999999999999999999"), head(b"POST /einrichten/", b"Content-Length: -1"),
        head(b"POST /einrichten/", b"Content-Length: x"), head(b"GET /", b"Range: bytes=9-1"),
        head(b"GET /static/%2e%2e/%2e%2e/etc/passwd"), head(b"GET /static/\x00"), head(b"GET /", b"Accept-Language: \xff\xfe"),
    ],
    ids=range(24),
)  # fmt: skip
def test_odd_requests_get_an_answer(server, request_head) -> None:
    status, came = ask(server[0], request_head)
    assert 200 <= status < 500, (request_head[:80], status, came[:200])


def test_ten_megabytes_get_a_page_with_413(server) -> None:
    running, installation = server
    cookie = f"Cookie: session={installation.people[0]['session']}; csrf={'a' * 32}".encode()
    size = 10_000_000
    for address in (b"/methoden/erste/kommentieren/", b"/api/v1/methods/erste/comments", b"/gibt-es-nicht/"):
        begin = head(b"POST " + address, b"Content-Length: %d" % size, FORM.strip(), cookie)
        status, came = ask(running, begin, b"body=" + b"x" * (size - 5))
        assert status == 413, (address, came[:200])
        assert b"Das war zu viel auf einmal" in came


def test_two_thousand_fields_get_a_page_with_413(server) -> None:
    running, installation = server
    fields = {f"f{n}": "1" for n in range(2000)}
    status, page = Client(running, installation.people[0]).post("/methoden/erste/kommentieren/", fields)
    assert (status, "Das war zu viel auf einmal" in page) == (413, True)


def test_a_body_that_ends_early_hurts_nobody(server) -> None:
    running, _installation = server
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as line:
        line.sendall(head(b"POST /einrichten/", b"Content-Length: 1000", FORM.strip()) + b"\r\nname=a")
    assert Client(running).get("/methoden/")[0] == 200


def test_control_a_server_that_is_not_there_is_noticed(server) -> None:
    """The same client must see a cut connection as one."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        away = Server(server[0].process, silent.getsockname()[1], server[0].log)

        def cut() -> None:
            line, _address = silent.accept()
            line.close()

        thread = threading.Thread(target=cut)
        thread.start()
        assert ask(away, head(b"GET /"))[0] == 0
        thread.join()
