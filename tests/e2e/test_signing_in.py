"""Signing in as people do: with a code, with a passkey, with a password; and the pages on the way."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from quartier.accounts.models import User
from quartier.journal.models import Message
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.factories import make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def site(transactional_db, live_server) -> str:
    """Return the address of an empty server: nobody here needs a catalogue."""
    cache.clear()
    return str(live_server.url)


def look(page: Page) -> None:
    """Ask of every page on the way: accessible, narrow enough, one heading, one main button at most."""
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("main .kern-btn--primary:visible").count() <= 1, page.url
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        assert_fits(page)
        assert_accessible(page)


def last_code() -> str:
    """Return the code of the newest mail."""
    text = Message.objects.latest("id").text
    found = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", text, re.MULTILINE)
    assert found, text
    return found[1]


def sign_in_by_code(page: Page, site: str, email: str) -> None:
    page.goto(site + "/konto/login/code/")
    look(page)
    page.get_by_label("Ihre E-Mail-Adresse").fill(email)
    page.get_by_role("button", name="Code schicken").click()
    look(page)
    page.get_by_label("Ihr Code").fill("FALSCH")
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_text("Dieser Code stimmt nicht.").first).to_be_visible()
    look(page)
    page.get_by_label("Ihr Code").fill(last_code().lower())
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_text("Sie sind angemeldet.")).to_be_visible()


def add_authenticator(page: Page) -> None:
    """Give the browser a device that knows its person."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def set_up_passkey(page: Page, site: str) -> None:
    page.goto(site + "/konto/")
    page.get_by_role("link", name="Passkey einrichten").click()
    look(page)
    page.get_by_role("link", name="Passkey einrichten").click()
    look(page)
    page.get_by_label("Wie soll der Passkey heißen?").fill("Telefon von Rosa")
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.get_by_role("heading", name="Ihre Notfall-Codes")).to_be_visible()
    look(page)


def sign_out(page: Page, site: str) -> None:
    page.goto(site + "/konto/logout/")
    look(page)
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_text("Sie sind abgemeldet.")).to_be_visible()


def test_a_code_and_then_a_passkey(site, page) -> None:
    rosa = make_user("Rosa")
    sign_in_by_code(page, site, rosa.email)
    add_authenticator(page)
    set_up_passkey(page, site)
    for address in ("/konto/2fa/", "/konto/2fa/webauthn/", "/konto/2fa/recovery-codes/generate/"):
        page.goto(site + address)
        look(page)
    page.goto(site + "/konto/2fa/webauthn/")
    page.get_by_role("link", name="Telefon von Rosa umbenennen").click()
    look(page)
    sign_out(page, site)
    page.goto(site + "/konto/login/")
    look(page)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_text("Sie sind angemeldet.")).to_be_visible()
    page.goto(site + "/konto/2fa/webauthn/")
    page.get_by_role("link", name="Telefon von Rosa entfernen").click()
    expect(page.get_by_role("heading", name="Sind Sie es wirklich?")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Passkey benutzen").click()
    expect(page.get_by_role("button", name="Passkey entfernen")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Passkey entfernen").click()
    expect(page.get_by_text("Noch kein Passkey")).to_be_visible()


@pytest.mark.parametrize(("role", "asked"), [("", False), ("editor", True)])
def test_only_people_with_a_task_need_the_passkey_on_top(site, page, role: str, asked: bool) -> None:
    rosa = make_user("Rosa", role)
    sign_in_by_code(page, site, rosa.email)
    add_authenticator(page)
    set_up_passkey(page, site)
    sign_out(page, site)
    page.goto(site + "/konto/login/code/")
    page.get_by_label("Ihre E-Mail-Adresse").fill(rosa.email)
    page.get_by_role("button", name="Code schicken").click()
    page.get_by_label("Ihr Code").fill(last_code())
    page.get_by_role("button", name="Weiter").click()
    if asked:
        expect(page.get_by_role("heading", name="Und jetzt Ihr Passkey")).to_be_visible()
        look(page)
        page.get_by_role("button", name="Passkey benutzen").click()
    expect(page.get_by_text("Sie sind angemeldet.")).to_be_visible()


def test_a_passkey_that_fails_is_said_in_words(site, page) -> None:
    page.goto(site + "/konto/login/")
    add_authenticator(page)  # it knows no passkey of ours
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_text("Der Passkey hat nicht geklappt.")).to_be_visible()
    look(page)


def test_without_scripts_the_code_is_offered(site, browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    page.goto(site + "/konto/login/")
    assert page.get_by_role("button", name="Mit Passkey anmelden").count() == 0
    page.get_by_role("link", name="Ein Code per Mail geht auch so.").click()
    page.get_by_label("Ihre E-Mail-Adresse").fill(make_user().email)
    page.get_by_role("button", name="Code schicken").click()
    page.get_by_label("Ihr Code").fill(last_code())
    page.get_by_role("button", name="Weiter").click()
    assert page.get_by_text("Sie sind angemeldet.").is_visible()
    context.close()


def test_a_password_from_first_to_last(site, page) -> None:
    rosa = make_user("Rosa")
    sign_in_by_code(page, site, rosa.email)
    page.goto(site + "/konto/")
    look(page)
    page.get_by_role("link", name="Passwort festlegen").click()
    look(page)
    page.get_by_label("Neues Passwort", exact=True).fill("kurz")
    page.get_by_label("Neues Passwort noch einmal").fill("anders")
    page.get_by_role("button", name="Passwort festlegen").click()
    expect(page.locator("#fehler")).to_be_visible()
    look(page)
    page.get_by_label("Neues Passwort", exact=True).fill("drei blaue Boote")
    page.get_by_label("Neues Passwort noch einmal").fill("drei blaue Boote")
    page.get_by_role("button", name="Passwort festlegen").click()
    page.goto(site + "/konto/password/change/")
    look(page)
    sign_out(page, site)
    page.goto(site + "/konto/login/")
    page.get_by_label("Ihre E-Mail-Adresse").fill(rosa.email)
    page.get_by_label("Ihr Passwort").fill("drei blaue Boote")
    page.get_by_role("button", name="Mit Passwort anmelden").click()
    expect(page.get_by_text("Sie sind angemeldet.")).to_be_visible()
    page.goto(site + "/konto/email/")
    look(page)
    page.get_by_label("Ihre neue E-Mail-Adresse").fill("rosa-neu@example.org")
    page.get_by_role("button", name="Code an die neue Adresse schicken").click()
    look(page)
    page.get_by_label("Ihr Passwort").fill("drei blaue Boote")
    page.get_by_role("button", name="Weiter").click()
    look(page)
    page.get_by_label("Ihr Code").fill(last_code())
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_text("Ihre Adresse rosa-neu@example.org ist bestätigt.")).to_be_visible()
    page.goto(site + "/konto/password/change/")
    page.get_by_role("button", name="Passwort entfernen").click()
    expect(page.get_by_text("Ihr Passwort ist entfernt.")).to_be_visible()
    rosa.refresh_from_db()
    assert (rosa.email, rosa.has_usable_password()) == ("rosa-neu@example.org", False)


def test_a_lost_password(site, page) -> None:
    rosa = make_user("Rosa")
    rosa.set_password("drei blaue Boote")
    rosa.save()
    page.goto(site + "/konto/password/reset/")
    look(page)
    page.get_by_label("Ihre E-Mail-Adresse").fill(rosa.email)
    page.get_by_role("button", name="Code schicken").click()
    look(page)
    page.get_by_label("Ihr Code").fill(last_code())
    page.get_by_role("button", name="Weiter").click()
    look(page)
    page.get_by_label("Neues Passwort", exact=True).fill("vier rote Boote")
    page.get_by_label("Neues Passwort noch einmal").fill("vier rote Boote")
    page.get_by_role("button", name="Passwort speichern").click()
    look(page)
    assert User.objects.get(pk=rosa.pk).check_password("vier rote Boote")


def test_leaving_for_good(site, page) -> None:
    rosa = make_user("Rosa")
    sign_in_by_code(page, site, rosa.email)
    page.goto(site + "/konto/loeschen/")
    look(page)
    page.get_by_label("Tippen Sie das Wort LÖSCHEN").fill("ja")
    page.get_by_role("button", name="Konto für immer löschen").click()
    expect(page.locator("#fehler")).to_be_visible()
    look(page)
    page.get_by_label("Tippen Sie das Wort LÖSCHEN").fill("LÖSCHEN")
    page.get_by_role("button", name="Konto für immer löschen").click()
    expect(page.get_by_text("Ihr Konto ist gelöscht.")).to_be_visible()
    assert not User.objects.filter(pk=rosa.pk).exists()
