"""Reading in a page and deciding about it, with scripts and without, on a phone and by keyboard."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from quartier.accounts.actions.links import sign_in_path
from quartier.accounts.models import User
from quartier.methods.actions.editing import read_document
from quartier.methods.models import Method, MethodProposal
from quartier.portal.demo import ADMINISTRATOR
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits

pytestmark = pytest.mark.browser

PAGE = Path(__file__).parent.parent / "methods" / "pages" / "nachbarschaftskueche.txt"
# Where to leave pictures for somebody who wants to look.
SHOTS = os.environ.get("SCREENSHOTS")


def sign_in(page: Page, site: str) -> None:
    page.goto(site + sign_in_path(User.objects.get(email=ADMINISTRATOR[0])))
    page.get_by_role("button", name="Jetzt anmelden").click()


def check(page: Page, name: str) -> None:
    """Demand an accessible page that fits a phone and a desk."""
    for size, where in ((PHONE, "phone"), (DESKTOP, "desk")):
        page.set_viewport_size(size)
        assert_accessible(page)
        assert_fits(page)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{where}.png", full_page=True)


def test_a_new_page_is_read_in_and_looked_at(site, page, tmp_path) -> None:
    sign_in(page, site)
    page.goto(f"{site}/methoden/einlesen/")
    check(page, "1-start")
    page.get_by_role("button", name="Vorschau zeigen").click()
    assert page.title().startswith("Fehler:")
    check(page, "2-wrong")
    file = tmp_path / "seite.txt"
    text = PAGE.read_text(encoding="utf-8")
    file.write_bytes(text.replace("ist sehr\nkostenintensiv", "4 von 5").encode("cp1252"))
    page.get_by_label("Datei").set_input_files(file)
    page.get_by_role("button", name="Vorschau zeigen").click()
    page.get_by_text("Zeilen einzeln").click()
    assert page.get_by_text("Zeile 25: 4 von 5").is_visible()
    check(page, "3-preview")
    page.get_by_role("button", name="Einlesen").click()
    assert page.get_by_text("neu, als Entwurf").is_visible()
    check(page, "4-done")
    page.get_by_role("link", name="Zur Methode").click()
    assert page.get_by_role("heading", name="Nachbarschaftsküche").is_visible()
    assert page.get_by_text("Noch nicht bewertet.").count() == 6
    check(page, "5-method")


def test_a_known_page_stands_beside_ours_without_scripts(site, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    sign_in(page, site)
    page.goto(f"{site}/methoden/einlesen/")
    text = PAGE.read_text(encoding="utf-8").replace("Modul Nachbarschaftsküche", "Modul Stadtteilkonferenz")
    page.get_by_label("Oder der Text").fill(text)
    page.get_by_role("button", name="Vorschau zeigen").click()
    page.get_by_role("button", name="Einlesen").click()
    page.get_by_role("button", name="Bewertung (Deutsch) übernehmen").click()
    assert page.get_by_text("Übernommen.").is_visible()
    page.get_by_role("button", name="Vorschlag ablehnen").click()
    page.get_by_role("button", name="Wieder öffnen").click()
    assert page.get_by_role("button", name="Zielsetzung (Deutsch) übernehmen").is_visible()
    context.close()
    sections = read_document(Method.objects.get(code="stadtteilkonferenz"))["texts"]["de"]["sections"]
    assert sections["verdict"].startswith("Kochen öffnet Türen")
    assert not sections["aim"].startswith("Menschen aus einem Haus")


def test_proposals_by_keyboard(site, page) -> None:
    sign_in(page, site)
    page.goto(f"{site}/methoden/einlesen/")
    text = PAGE.read_text(encoding="utf-8").replace("Modul Nachbarschaftsküche", "Modul World Café")
    page.get_by_label("Oder der Text").fill(text)
    for button in ("Vorschau zeigen", "Einlesen"):
        page.get_by_role("button", name=button).focus()
        page.keyboard.press("Enter")
    page.wait_for_url("**/vorschlaege/**")
    check(page, "6-proposal")
    wanted = ["Zielsetzung (Deutsch) übernehmen", "Vorschlag ablehnen"]
    reached: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.textContent").strip()
        reached += [here] if here in wanted else []
        if len(reached) == 2:
            break
    assert reached == wanted
    take = page.get_by_role("button", name="Zielsetzung (Deutsch) übernehmen")
    take.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Übernommen.").wait_for()
    page.goto(f"{site}/methoden/vorschlaege/")
    check(page, "7-proposals")
    page.goto(f"{site}/methoden/vorschlaege/?zeige=alle")
    assert MethodProposal.objects.get().state == "open"
