"""Personal links: cases 17 to 22."""

import datetime as dt
import re

import pytest
import rules
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from quartier.accounts import guests
from quartier.accounts.actions.links import adopt_links, make_link, revoke_link
from quartier.accounts.models import PersonalLink
from quartier.accounts.rules import holds_link
from quartier.journal.models import Entry
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def _probe_purpose(monkeypatch):
    """One purpose that lets its guest answer for one object."""
    monkeypatch.setitem(guests.PURPOSES, "probe", guests.Purpose("Sagen Sie zu.", lambda link: f"/{link.subject}/"))
    rules.add_perm("probe.answer", holds_link("probe"))
    yield
    rules.remove_perm("probe.answer")


def open_link(path: str) -> Client:
    browser = Client()
    browser.get(path)
    return browser


def test_a_token_is_long_and_stored_only_as_a_digest() -> None:
    link, path = make_link("probe", by=None, lifetime=DAY, name="Gila")
    token = path.rstrip("/").rpartition("/")[2]
    assert len(token) == 32  # 24 bytes: 192 bits
    assert token not in str(PersonalLink.objects.values().get())
    assert token not in str(list(Entry.objects.values()))
    assert link.digest != token


def test_case_19_the_token_leaves_the_address_at_once() -> None:
    _link, path = make_link("probe", by=None, lifetime=DAY, name="Gila")
    token = path.rstrip("/").rpartition("/")[2]
    browser = Client()
    answer = browser.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/l/offen/")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    page = browser.get("/l/offen/")
    assert page.headers["Referrer-Policy"] == "same-origin"  # no-referrer would make browsers send "Origin: null"
    assert token not in page.content.decode() + str(page.headers) + str(answer.content)
    assert "Hallo Gila" in page.content.decode()


@pytest.mark.parametrize("purpose", [PersonalLink.SIGN_IN, "probe"])
def test_case_18_opening_changes_nothing(purpose: str) -> None:
    ben = make_user()
    _link, path = make_link(purpose, by=None, lifetime=DAY, user=ben)
    before, entries = PersonalLink.objects.values().get(), Entry.objects.count()
    for browser in (Client(), Client()):
        for _ in range(3):
            browser.get(path, headers={"sec-purpose": "prefetch"})
            browser.head(path)
            browser.options(path)
            browser.get("/l/offen/")
            browser.head("/l/offen/")
    assert PersonalLink.objects.values().get() == before
    assert Entry.objects.count() == entries
    assert "_auth_user_id" not in browser.session


def test_only_pressing_signs_in_and_only_once() -> None:
    ben = make_user()
    _link, path = make_link(PersonalLink.SIGN_IN, by=None, lifetime=DAY, user=ben)
    first, second = open_link(path), open_link(path)
    assert first.post("/l/offen/").status_code == 302
    assert first.session["_auth_user_id"] == str(ben.pk)
    assert second.post("/l/offen/").status_code == 404
    assert "_auth_user_id" not in second.session


def test_case_17_wrong_expired_and_revoked_look_the_same() -> None:
    expired, expired_path = make_link("probe", by=None, lifetime=DAY)
    PersonalLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - DAY)
    revoked, revoked_path = make_link("probe", by=None, lifetime=DAY)
    revoke_link(revoked, by=None)
    seen = set()
    for path in ("/l/falsch/", expired_path, revoked_path):
        browser = Client()
        answer, page = browser.get(path), browser.get("/l/offen/")
        seen.add((answer.status_code, answer.headers["Location"], page.status_code, page.content))
    assert len(seen) == 1
    assert next(iter(seen))[2] == 404
    good = open_link(make_link("probe", by=None, lifetime=DAY)[1]).get("/l/offen/")
    assert good.status_code == 200  # negative control: a good one differs


def test_case_17_guessing_is_stopped() -> None:
    answers = [Client().get(f"/l/geraten-{n}/").status_code for n in range(70)]
    assert answers.count(302) <= 60
    assert answers[-1] == 429


def test_a_revoked_link_ends_an_open_browser_at_once() -> None:
    link, path = make_link("probe", by=None, lifetime=DAY)
    browser = open_link(path)
    assert browser.get("/l/offen/").status_code == 200
    revoke_link(link, by=None)
    assert browser.get("/l/offen/").status_code == 404


def test_this_is_not_me_ends_the_link_for_everybody() -> None:
    link, path = make_link("probe", by=None, lifetime=DAY)
    right, wrong = open_link(path), open_link(path)
    assert "Das bin ich nicht" in wrong.get("/l/offen/").content.decode()
    assert wrong.get("/l/offen/beenden/").status_code == 405
    assert wrong.post("/l/offen/beenden/").status_code == 302
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert right.get("/l/offen/").status_code == 404
    assert Entry.objects.filter(verb="link.revoked", code=link.code).count() == 1


@pytest.mark.usefixtures("_probe_purpose")
def test_case_22_a_guest_may_what_the_purpose_says_and_nothing_else() -> None:
    meant, other = make_method("gemeint"), make_method("andere")
    link, _path = make_link("probe", by=None, lifetime=DAY, subject="gemeint")
    guest = guests.Guest(link)
    assert guest.has_perm("probe.answer", meant)
    assert not guest.has_perm("probe.answer", other)  # case 20: another object
    assert not guest.has_perm("probe.answer")
    for permission in rules.permissions.permissions:
        if permission != "probe.answer":
            assert not guest.has_perm(permission, meant), permission
    revoke_link(link, by=None)
    assert not guest.has_perm("probe.answer", meant)
    another, _path = make_link("other", by=None, lifetime=DAY, subject="gemeint")
    assert not guests.Guest(another).has_perm("probe.answer", meant)


@pytest.mark.usefixtures("_probe_purpose")
def test_a_guest_reads_what_the_link_is_for_and_until_when() -> None:
    link, path = make_link("probe", by=None, lifetime=DAY, subject="gemeint", name="Gila")
    page = open_link(path).get("/l/offen/").content.decode()
    assert "Sagen Sie zu." in page
    assert 'href="/gemeint/"' in page
    assert re.search(r"Dieser Link gilt bis \d+\. ", page)
    request = type("Request", (), {"session": {guests.SESSION_KEY: link.code}})()
    assert str(guests.guest_of(request)) == "Gila"


@pytest.mark.usefixtures("_probe_purpose")
def test_a_later_account_adopts_its_links() -> None:
    meant, ben = make_method("gemeint"), make_user("Ben")
    make_link("probe", by=None, lifetime=DAY, subject="gemeint", email=ben.email.upper())
    make_link("probe", by=None, lifetime=DAY, subject="gemeint", email="andere@example.org")
    assert not ben.has_perm("probe.answer", meant)
    assert adopt_links(ben, ben.email) == 1
    assert ben.has_perm("probe.answer", meant)
    revoke_link(ben.personal_links.get(), by=None)
    assert not ben.has_perm("probe.answer", meant)


def test_the_first_code_brings_the_links_to_the_address(client) -> None:
    from quartier.journal.models import Message

    ben = make_user("Ben")
    make_link("probe", by=None, lifetime=DAY, email=ben.email)
    client.post("/konto/login/code/", {"email": ben.email})
    code = re.search(r"^([A-Z0-9-]{6,12})$", Message.objects.get().text, re.MULTILINE)
    assert code
    assert ben.personal_links.count() == 0
    client.post("/konto/login/code/confirm/", {"code": code[1]})
    assert client.session["_auth_user_id"] == str(ben.pk)
    assert ben.personal_links.count() == 1
