"""A personal link in a real browser: opened, used, ended."""

import datetime as dt

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from quartier.accounts.actions.links import make_link, sign_in_path
from tests.browser import PHONE, assert_accessible, assert_fits
from tests.factories import make_user

pytestmark = pytest.mark.browser


def test_pressing_works_and_no_address_keeps_the_token(transactional_db, live_server, page) -> None:
    cache.clear()
    path = sign_in_path(make_user("Ada"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(str(request.headers.get("referer", ""))))
    page.goto(live_server.url + path)
    assert page.url == live_server.url + "/l/offen/"
    page.set_viewport_size(PHONE)
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Jetzt anmelden").click()
    expect(page.get_by_role("link", name="Mein Konto")).to_be_visible()
    token = path.rstrip("/").rpartition("/")[2]
    assert not [referer for referer in asked if token in referer]


def test_a_guest_ends_a_link_that_went_astray(transactional_db, live_server, page) -> None:
    cache.clear()
    link, path = make_link("probe", by=None, lifetime=dt.timedelta(days=1), name="Gila")
    page.goto(live_server.url + path)
    expect(page.get_by_role("heading", name="Hallo Gila")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Link beenden").click()
    expect(page.get_by_text("Der Link ist beendet")).to_be_visible()
    link.refresh_from_db()
    assert link.revoked_at is not None
