"""Every public page: accessible, narrow enough, and usable without a mouse or a script."""

import pytest

from quartier.accounts.actions.instance import setup_secret
from quartier.accounts.actions.links import sign_in_path
from quartier.accounts.models import User
from quartier.portal.demo import ADMINISTRATOR
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits

pytestmark = pytest.mark.browser

PUBLIC = [
    "/",
    "/methoden/",
    "/methoden/?aims=decide&q=rat",
    "/methoden/world-cafe/",
    "/methoden/world-cafe/?fassung=einfach",
    "/methoden/taschengeldboerse/",
    "/methoden/finden/",
    "/methoden/finden/?menschen=25&stunden=40&euro=500&wochen=6&ziele=develop_ideas",
    "/methoden/finden/?menschen=-1",
    "/methoden/vergleich/?m=world-cafe&m=open-space&m=charrette&m=runder-tisch",
    "/suche/?q=Spaziergang",
    "/suche/?q=Spaziergang&art=akteure",
    "/suche/?q=qqqqqq",
    "/konto/login/code/",
    "/konto/login/",
    "/konto/signup/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/sicherheit/",
    "/einrichten/",
    "/konto/password/reset/",
    "/methoden/?q=qqqq",
    "/suche/",
    "/ueber/",
    "/neues/",
    "/ui/",
    "/ui/?richtung=rtl",
    "/nichts/",
    "/l/falsch/",
    "/en/methoden/stadtteilkonferenz/",
]
SIGNED_IN = [
    "/methoden/world-cafe/",
    "/methoden/world-cafe/bewerten/",
    "/methoden/world-cafe/kommentieren/",
    "/methoden/meldungen/",
    "/methoden/meine-stimmen/",
    "/konto/",
    "/konto/schluessel/",
    "/konto/email/",
    "/konto/2fa/webauthn/",
    "/verwaltung/seite/",
    "/verwaltung/menschen/",
    "/verwaltung/postausgang/",
    "/verwaltung/journal/",
    "/verwaltung/aufgaben/",
    "/konto/loeschen/",
    "/konto/logout/",
    "/konto/2fa/",
    "/konto/password/set/",
    "/methoden/entwuerfe/",
    "/methoden/links/",
    "/methoden/einlesen/",
    "/methoden/vorschlaege/",
]


def test_public_pages(site, page) -> None:
    titles = set()
    for address in PUBLIC:
        page.set_viewport_size(DESKTOP)
        page.goto(site + address)
        assert_accessible(page)
        assert page.locator("h1").count() == 1, address
        assert page.locator("footer a", has_text="Impressum").or_(page.locator("footer a", has_text="Legal")).count(), (
            address
        )
        titles.add(page.title())
        page.set_viewport_size(PHONE)
        assert_fits(page)
        assert_accessible(page)
    assert len(titles) >= len(PUBLIC) - 6  # variants of one page share a title


def test_pages_of_people_with_a_task(site, page) -> None:
    administrator = User.objects.get(email=ADMINISTRATOR[0])
    page.goto(site + sign_in_path(administrator))
    page.get_by_role("button", name="Jetzt anmelden").click()
    for address in SIGNED_IN:
        page.goto(site + address)
        assert page.locator("h1").count() == 1, address
        assert_accessible(page)
        page.set_viewport_size(PHONE)
        assert_fits(page)
        assert page.locator("main .table-scroll").count() == 0, address  # nothing to scroll sideways inside either
        page.set_viewport_size(DESKTOP)


def test_dark_forced_colours_and_large_text(site, page) -> None:
    for address in ("/", "/methoden/world-cafe/", "/methoden/", "/ui/"):
        page.emulate_media(color_scheme="dark")
        page.goto(site + address)
        assert_accessible(page)
        page.emulate_media(color_scheme="light", forced_colors="active", reduced_motion="reduce")
        assert_accessible(page)
        page.emulate_media(forced_colors="none")
        page.set_viewport_size({"width": 640, "height": 800})
        page.evaluate("document.documentElement.style.setProperty('font-size', '225%')")
        assert_fits(page)
        page.set_viewport_size(DESKTOP)


def test_the_first_thing_on_a_page_leads_to_its_content(site, page) -> None:
    page.goto(site + "/methoden/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"


def test_the_keyboard_reaches_everything_and_is_seen(site, page) -> None:
    page.goto(site + "/methoden/world-cafe/")
    reachable = page.locator("a[href]:visible, button:visible, select:visible, input:visible, summary:visible").count()
    seen = set()
    for _ in range(reachable + 5):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "(() => { const e = document.activeElement; if (e === document.body) return null;"
            " const s = getComputedStyle(e); const all = [...document.querySelectorAll('*')];"
            " return [all.indexOf(e), s.outlineStyle !== 'none' || s.boxShadow !== 'none']; })()"
        )
        if here is None:
            break
        assert here[1], page.evaluate("document.activeElement.outerHTML")
        seen.add(here[0])
    assert len(seen) >= reachable


def test_first_run_in_three_questions(transactional_db, live_server, page) -> None:
    page.goto(f"{live_server.url}/einrichten/?geheimnis={setup_secret()}")
    assert_accessible(page)
    page.get_by_role("button", name="Einrichten").click()
    assert page.title().startswith("Fehler:")
    assert_accessible(page)
    page.get_by_label("Wie soll diese Seite heißen?").fill("Quartier Probe")
    page.get_by_label("Wie heißen Sie?").fill("Ada Probe")
    page.get_by_label("Ihre E-Mail-Adresse").fill("ada@example.org")
    page.get_by_role("button", name="Einrichten").click()
    assert page.get_by_text("Willkommen! Ihre Seite ist eingerichtet.").is_visible()
    assert User.objects.get().is_administrator
    page.goto(f"{live_server.url}/einrichten/?geheimnis=noch-einmal")
    assert "öffnet sich mit dem Link aus der Konsole" in page.content()
