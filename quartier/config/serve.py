"""`quartier serve`: one server process for pages, static files and background jobs.

The process that supervises it loads neither Django nor the product, so both together stay small.
"""

import os
import shutil
import signal
import socket
import sys
import tempfile
from types import FrameType

from quartier.config import env

# After SIGHUP the old processes go on for so long, while the fresh ones load.
RELOAD_SECONDS = 15


def serve(arguments: list[str]) -> None:
    """Serve on HOST and PORT until told to stop (SIGTERM); SIGHUP starts fresh processes, then ends the old ones."""
    if arguments:
        sys.exit("quartier serve takes no arguments; HOST and PORT are read from the environment.")
    try:
        host, port = env.text("HOST", "127.0.0.1"), env.number("PORT", 8000)
        processes, threads = env.number("WEB_PROCESSES", 1), env.number("WEB_THREADS", 4)
        worker = env.choice("QUARTIER_WORKER", "embedded", {"embedded", "separate"})
    except env.SettingError as error:
        sys.exit(str(error))
    if processes > 1 and not env.text("DATABASE_URL").startswith("postgres"):
        sys.exit("WEB_PROCESSES above 1 needs PostgreSQL: set DATABASE_URL.")
    if processes > 1 and worker == "embedded":
        sys.exit("WEB_PROCESSES above 1 needs a worker of its own: set QUARTIER_WORKER=separate, run quartier worker.")
    _check_port(host, port)
    figures = _share_figures() if processes > 1 else None
    try:
        _run(host, port, processes, threads)
    finally:
        if figures:
            shutil.rmtree(figures, ignore_errors=True)


def _run(host: str, port: int, processes: int, threads: int) -> None:
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
        blocking_threads=threads,
        respawn_failed_workers=True,
        respawn_interval=RELOAD_SECONDS,
        workers_kill_timeout=3,
        log_level=LogLevels.warning,
    ).serve()


def _share_figures() -> str:
    """Give the processes a folder in which the metrics of all of them add up."""
    folder = tempfile.mkdtemp(prefix="quartier-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    return folder


def _check_port(host: str, port: int) -> None:
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "there are ports from 1 to 65535"
        sys.exit(f"Port {port} on {host} cannot be used: {reason}. Try another one: PORT=8001")
