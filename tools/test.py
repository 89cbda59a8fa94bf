"""./test: set up what has changed, then run every test. Further arguments go to one run of pytest.

Without them there are three runs: most tests two at a time, then those that need a browser, then those that kill
processes, which want the machine for themselves.
"""

import os
import shutil
import subprocess
import sys

import setup

ADVICE = (
    "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path; "
    "./test --no-browser leaves them out."
)
PARTS = (["-n", "2", "-m", "not browser and not fault"], ["-m", "browser and not fault"], ["-m", "fault"])
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Downloaded is not enough: the libraries that it needs may be missing.
LAUNCH = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: p.chromium.launch(args=['--no-sandbox']).close()"
)


def test() -> int:
    """Set up, find a browser, run pytest; return its exit code."""
    arguments = sys.argv[1:]
    with_browser = "--no-browser" not in arguments
    setup.packages("dev")
    setup.assets()
    setup.say("Building what the pages load")
    setup.run(setup.BIN / "quartier", "assets", what="Building what the pages load")
    env = dict(os.environ)
    if with_browser:
        env["CHROMIUM"] = chromium()
        if not env["CHROMIUM"]:
            setup.say(ADVICE)
            env["CHROMIUM_ADVICE"] = ADVICE  # the browser tests fail with it
    setup.say("Running the tests")
    codes = [
        subprocess.run([str(setup.PYTHON), "-m", "pytest", *run], cwd=setup.ROOT, env=env, check=False).returncode
        for run in runs(arguments)
    ]
    return max(codes)


def runs(arguments: list[str]) -> list[list[str]]:
    """Return what each run of pytest is told."""
    if set(arguments) - {"--no-browser"}:
        return [pytest_arguments(arguments)]
    if arguments:
        return [pytest_arguments([*PARTS[0], *arguments]), pytest_arguments([*PARTS[2], *arguments])]
    return [list(part) for part in PARTS]


def pytest_arguments(arguments: list[str]) -> list[str]:
    """Return what pytest is told; --no-browser narrows a -m that is there already."""
    chosen = [argument for argument in arguments if argument != "--no-browser"]
    if len(chosen) == len(arguments):
        return chosen
    if "-m" in chosen[:-1]:
        place = chosen.index("-m") + 1
        return [*chosen[:place], f"({chosen[place]}) and not browser", *chosen[place + 1 :]]
    return [*chosen, "-m", "not browser"]


def chromium() -> str:
    """Return a Chromium that runs: the one named, an installed one, Playwright's, or Debian's where it may be
    installed; "playwright" stands for Playwright's own; empty when there is none.
    """
    if named := os.environ.get("CHROMIUM"):
        if named != "playwright" and not _runs(named, "--version"):
            raise setup.SetupError(f"CHROMIUM names {named}, which does not run.")
        return named
    return _installed() or _playwright() or _debian()


def _installed() -> str:
    paths = (shutil.which(name) for name in NAMES)
    return next((path for path in paths if path and _runs(path, "--version")), "")


def _playwright() -> str:
    setup.say("Looking for a browser: Playwright's download")
    python = str(setup.PYTHON)
    if _runs(python, "-m", "playwright", "install", "chromium", seconds=300) and _runs(python, "-c", LAUNCH):
        return "playwright"
    return ""


def _debian() -> str:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return ""
    setup.say("Looking for a browser: Debian's package")
    _runs("apt-get", "update", "-qq", seconds=300)
    _runs("apt-get", "install", "-y", "-qq", "chromium", seconds=600)
    return _installed()


def _runs(*command: str, seconds: int = 60) -> bool:
    """Run a command quietly; return whether it ended well in time."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(setup.main(test))
