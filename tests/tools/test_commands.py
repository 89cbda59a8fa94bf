"""./test finds a browser wherever one can be had, and says plainly when there is none."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.loading import ROOT, load

command = load("test")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing installed: an empty folder is the whole PATH, and Playwright's download fails."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    monkeypatch.setenv("PATH", str(bin_folder))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(command.setup, "PYTHON", install(bin_folder / "venv-python", "exit 1"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return bin_folder


def install(path: Path, script: str = "exit 0") -> Path:
    """Put a fake program there, which notes how it was called."""
    path.write_text(f'#!/bin/sh\necho "$0 $*" >> "{path.parent}/calls"\n{script}\n', encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def calls(machine: Path) -> str:
    return (machine / "calls").read_text(encoding="utf-8") if (machine / "calls").exists() else ""


def test_the_named_browser_is_taken(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(machine / "chromium")
    monkeypatch.setenv("CHROMIUM", str(install(machine / "mine")))
    assert command.chromium() == str(machine / "mine")
    assert "chromium" not in calls(machine)


def test_a_named_browser_that_does_not_run_is_said(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(command.setup.SetupError, match=r"^CHROMIUM names /nowhere/chromium, which does not run\.$"):
        command.chromium()


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_an_installed_browser_is_taken(machine: Path, name: str) -> None:
    install(machine / name)
    assert command.chromium() == str(machine / name)
    assert "playwright" not in calls(machine)


def test_an_installed_stub_that_does_not_run_is_passed_over(machine: Path) -> None:
    install(machine / "chromium-browser", "exit 1")
    install(machine / "google-chrome")
    assert command.chromium() == str(machine / "google-chrome")


def test_playwrights_download_comes_next(machine: Path) -> None:
    install(machine / "venv-python")
    assert command.chromium() == "playwright"
    assert "-m playwright install chromium" in calls(machine)


def test_a_download_that_does_not_start_is_not_taken(machine: Path) -> None:
    install(machine / "venv-python", 'case "$1" in -c) exit 1;; esac')
    assert command.chromium() == ""


def test_debians_package_comes_last(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    browser = machine / "chromium"
    make = f"printf '#!/bin/sh\\nexit 0\\n' > {browser}; /bin/chmod +x {browser}"
    install(machine / "apt-get", f'case "$1" in install) {make};; esac')
    assert command.chromium() == str(browser)
    assert "apt-get update" in calls(machine)


def test_without_the_right_to_install_nothing_is_tried(machine: Path) -> None:
    install(machine / "apt-get")
    assert command.chromium() == ""
    assert "apt-get" not in calls(machine)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], []),
        (["tests/base", "-x"], ["tests/base", "-x"]),
        (["--no-browser"], ["-m", "not browser"]),
        (["--no-browser", "tests/base"], ["tests/base", "-m", "not browser"]),
        (["-m", "fault", "--no-browser"], ["-m", "(fault) and not browser"]),
    ],
)
def test_arguments_reach_pytest(given: list[str], told: list[str]) -> None:
    assert command.pytest_arguments(given) == told


@pytest.mark.parametrize("found", ["", "/opt/chromium"])
def test_tests_run_with_the_browser_or_with_the_advice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], found: str
) -> None:
    ran: list[dict[str, str]] = []
    for name in ("packages", "assets", "run"):
        monkeypatch.setattr(command.setup, name, lambda *_args, **_options: None)
    monkeypatch.setattr(command, "chromium", lambda: found)
    monkeypatch.setattr(sys, "argv", ["test.py"])

    def run(arguments: list[str], *, env: dict[str, str], **options: object) -> subprocess.CompletedProcess[str]:
        ran.append(env)
        return subprocess.CompletedProcess(arguments, 3)

    monkeypatch.setattr(command.subprocess, "run", run)
    assert command.test() == 3
    assert ran[0]["CHROMIUM"] == found
    assert ran[0].get("CHROMIUM_ADVICE", "") == ("" if found else command.ADVICE)
    assert "Running the tests" in capsys.readouterr().err


def test_browser_tests_fail_with_one_sentence_when_there_is_no_browser() -> None:
    env = {**os.environ, "CHROMIUM": "", "CHROMIUM_ADVICE": command.ADVICE}
    script = "from tests.browser import chromium\nwith chromium(): pass"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == f"tests.browser.NoBrowserError: {command.ADVICE}"


# -- What is missing is said in one sentence ---------------------------------------------------------------------------


def start(*arguments: str, **env: str) -> tuple[int, str]:
    done = subprocess.run(["./start", *arguments], cwd=ROOT, env=os.environ | env, capture_output=True, text=True)
    return done.returncode, done.stderr


def test_start_says_what_it_knows() -> None:
    assert start("--fast") == (1, "Stopped: ./start knows --empty and --no-serve, not --fast.\n")


def test_start_says_that_the_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        expected = f"Stopped: Port {port} on 127.0.0.1 is taken; try PORT=8001 ./start\n"
        assert start(PORT=str(port), HOST="127.0.0.1") == (1, expected)


@pytest.mark.parametrize("name", ["start", "test", "bench"])
def test_without_python_the_commands_say_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    done = subprocess.run([ROOT / name], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "Quartier needs Python 3.11 or newer; none was found.\n")


def test_without_the_venv_module_the_package_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(command.setup.SetupError, match="apt-get install python3-venv"):
        command.setup._make_venv()


def test_without_disk_the_megabytes_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.setup, "NEEDED_MEGABYTES", 10**9)
    with pytest.raises(
        command.setup.SetupError, match=r"The disk has \d+ MB left; setting up needs about 1000000000 MB"
    ):
        command.setup._check_disk()


def test_a_failed_step_ends_with_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.setup.main(lambda: command.setup.run("false", what="Building")) == 1
    assert capsys.readouterr().err == "Stopped: Building did not work; the lines above say why.\n"
