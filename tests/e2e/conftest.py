"""A running server with the shipped methods and the demo, and a browser in front of it."""

import os
import sqlite3
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, Page

from quartier.methods.actions.shipping import load_shipped_methods
from quartier.portal import demo
from quartier.search.index import learn_compounds
from quartier.ui.assets import build_assets
from tests.browser import DESKTOP, chromium
from tests.factories import index_all

# Playwright's synchronous interface runs an event loop of its own in this thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    build_assets()
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def filled() -> Iterator[sqlite3.Connection]:
    """Return a database of its own that keeps the site as the first test filled it."""
    kept = sqlite3.connect(":memory:")
    yield kept
    kept.close()


@pytest.fixture
def site(transactional_db, live_server, filled: sqlite3.Connection) -> str:
    """Return the address of a server with the demo. Filling takes half a minute, copying the filled database none."""
    cache.clear()
    connection.ensure_connection()
    if filled.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
        filled.backup(connection.connection)
    else:
        demo.load_quarter(demo.load_instance())
        load_shipped_methods(by=None)
        demo.load_voices()
        index_all()
        learn_compounds()
        connection.connection.backup(filled)
    return str(live_server.url)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that fails the test when a script or a policy complains."""
    context = browser.new_context(viewport=DESKTOP, locale="de-DE")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    expected = ("404", "409", "422")  # pages that tests ask for on purpose: unknown, overtaken, wrongly filled in
    assert not [text for text in complaints if not any(status in text for status in expected)]
