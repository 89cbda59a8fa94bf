"""A browser for tests: Chromium against a running server, and the check for accessibility."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
WIDTHS = (PHONE, {"width": 375, "height": 800}, DESKTOP)


class NoBrowserError(Exception):
    """No Chromium was found; the message says how to get one."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium: the one that CHROMIUM names, else Debian's, else Playwright's own."""
    if os.environ.get("CHROMIUM_ADVICE"):
        raise NoBrowserError(os.environ["CHROMIUM_ADVICE"])
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        executable = {} if path == "playwright" else {"executable_path": path}
        browser = playwright.chromium.launch(args=ARGUMENTS, **executable)
        try:
            yield browser
        finally:
            browser.close()


def steadily(check: Callable[[Page], None]) -> Callable[[Page], None]:
    """Let a check begin again when the page goes on to the next one under its eyes, as after a button that asks first."""

    @wraps(check)
    def checked(page: Page) -> None:
        for attempt in range(3):
            page.wait_for_load_state()
            try:
                check(page)
                return
            except PlaywrightError as error:
                if attempt == 2 or not any(words in error.message for words in ("was destroyed", "navigation")):
                    raise

    return checked


@steadily
def assert_accessible(page: Page) -> None:
    """Fail with the rule and the place when axe finds a violation."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    assert not found, [(v["id"], v["nodes"][0]["target"], v["nodes"][0].get("failureSummary")) for v in found]


@steadily
def assert_fits(page: Page) -> None:
    """Fail when the page scrolls sideways (tables scroll in a frame of their own)."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def look(page: Page, name: str) -> None:
    """Demand a page with one heading that is accessible and fits every width; keep pictures where SCREENSHOTS says."""
    assert page.locator("h1").count() == 1
    for size in WIDTHS:
        page.set_viewport_size(size)
        assert_fits(page)
        assert_accessible(page)
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=True)
