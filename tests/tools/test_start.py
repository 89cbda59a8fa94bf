"""./start says in one plain sentence what is missing."""

import errno
import importlib.util
import os
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def setup():
    """Return the module tools/setup.py, which is no part of the package."""
    about = importlib.util.spec_from_file_location("setup_under_test", ROOT / "tools" / "setup.py")
    module = importlib.util.module_from_spec(about)
    about.loader.exec_module(module)
    return module


def _start(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "tools" / "start.py", *arguments]
    return subprocess.run(command, env=os.environ | env, capture_output=True, text=True, timeout=60, check=False)


def _stopped(setup, capsys, work) -> str:
    """Run a command's work and return the one sentence that it ends with."""
    assert setup.main(work) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    return lines[0]


def test_a_taken_port() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = _start(HOST="127.0.0.1", PORT=str(port))
    expected = f"Stopped: Port {port} on 127.0.0.1 is taken; try PORT=8001 ./start\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)


@pytest.mark.parametrize(
    ("arguments", "env", "words"),
    [
        ([], {"PORT": "achttausend"}, "PORT must be a number"),
        ([], {"PORT": "70000"}, "PORT must be a number"),
        ([], {"HOST": "192.0.2.1", "PORT": "28123"}, "no address 192.0.2.1"),
        (["--help-me"], {}, "--help-me"),
    ],
)
def test_wrong_words(arguments, env, words) -> None:
    done = _start(*arguments, **env)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


def test_no_venv_module(setup, capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(setup, "VENV", tmp_path / "venv")
    monkeypatch.setattr(setup, "say", lambda _text: None)
    monkeypatch.setattr(setup, "NEEDED_MEGABYTES", 0)
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    said = _stopped(setup, capsys, lambda: setup.packages("core"))
    assert "apt-get install python3-venv" in said
    assert not (tmp_path / "venv").exists()


def test_too_little_disk(setup, capsys, monkeypatch, tmp_path) -> None:
    usage = namedtuple("Usage", "total used free")
    monkeypatch.setattr(setup.shutil, "disk_usage", lambda _path: usage(1, 1, 50 * 1024**2))
    monkeypatch.setattr(setup, "VENV", tmp_path)
    assert "The disk has 50 MB left" in _stopped(setup, capsys, lambda: setup.packages("core"))


def test_a_disk_that_is_full_in_the_middle(setup, capsys) -> None:
    def work() -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/x")

    assert _stopped(setup, capsys, work) == "Stopped: The disk is full."


def test_a_command_that_fails_shows_what_it_said(setup, capsys) -> None:
    code = "import sys; sys.exit('the reason')"
    assert setup.main(lambda: setup.run(sys.executable, "-c", code, what="Trying")) == 1
    assert capsys.readouterr().err.splitlines() == [
        "the reason",
        "Stopped: Trying did not work; the lines above say why.",
    ]
