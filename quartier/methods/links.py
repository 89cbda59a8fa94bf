"""Asking whether an address on the web still answers, without being sent where nobody should go.

An address may come from anybody's text. So only http and https on the usual ports, no credentials, and every host is
resolved here, refused if any of its addresses is not public, and then reached at exactly the address that was looked
at; the same after every redirect. Little is read, and nothing is kept of it.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass

TIMEOUT = 5.0  # seconds for one step
LONGEST = 10.0  # seconds for one request, however slowly the other side drips
MOST_SECONDS = 30.0  # for one address: after that, nothing new is begun
MOST_REDIRECTS = 5
MOST_READ = 1024  # bytes
_PORTS = {80, 443, 8080, 8443}
_AGENT = "Quartier link checker"
# The other side answers, but not to programs: no reason to call the link broken.
_SHY = {401, 403, 405, 406, 429, 451}
# Public by number, but they carry an address of the other kind inside.
_TUNNELS = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]

Resolve = Callable[[str, int], list[str]]
Dial = Callable[[str, int], socket.socket]


@dataclass(frozen=True)
class Outcome:
    """What became of one address: `problem` is a code of `PROBLEMS`, empty if all is well; `detail` a status."""

    problem: str = ""
    detail: str = ""


PROBLEMS = ("refused", "unknown_host", "unreachable", "certificate", "redirects", "missing", "server")


class _TroubleError(Exception):
    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(problem)
        self.outcome = Outcome(problem, detail)


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped:
            return is_public(str(number.ipv4_mapped))
        if any(number in net for net in _TUNNELS):
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host; raises OSError when it is unknown."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def dial(address: str, port: int) -> socket.socket:
    """Connect to an IP address."""
    return socket.create_connection((address, port), timeout=TIMEOUT)


def check(url: str, *, resolve: Resolve = resolve, dial: Dial = dial) -> Outcome:
    """Ask an address with HEAD, then with GET where HEAD does not help."""
    end = time.monotonic() + MOST_SECONDS
    try:
        status = _follow("HEAD", url, resolve, dial, end)
        if status >= 400:
            status = _follow("GET", url, resolve, dial, end)
    except _TroubleError as trouble:
        return trouble.outcome
    if status < 400 or status in _SHY:
        return Outcome()
    return Outcome("server" if status >= 500 else "missing", str(status))


def _follow(method: str, url: str, resolve: Resolve, dial: Dial, end: float) -> int:
    for _hop in range(MOST_REDIRECTS + 1):
        if time.monotonic() >= end:
            raise _TroubleError("unreachable")
        status, location = _ask(method, url, resolve, dial)
        if status not in {301, 302, 303, 307, 308} or not location:
            return status
        url = urllib.parse.urljoin(url, location)
    raise _TroubleError("redirects")


def _ask(method: str, url: str, resolve: Resolve, dial: Dial) -> tuple[int, str]:
    """Send one request; return the status and where it sends on to."""
    secure, host, port, target = _take_apart(url)
    address = _look_up(host, port, resolve)
    try:
        with dial(address, port) as plain:
            plain.settimeout(TIMEOUT)
            wire = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
            return _speak(wire, method, host, port, target)
    except ssl.SSLCertVerificationError as error:
        raise _TroubleError("certificate") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _TroubleError("unreachable") from error


def _speak(wire: socket.socket, method: str, host: str, port: int, target: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.sock = wire
    late = threading.Event()

    def hang_up() -> None:
        late.set()  # first, for the reader wakes up at once
        wire.shutdown(socket.SHUT_RDWR)

    end = threading.Timer(LONGEST, hang_up)
    end.daemon = True
    end.start()
    try:
        connection.request(method, target, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        answer.read(MOST_READ)
        if late.is_set():
            raise TimeoutError
        return answer.status, answer.getheader("Location") or ""
    finally:
        end.cancel()
        connection.close()


def _take_apart(url: str) -> tuple[bool, str, int, str]:
    """Return (secure?, host, port, path with query) of an address that may be asked."""
    try:
        parts = urllib.parse.urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise _TroubleError("refused") from error
    if parts.scheme not in {"http", "https"} or not host or port not in _PORTS or parts.username is not None:
        raise _TroubleError("refused")
    target = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return parts.scheme == "https", host, port, urllib.parse.quote(target, safe="/%:=&?~+!$,;'@()*[]")


def _look_up(host: str, port: int, resolve: Resolve) -> str:
    try:
        addresses = resolve(host, port)
    except OSError as error:
        raise _TroubleError("unknown_host") from error
    if not addresses:
        raise _TroubleError("unknown_host")
    if not all(is_public(address) for address in addresses):
        raise _TroubleError("refused")
    return addresses[0]
