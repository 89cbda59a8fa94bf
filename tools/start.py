"""./start: set up what has changed, then serve."""

import errno
import os
import socket
import sys
from pathlib import Path

import setup


def _serve() -> int:
    arguments = set(sys.argv[1:])
    unknown = arguments - {"--empty", "--no-serve"}
    if unknown:
        raise setup.SetupError(f"./start knows --empty and --no-serve, not {' '.join(sorted(unknown))}.")
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if "--no-serve" not in arguments:
        _check_port(host, port)
    scaled = any(os.environ.get(name) for name in ("DATABASE_URL", "REDIS_URL", "S3_BUCKET"))
    setup.packages("scale" if scaled else "core")
    setup.assets()
    _prepare("--empty" in arguments)
    if "--no-serve" in arguments:
        setup.say("Ready. ./start serves.")
        return 0
    setup.say("Starting the server")
    os.execv(setup.BIN / "quartier", ["quartier", "serve"])
    return 0


def _prepare(empty: bool) -> None:
    """Build, migrate and fill in one start of Django, unless nothing has changed since the last time."""
    data = Path(os.environ.get("QUARTIER_DATA", setup.ROOT / "var"))
    stamp = data / "prepared.stamp"
    state = setup.source_state() + os.environ.get("DATABASE_URL", "")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return
    setup.say("Preparing pages and database")
    command = [setup.BIN / "quartier", "prepare", *(["--empty"] if empty else [])]
    setup.run(*command, what="Preparing")
    stamp.write_text(state, encoding="utf-8")


def _check_port(host: str, port: str) -> None:
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise setup.SetupError(f"PORT must be a number from 1 to 65535, not {port!r}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except PermissionError:
            raise setup.SetupError(f"Port {port} is for the system; take one above 1023: PORT=8001 ./start") from None
        except OSError as error:
            raise setup.SetupError(
                f"Port {port} on {host} is taken; try PORT=8001 ./start"
                if error.errno == errno.EADDRINUSE
                else f"There is no address {host} on this machine; try HOST=127.0.0.1 ./start"
            ) from None


sys.exit(setup.main(_serve))
