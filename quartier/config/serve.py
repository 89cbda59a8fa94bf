"""`quartier serve`: one server process for pages, static files and background jobs."""

import os
import sys


def serve(arguments: list[str]) -> None:
    """Serve on HOST and PORT until told to stop."""
    from granian.constants import Interfaces
    from granian.server import Server

    if arguments:
        sys.exit("quartier serve takes no arguments; HOST and PORT are read from the environment.")
    Server(
        "quartier.config.wsgi:application",
        address=os.environ.get("HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        interface=Interfaces.WSGI,
        workers_kill_timeout=3,
    ).serve()
