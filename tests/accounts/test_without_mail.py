"""While no mail server is set: the console, and the administrators' outbox."""

import logging

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from quartier.journal import views
from quartier.journal.models import Entry, Message
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def ask_for_code(email: str) -> Message:
    Client().post("/konto/login/code/", {"email": email})
    return Message.objects.latest("id")


def test_a_code_appears_on_the_console(caplog, django_capture_on_commit_callbacks) -> None:
    ben = make_user("Ben")
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        message = ask_for_code(ben.email)
    code = message.text.strip().splitlines()[4].strip()
    assert code in caplog.text or message.text.split()[10] in caplog.text
    assert ben.email in caplog.text


def test_with_a_mail_server_it_does_not(caplog, settings, django_capture_on_commit_callbacks) -> None:
    settings.SMTP_HOST = "mail.invalid"
    with caplog.at_level(logging.WARNING, "quartier.mail"), django_capture_on_commit_callbacks(execute=True):
        message = ask_for_code(make_user("Ben").email)
    assert message.subject not in caplog.text


def test_an_administrator_opens_a_code_and_the_journal_says_so() -> None:
    ada, ben = make_user("Ada", "administrator"), make_user("Ben")
    message = ask_for_code(ben.email)
    browser = Client()
    browser.force_login(ada)
    assert message.subject in browser.get("/verwaltung/postausgang/").content.decode()
    assert not Entry.objects.filter(verb="message.secret_seen").exists()
    assert message.text.split()[-1] in browser.get(f"/verwaltung/postausgang/{message.pk}/").content.decode()
    entry = Entry.objects.get(verb="message.secret_seen")
    assert entry.actor == ada
    assert ben.email not in str(entry.title) + str(entry.data)


def test_however_the_address_is_spelled() -> None:
    ada, ari = make_user("Ada", "administrator"), make_user("Ari", "administrator")
    type(ari).objects.filter(pk=ari.pk).update(email="Ari.Beispiel@Example.org")
    message = Message.objects.create(
        key="probe",
        message_id="<1@x>",
        recipient="ari.beispiel@example.org",
        is_secret=True,
        next_try_at=timezone.now(),
    )
    browser = Client()
    browser.force_login(ada)
    assert browser.get(f"/verwaltung/postausgang/{message.pk}/").status_code == 404
    Message.objects.update(is_secret=False)  # the control
    assert browser.get(f"/verwaltung/postausgang/{message.pk}/").status_code == 200


def seen_by_another(ada) -> tuple[bool, int]:
    """Return whether the list shows another administrator's code, and the status of its page."""
    ari = make_user("Ari", "administrator")
    message = ask_for_code(ari.email)
    browser = Client()
    browser.force_login(ada)
    listed = ari.email in browser.get("/verwaltung/postausgang/").content.decode()
    return listed, browser.get(f"/verwaltung/postausgang/{message.pk}/").status_code


def test_never_another_administrators_code() -> None:
    assert seen_by_another(make_user("Ada", "administrator")) == (False, 404)


def test_negative_control_without_the_exclusion_it_would_be_seen(monkeypatch) -> None:
    monkeypatch.setattr(views, "_seen_by", lambda person: Message.objects.all())
    assert seen_by_another(make_user("Ada", "administrator")) == (True, 200)


def test_an_own_code_is_seen() -> None:
    ada = make_user("Ada", "administrator")
    message = ask_for_code(ada.email)
    browser = Client()
    browser.force_login(ada)
    assert browser.get(f"/verwaltung/postausgang/{message.pk}/").status_code == 200
