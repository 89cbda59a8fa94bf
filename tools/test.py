"""./test: set up what has changed, then run every test. Further arguments go to pytest."""

import os
import shutil
import subprocess
import sys

import setup

ADVICE = (
    "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path; "
    "./test --no-browser leaves them out."
)


def _test() -> int:
    arguments = sys.argv[1:]
    with_browser = "--no-browser" not in arguments
    chosen = [argument for argument in arguments if argument != "--no-browser"]
    setup.packages("dev")
    setup.assets()
    setup.say("Building what the pages load")
    setup.run(setup.BIN / "quartier", "assets", what="Building what the pages load")
    env = dict(os.environ)
    if with_browser:
        env["CHROMIUM"] = _chromium() or ""
        if not env["CHROMIUM"]:
            env["CHROMIUM_ADVICE"] = ADVICE
    pytest = [str(setup.PYTHON), "-m", "pytest", *chosen]
    if not with_browser:
        pytest += ["-m", "not browser"]
    setup.say("Running the tests")
    return subprocess.run(pytest, cwd=setup.ROOT, env=env, check=False).returncode


def _chromium() -> str | None:
    """Return a Chromium: the one named, an installed one, Playwright's, or Debian's where it may be installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    if found := _installed():
        return found
    setup.say("Looking for a browser: Playwright's download")
    playwright = [str(setup.PYTHON), "-m", "playwright", "install", "chromium"]
    quiet = {"capture_output": True, "stdin": subprocess.DEVNULL, "check": False, "timeout": 300}
    try:
        if subprocess.run(playwright, **quiet).returncode == 0:  # type: ignore[call-overload]
            return "playwright"
    except subprocess.TimeoutExpired:
        pass
    if shutil.which("apt-get") and os.geteuid() == 0:
        setup.say("Looking for a browser: Debian's package")
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, env=env, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        return _installed()
    return None


def _installed() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


sys.exit(setup.main(_test))
