"""A conference is founded from a template, its rules changed and adopted, mandates given, its site opened."""

import time

import pytest
from playwright.sync_api import Browser, Page

from quartier.conferences.models import Conference
from quartier.quarters.models import ContactPerson
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.e2e.test_quarters import sign_in

pytestmark = pytest.mark.browser
NEW = "/stadtteile/lindenhof/konferenz/neu/"


@pytest.mark.parametrize(
    ("size", "scripts"), [(DESKTOP, True), (PHONE, False)], ids=["desktop", "phone-without-script"]
)
def test_a_conference_is_founded_and_opened(site, browser: Browser, size: dict[str, int], scripts: bool) -> None:
    started = time.monotonic()
    context = browser.new_context(viewport=size, java_script_enabled=scripts, locale="de-DE")
    page = context.new_page()
    sign_in(page, site)
    page.goto(site + NEW)
    page.get_by_label("Wie soll die Konferenz heißen?").fill("Rat am Bach")
    page.get_by_label("Was möchten Sie zusammen erreichen?").fill("Wir reden miteinander statt übereinander.")
    page.get_by_label("Stadtteilrat mit Sitzen").check()
    _look(page)
    page.get_by_role("button", name="Gründen").click()
    page.get_by_role("link", name="Hausregeln beschließen").click()
    page.get_by_role("link", name="Weiterschreiben").click()
    _change_two_rules(page)
    page.get_by_role("link", name="Weiter zum Beschließen").click()
    _look(page)
    page.get_by_label("Wer hat sie beschlossen?").fill("Gründungstreffen, einstimmig")
    page.get_by_role("button", name="Beschließen").click()
    assert page.get_by_text("Die Hausregeln sind beschlossen.").is_visible()
    _look(page)
    _give_two_mandates(page, site)
    page.goto(site + "/stadtteile/lindenhof/konferenz/rat-am-bach/")
    page.get_by_role("button", name="Für alle öffnen").click()
    context.close()

    stranger = browser.new_context(viewport=size, locale="de-DE").new_page()
    stranger.goto(site + "/stadtteile/lindenhof/konferenz/rat-am-bach/regeln/")
    text = stranger.locator("main").inner_text()
    assert "Beschlussfähig sind wir, wenn 5 Stimmberechtigte da sind. Gezählt wird zu Beginn." in text
    assert "Zu jedem Treffen wird mindestens 10 Tage vorher öffentlich eingeladen." in text
    stranger.context.close()
    assert Conference.objects.get(code="rat-am-bach").mandates.count() == 2
    assert (
        time.monotonic() - started < 600
    )  # somebody who reads and types needs longer than the machine, and has ten minutes


def _change_two_rules(page: Page) -> None:
    """Change the quorum and the notice; a contradiction on the way is told with both lines."""
    deciding, meeting = page.locator("#teil-deciding"), page.locator("#teil-meeting")
    deciding.locator("summary").first.click()
    page.get_by_label("Wie viele müssen da sein?").fill("5")
    meeting.locator("summary").first.click()
    page.get_by_label("Wie viele Tage vorher wird eingeladen?").fill("10")
    _look(page)
    offices = page.locator("#teil-offices")
    offices.locator("summary").first.click()
    page.get_by_label("Mindestens so viele Personen").fill("9")
    page.locator(".edit__save").get_by_role("button", name="Speichern").click()
    assert page.get_by_text("mindestens 9 und höchstens 2 Personen sind nicht möglich", exact=False).first.is_visible()
    assert page.get_by_label("Wie viele Tage vorher wird eingeladen?").input_value() == "10"  # nothing typed is lost
    _look(page)
    page.get_by_label("Mindestens so viele Personen").fill("1")
    page.locator(".edit__save").get_by_role("button", name="Speichern").click()
    assert page.get_by_text("So lesen sich Ihre Regeln jetzt.").first.is_visible()


def _give_two_mandates(page: Page, site: str) -> None:
    people = ContactPerson.objects.filter(actor__quarter__code="lindenhof").order_by("pk")[:2]
    for person, role in zip(people, ("chair", "minute_taker"), strict=True):
        page.goto(site + "/stadtteile/lindenhof/konferenz/rat-am-bach/mandate/neu/")
        page.get_by_label("Welche Aufgabe?").select_option(role)
        page.locator("#id_holder").select_option(person.code)
        page.get_by_role("button", name="Speichern").click()
        assert page.get_by_text("Gespeichert.").is_visible()


def _look(page: Page) -> None:
    """Check what is shown, where there are scripts to ask with."""
    if page.viewport_size == DESKTOP:
        assert_accessible(page)
        page.set_viewport_size(PHONE)
        assert_fits(page)
        page.set_viewport_size(DESKTOP)
