"""Case 5 in a browser: nothing that a person writes runs; and without escaping the policy still stops it."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser

from quartier.methods.actions import assessing, commenting
from tests.abuse import PAYLOADS
from tests.factories import make_method, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def attacked(transactional_db, live_server) -> list[str]:
    """Return the pages of a site on which every text is an attack."""
    cache.clear()
    method = make_method("offen", texts={"de": {"title": PAYLOADS[3], "summary": PAYLOADS[0]}})
    for payload in PAYLOADS:
        author = make_user(payload[:100])
        commenting.write_comment(method, payload, by=author)
        assessing.save_assessment(method, {"time": 2, "note": payload, "place": payload}, by=author)
    site = live_server.url
    pages = [f"{site}/methoden/offen/?seite={number}" for number in range(1, 5)]
    groups = ["".join(PAYLOADS[start : start + 4])[:200] for start in range(0, len(PAYLOADS), 8)]
    return [*pages, f"{site}/", f"{site}/methoden/", *(f"{site}/suche/?q={_quoted(words)}" for words in groups)]


def _quoted(words: str) -> str:
    from urllib.parse import quote

    return quote(words)


def executions(browser: Browser, pages: list[str]) -> int:
    """Return how often something of the attacks ran: a dialog, or the mark on the window."""
    context = browser.new_context()
    page = context.new_page()
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    context.route(lambda url: "localhost" not in url, lambda route: route.abort())
    for address in pages:
        page.goto(address, wait_until="load")
        if page.evaluate("window.__xss === 1"):
            ran.append(address)
    context.close()
    return len(ran)


def test_case_5_nothing_runs(browser, attacked) -> None:
    assert executions(browser, attacked) == 0


def test_case_5_without_escaping_the_policy_still_stops_it(browser, attacked, monkeypatch, settings) -> None:
    monkeypatch.setattr("django.template.base.conditional_escape", str)
    assert executions(browser, attacked[:4]) == 0
    # Negative control: without escaping and without policy the same attacks do run in this browser.
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["*", "'unsafe-inline'"]}}
    assert executions(browser, attacked[:4]) > 0
