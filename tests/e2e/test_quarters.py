"""A quarter from nothing to a printed directory, and its pages for everybody: with a keyboard, on a phone, without a script."""

import os

import pytest
from playwright.sync_api import Browser, Page

from quartier.accounts.actions.links import make_link, sign_in_path
from quartier.accounts.models import User
from quartier.portal.demo import ADMINISTRATOR
from quartier.quarters import jobs
from quartier.quarters.actions.members import LINK_LASTS
from quartier.quarters.models import Actor, Quarter
from quartier.quarters.roles import PERSON_LINK
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.quarters.lists.sheets import xlsx

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SCREENSHOTS")  # where to leave pictures for somebody who wants to look
RING = '{"type": "Polygon", "coordinates": [[[7.1, 51.4], [7.12, 51.4], [7.12, 51.41], [7.1, 51.41], [7.1, 51.4]]]}'


def sign_in(page: Page, site: str) -> None:
    page.goto(site + sign_in_path(User.objects.get(email=ADMINISTRATOR[0])))
    page.get_by_role("button", name="Jetzt anmelden").click()


def check(page: Page, name: str) -> None:
    """Demand an accessible page that fits a phone and a desk, whichever is being used."""
    used = page.viewport_size
    for size, where in ((PHONE, "phone"), (DESKTOP, "desk")):
        page.set_viewport_size(size)
        assert_accessible(page)
        assert_fits(page)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{where}.png", full_page=True)
    if used:
        page.set_viewport_size(used)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_from_nothing_to_a_printed_directory(site, page, tmp_path, size) -> None:
    page.set_viewport_size(size)
    sign_in(page, site)
    page.goto(f"{site}/stadtteile/")
    page.get_by_role("link", name="Stadtteil anlegen").click()
    page.get_by_role("button", name="Anlegen").click()
    assert page.title().startswith("Fehler:")
    page.get_by_label("Wie heißt der Stadtteil?").fill("Wehrfeld")
    page.get_by_role("button", name="Anlegen").click()
    assert page.get_by_text("Diese Seite sehen nur die Mitglieder").is_visible()
    check(page, "1-new")

    page.get_by_role("link", name="Grenze", exact=True).click()
    page.goto(f"{site}/stadtteile/wehrfeld/grenze/datei/")
    page.get_by_label("Oder der Text").fill(RING)
    page.locator("main form button[type=submit]:visible").first.click()
    assert Quarter.objects.get(code="wehrfeld").boundary

    page.goto(f"{site}/stadtteile/wehrfeld/einlesen/")
    file = tmp_path / "verteiler.xlsx"
    file.write_bytes(xlsx())
    page.get_by_label("Ihre Liste").set_input_files(file)
    page.get_by_role("button", name="Weiter").click()
    check(page, "2-columns")
    page.get_by_role("button", name="Vorschau zeigen").click()
    check(page, "3-preview")
    if page.get_by_text("Wer ist das?").count():
        page.get_by_label("Jemand Neues").first.check()
        page.get_by_role("button", name="Entscheidungen merken").click()
    page.get_by_role("button", name="Jetzt übernehmen").click()
    jobs.work_on_lists()
    page.get_by_role("heading", name="Ihre Liste ist übernommen").wait_for()  # the page looks by itself
    check(page, "4-done")
    page.get_by_role("button", name="Einrichtungen öffentlich zeigen").click()
    assert page.get_by_text("sind jetzt öffentlich").is_visible()

    for name, word in (("Kita Birkenhain", "Garten"), ("Schule am Wehr", "Mensa"), ("Jobcenter Wehrfeld", "Beratung")):
        actor = Actor.objects.get(name=name)
        page.goto(f"{site}{actor.get_absolute_url()}bearbeiten/")
        page.get_by_role("textbox", name="Was macht dieser Akteur?").fill(word)
        page.get_by_role("button", name="Speichern").last.click()
        assert page.get_by_text(word).first.is_visible()
    check(page, "5-actor")

    page.goto(f"{site}/stadtteile/wehrfeld/")
    page.get_by_role("button", name="Für alle öffnen").click()
    assert page.get_by_text("Der Stadtteil ist jetzt öffentlich.").is_visible()
    page.get_by_role("link", name="Zum Verzeichnis").click()
    check(page, "6-directory")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Kita Birkenhain").is_visible()
    assert not page.get_by_label("Suchen").first.is_visible()
    page.emulate_media(media="screen")
    with page.expect_download() as started:
        page.get_by_role("link", name="als Tabelle (CSV)").click()
    table = started.value.path().read_text(encoding="utf-8-sig")
    assert "mona.reissner@birke.example" not in table  # of a person; the table names organisations
    assert "Kita Birkenhain" in table


PUBLIC = [
    "/stadtteile/",
    "/stadtteile/lindenhof/",
    "/stadtteile/lindenhof/wer-dabei-ist/",
    "/stadtteile/lindenhof/wer-dabei-ist/?q=Werkstatt&group=professional",
    "/stadtteile/lindenhof/wer-dabei-ist/?ansicht=karte",
    "/stadtteile/lindenhof/raeume/",
    "/en/stadtteile/lindenhof/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/wer-wir-sind/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/regeln/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/regeln/fassung/2/aenderungen/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/kontakt/",
]
COORDINATION = [
    "/stadtteile/neu/",
    "/stadtteile/lindenhof/",
    "/stadtteile/lindenhof/bearbeiten/",
    "/stadtteile/lindenhof/grenze/",
    "/stadtteile/lindenhof/grenze/plan/",
    "/stadtteile/lindenhof/wer-dabei-ist/neu/",
    "/stadtteile/lindenhof/einlesen/",
    "/stadtteile/lindenhof/mitglieder/",
    "/stadtteile/lindenhof/mitglieder/einladen/",
    "/stadtteile/lindenhof/netz/",
    "/stadtteile/lindenhof/netz/neu/",
    "/stadtteile/lindenhof/passt/",
    "/stadtteile/lindenhof/wer-fehlt/",
    "/stadtteile/lindenhof/nachfragen/",
    "/stadtteile/lindenhof/konferenz/neu/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/bearbeiten/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/seite/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/leitung/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/konzept/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/konzept/goals/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/konzept/occasion/fassungen/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/arbeitsgruppen/neu/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/mandate/",
    "/stadtteile/lindenhof/konferenz/stadtteilkonferenz-lindenhof/mandate/neu/",
]


def test_pages_for_everybody(site, page) -> None:
    actor = Actor.objects.get(name="Jugendzentrum Gleis 3")
    for number, address in enumerate([*PUBLIC, actor.get_absolute_url()]):
        page.goto(site + address)
        assert page.locator("h1").count() == 1, address
        check(page, f"public-{number}")


def test_pages_of_the_coordination(site, page) -> None:
    sign_in(page, site)
    actor = Actor.objects.get(name="Jugendzentrum Gleis 3")
    person = actor.people.first()
    mine = actor.get_absolute_url()
    more = [
        mine,
        f"{mine}bearbeiten/",
        f"{mine}angebote/",
        f"{mine}aktuelles/",
        f"{mine}menschen/neu/",
        f"{mine}punkt/",
        f"{actor.venues.first().get_absolute_url()}fotos/",
    ]
    more.append(f"/stadtteile/lindenhof/menschen/{person.code}/")
    for number, address in enumerate([*COORDINATION, *more]):
        page.goto(site + address)
        assert page.locator("h1").count() == 1, address
        check(page, f"office-{number}")


def test_a_contact_person_decides_without_account_and_script(site, browser: Browser) -> None:
    person = Actor.objects.get(name="Jugendzentrum Gleis 3").people.get(last_name="Ostrowa")
    _link, path = make_link(PERSON_LINK, by=None, lifetime=LINK_LASTS, subject=person.code, name=person.name)
    context = browser.new_context(viewport=PHONE, locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    assert person.name.split()[0] not in page.url
    page.get_by_role("link", name="Weiter").click()
    assert not person.consents.exists()  # opening changes nothing
    page.get_by_role("button", name="Ich stimme zu").first.click()
    assert page.get_by_text("Sie haben zugestimmt").count() == 1
    page.get_by_role("button", name="Zurücknehmen").click()
    assert page.get_by_text("Das gilt ab sofort überall").is_visible()
    assert not person.consents.valid().exists()
    context.close()
