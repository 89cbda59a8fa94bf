"""Editors write, meet each other and go back, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page

from quartier.accounts.actions.links import sign_in_path
from quartier.accounts.models import User
from quartier.methods.actions.editing import read_document, save_document
from quartier.methods.models import Method
from quartier.portal.demo import ADMINISTRATOR
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits

pytestmark = pytest.mark.browser

PAGES = [
    "/methoden/entwuerfe/?zeige=stichwoerter",
    "/methoden/neu/",
    "/methoden/world-cafe/bearbeiten/",
    "/methoden/world-cafe/bearbeiten/angaben/",
    "/methoden/world-cafe/bearbeiten/text/de/",
    "/methoden/world-cafe/bearbeiten/text/de_plain/",
    "/methoden/world-cafe/bearbeiten/quellen/",
    "/methoden/world-cafe/bearbeiten/verwandte/",
    "/methoden/world-cafe/versionen/",
    "/methoden/world-cafe/versionen/unterschied/?von=1&bis=2",
]


def sign_in(page: Page, site: str) -> User:
    """Sign the demo's administrator in."""
    person = User.objects.get(email=ADMINISTRATOR[0])
    page.goto(site + sign_in_path(person))
    page.get_by_role("button", name="Jetzt anmelden").click()
    return person


def change_elsewhere(person: User, **text: str) -> None:
    """Save another summary, as somebody else would meanwhile."""
    document = read_document(Method.objects.get(code="world-cafe"))
    document["texts"]["de"] |= text
    save_document(document, by=person, note="Von nebenan")


def test_every_page_is_accessible_and_narrow_enough(site, page) -> None:
    person = sign_in(page, site)
    change_elsewhere(person, summary="Menschen wechseln von Tisch zu Tisch.")
    for address in PAGES:
        page.set_viewport_size(DESKTOP)
        page.goto(site + address)
        assert page.locator("h1").count() == 1, address
        assert_accessible(page)
        page.set_viewport_size(PHONE)
        assert_fits(page)
    assert_accessible(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_title_to_a_published_method(site, browser: Browser, scripts: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts, locale="de-DE")
    page = context.new_page()
    sign_in(page, site)
    page.goto(site + "/methoden/neu/")
    page.get_by_label("Wie heißt die Methode?").fill("Küchentisch-Runde")
    page.get_by_role("button", name="Entwurf anlegen").click()
    page.get_by_role("main").get_by_role("link", name="Deutsch", exact=True).click()
    page.get_by_role("textbox", name="Zielsetzung").fill("Nachbarn **kennen** sich.")
    page.get_by_role("textbox", name="Wie heißt die Phase?").fill("Kochen")
    page.get_by_role("button", name="Noch eine Phase").click()
    assert page.get_by_role("textbox", name="Zielsetzung").input_value() == "Nachbarn **kennen** sich."
    second = page.get_by_role("textbox", name="Wie heißt die Phase?").nth(1)
    assert second.evaluate("field => field === document.activeElement") or not scripts
    second.fill("Essen")
    page.get_by_role("button", name=re.compile(r"nach oben\s*: Phase 2")).click()
    page.get_by_role("textbox", name="Titel", exact=True).press("Enter")
    assert page.get_by_text("Gespeichert.").is_visible()
    page.goto(site + "/methoden/kuechentisch-runde/")
    page.get_by_role("button", name="Veröffentlichen").click()
    assert page.get_by_role("button", name="Rückgängig").is_visible()
    assert page.locator(".phases h3").all_text_contents() == ["Essen", "Kochen"]
    assert page.locator("strong", has_text="kennen").count() == 1
    context.close()


def test_two_editors_decide_side_by_side_with_the_keyboard(site, browser: Browser) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="de-DE")
    page = context.new_page()
    person = sign_in(page, site)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(site + "/methoden/world-cafe/bearbeiten/text/de/")
    change_elsewhere(person, summary="<img src=x onerror=alert(1)><script>alert(2)</script>")
    page.get_by_role("textbox", name="Kurz gesagt").fill("Alle reden mit allen. <svg onload=alert(3)>")
    page.get_by_role("button", name="Speichern", exact=True).last.press("Enter")
    assert page.get_by_role("heading", name="Beides zusammenführen").is_visible()
    assert page.get_by_text("<img src=x onerror=alert(1)>").first.is_visible()
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert_fits(page)
    page.get_by_role("button", name="So speichern").press("Enter")
    assert page.title().startswith("Fehler:")
    assert_accessible(page)
    page.get_by_role("radio", name="Meine Fassung nehmen").press("Space")
    page.get_by_role("button", name="So speichern").press("Enter")
    assert page.get_by_text("Gespeichert.").is_visible()
    page.goto(site + "/methoden/world-cafe/versionen/unterschied/?von=2&bis=3")
    assert page.locator("del").first.is_visible()
    assert_accessible(page)
    assert page.locator("main img, main script, main .prose-diff svg").count() == 0
    context.close()
    assert dialogs == []
    assert read_document(Method.objects.get(code="world-cafe"))["texts"]["de"]["summary"].startswith("Alle reden")
