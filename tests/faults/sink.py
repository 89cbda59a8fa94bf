"""A mail server that takes everything and counts the Message-IDs."""

import re
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class _Session(socketserver.StreamRequestHandler):
    server: "Sink"

    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline(2000).strip().upper():
            if line.startswith(b"DATA"):
                self._say("354 go on")
                self._take()
            elif line.startswith(b"QUIT"):
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self) -> None:
        text = b""
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            text += line
        found = re.search(rb"^Message-ID: *(\S+)", text, re.MULTILINE | re.IGNORECASE)
        if line and found:
            time.sleep(self.server.pause)
            with self.server.lock:
                self.server.seen[found[1].decode()] += 1
            self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class Sink(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine. `pause` is how long it thinks about a mail, in seconds."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, pause: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.seen: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.pause = pause

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients are killed on purpose."""


@contextmanager
def mail_sink(pause: float = 0.0) -> Iterator[Sink]:
    """Run a sink."""
    with Sink(pause) as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            sink.shutdown()
