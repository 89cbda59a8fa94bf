"""Sets a checkout up with nothing but Python: packages, assets. Used by ./start, ./test and ./bench.

Every step is skipped when its inputs have not changed. Only the standard library is used here, because nothing else
is installed yet.
"""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
REQUIREMENTS = ROOT / "requirements"
MODULES = ROOT / "node_modules"
NEEDED_MEGABYTES = 900
_began = time.monotonic()


class SetupError(Exception):
    """Something is missing; the message is one plain sentence."""


def say(text: str) -> None:
    """Tell the progress, on standard error."""
    print(f"[{time.monotonic() - _began:5.1f} s] {text}", file=sys.stderr, flush=True)


def run(*command: str | Path, what: str, env: dict[str, str] | None = None) -> None:
    """Run a command quietly; when it fails, show what it said and raise SetupError."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write((done.stdout + done.stderr)[-4000:])
        raise SetupError(f"{what} did not work; the lines above say why.")


def packages(lock: str) -> None:
    """Make the virtual environment hold exactly what the lock file names, checked by hash."""
    stamp = VENV / f"{lock}.stamp"
    state = _hash(REQUIREMENTS / f"{lock}.txt", ROOT / "pyproject.toml") + sys.version
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return
    _check_disk()
    if not PYTHON.exists():
        say("Making a virtual environment")
        _make_venv()
    say("Installing packages")
    installer = _installer()
    run(*installer, "--require-hashes", "-r", REQUIREMENTS / f"{lock}.txt", what="Installing packages")
    run(*installer, "--no-build-isolation", "--no-deps", "-e", ROOT, what="Installing Quartier into its environment")
    stamp.write_text(state, encoding="utf-8")


def assets() -> None:
    """Fetch the packages that the pages' looks come from."""
    stamp = MODULES / ".stamp"
    state = _hash(ROOT / "package-lock.json")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return
    say("Fetching the design system")
    npm = shutil.which("npm")
    if npm is None:
        say("Installing Node, because npm is missing")
        run(*_installer(), "--require-hashes", "-r", REQUIREMENTS / "node.txt", what="Installing Node")
        npm = str(BIN / "npm")
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", what="Fetching the design system", env={"PATH": path})
    stamp.write_text(state, encoding="utf-8")


def source_state() -> str:
    """Return a hash of everything that preparing depends on, so that an unchanged checkout starts at once."""
    folders = [ROOT / "quartier", ROOT / "locale"]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in files:
        if path.suffix not in {".pyc", ".mo"}:
            about = path.stat()
            digest.update(f"{path.relative_to(ROOT)}|{about.st_size}|{about.st_mtime_ns}".encode())
    return digest.hexdigest() + _hash(ROOT / "package-lock.json")


def _hash(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        raise SetupError(
            "Python's venv module is missing; on Debian and Ubuntu install it with: apt-get install python3-venv"
        ) from None
    try:
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"The virtual environment cannot be made in {VENV}: {error}") from error


def _installer() -> list[str]:
    """Return the command that installs packages: uv when it can be had, because it is four times faster, else pip."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    uv = shutil.which("uv") or (str(BIN / "uv") if (BIN / "uv").exists() else "")
    if not uv:
        command = [*pip, "--require-hashes", "-r", str(REQUIREMENTS / "bootstrap.txt")]
        if subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False).returncode:
            return pip
        uv = str(BIN / "uv")
    return [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]


def _check_disk() -> None:
    free = shutil.disk_usage(ROOT).free // 1024**2
    if free < NEEDED_MEGABYTES:
        raise SetupError(f"The disk has {free} MB left; setting up needs about {NEEDED_MEGABYTES} MB.")
    if not os.access(ROOT, os.W_OK):
        raise SetupError(f"The folder {ROOT} cannot be written to.")


def main(work: "object") -> int:
    """Run a command's work; turn what is missing into one sentence and exit code 1."""
    try:
        return int(work() or 0)  # type: ignore[operator]
    except SetupError as error:
        print(f"Stopped: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        full = error.errno == errno.ENOSPC
        words = "The disk is full" if full else f"{error.strerror}: {error.filename}"
        print(f"Stopped: {words}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
