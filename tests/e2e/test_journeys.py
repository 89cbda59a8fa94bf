"""What people come for, from beginning to end, with scripts and without."""

import re

import pytest
from playwright.sync_api import Browser

from quartier.journal.models import Message
from quartier.methods.models import Assessment, Comment
from tests.browser import PHONE, assert_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_a_resident_signs_up_and_says_something(site, browser: Browser, scripts: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts, locale="de-DE")
    page = context.new_page()
    page.goto(site + "/methoden/world-cafe/")
    page.get_by_role("link", name="Bewerten", exact=True).click()
    page.goto(site + "/konto/signup/?next=/methoden/world-cafe/bewerten/")
    page.locator("input[type=email]").fill("rosa@example.org")
    page.locator("main button[type=submit]").first.click()
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", Message.objects.latest("id").text, re.MULTILINE)
    assert code, Message.objects.latest("id").text
    page.locator("input[name=code]").fill(code[1])
    page.locator("main button[type=submit]").first.click()
    page.goto(site + "/methoden/world-cafe/bewerten/")
    page.locator("input[name=time][value='2']").check()
    page.get_by_label("Was sollten andere wissen?").fill("Zwei Runden reichen.")
    page.get_by_role("button", name="Bewertung speichern").click()
    assert page.get_by_text("Danke! Ihre Bewertung ist gespeichert.").is_visible()
    assert page.get_by_text("Zwei Runden reichen.").is_visible()
    page.get_by_label("Ihr Kommentar").fill("Schöner Abend!")
    page.get_by_role("button", name="Kommentar abschicken").click()
    assert page.get_by_text("Schöner Abend!").is_visible()
    page.get_by_role("button", name="Zurückziehen").click()
    assert page.get_by_text("Nur Sie sehen ihn").is_visible()
    page.get_by_role("button", name="Wieder zeigen").click()
    if scripts:
        assert_accessible(page)
    context.close()
    assert Assessment.objects.get(author__email="rosa@example.org").time == 2
    assert Comment.objects.get(author__email="rosa@example.org").state == "visible"


def test_a_visitor_finds_compares_and_gets_no_cookie(site, page) -> None:
    page.goto(site + "/")
    page.get_by_role("link", name="Welche Methode passt zu uns?").click()
    page.get_by_role("link", name="Dieses Beispiel zeigen").click()
    page.get_by_role("link", name="Vergleichen").nth(1).click()
    assert page.locator("table thead th").count() == 2
    page.goto(site + "/suche/?q=Spaziergang")
    page.get_by_role("link", name="Stadtteilspaziergang").first.click()
    assert "Stadtteilspaziergang" in page.title()
    assert page.context.cookies() == []


def test_nothing_comes_from_third_parties_and_pages_are_light(site, page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site + "/methoden/world-cafe/", wait_until="networkidle")
    assert requests
    assert all(url.startswith((site, "data:")) for url in requests)
    assert len(requests) <= 15
