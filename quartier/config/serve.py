"""`quartier serve`: one server process for pages, static files and background jobs.

The process that supervises it loads neither Django nor the product, so both together stay small.
"""

import os
import signal
import socket
import sys
from types import FrameType


def serve(arguments: list[str]) -> None:
    """Serve on HOST and PORT until told to stop."""
    if arguments:
        sys.exit("quartier serve takes no arguments; HOST and PORT are read from the environment.")
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    processes = int(os.environ.get("WEB_PROCESSES", "1"))
    if processes > 1 and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit("WEB_PROCESSES above 1 needs PostgreSQL: set DATABASE_URL.")
    _check_port(host, port)
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    Server(
        "quartier.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=int(os.environ.get("WEB_THREADS", "4")),
        workers_kill_timeout=3,
        log_level=LogLevels.warning,
    ).serve()


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"Port {port} on {host} cannot be used: {error.strerror}. Try another one: PORT={port + 1}")
