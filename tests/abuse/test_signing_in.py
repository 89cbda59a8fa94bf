"""Case 26, and who may start a sign-in: nobody learns who has an account, nobody signs somebody else in."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quartier.journal.models import Message
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ASKED = [
    ("/konto/login/code/", "email"),
    ("/konto/signup/", "email"),
    ("/konto/password/reset/", "email"),
]


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def ask(address: str, field: str, email: str) -> tuple[int, str, str, int]:
    """Return status, way, next page without its address and token, and the number of queries."""
    browser = Client()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = browser.post(address, {field: email})
    page = browser.get(answer.headers.get("Location", address)).content.decode()
    page = re.sub(r'value="[A-Za-z0-9]{64}"', "", page).replace(email, "")
    return answer.status_code, answer.headers.get("Location", ""), page, len(queries)


@pytest.mark.parametrize(("address", "field"), ASKED)
def test_case_26_known_and_unknown_get_the_same_answer(address: str, field: str) -> None:
    known = ask(address, field, make_user("Ben").email)
    cache.clear()
    unknown = ask(address, field, "niemand@example.org")
    assert known[:3] == unknown[:3]


@pytest.mark.parametrize(("address", "field"), ASKED)
def test_case_26_both_queue_one_mail_and_send_none(monkeypatch, settings, address: str, field: str) -> None:
    settings.SMTP_HOST = "mail.invalid"
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda *a, **k: pytest.fail("sent within the request"))
    ben = make_user("Ben")
    ask(address, field, ben.email)
    ask(address, field, "niemand@example.org")
    waiting = Message.objects.values_list("recipient", "state").order_by("id")
    assert list(waiting) == [(ben.email, "waiting"), ("niemand@example.org", "waiting")]


def test_case_26_asking_for_a_code_is_the_same_work() -> None:
    """The measure is the number of queries: a clock on a busy machine says nothing."""
    ben = make_user("Ben").email
    ask("/konto/login/code/", "email", ben)  # warms what is loaded once
    cache.clear()
    known = ask("/konto/login/code/", "email", ben)[3]
    cache.clear()
    unknown = ask("/konto/login/code/", "email", "niemand@example.org")[3]
    assert abs(known - unknown) <= 1


def test_case_26_a_wrong_password_says_the_same_for_everybody() -> None:
    ben = make_user("Ben")
    ben.set_password("drei blaue Boote")
    ben.save()
    pages = []
    for email in (ben.email, "niemand@example.org"):
        page = Client().post("/konto/login/", {"login": email, "password": "falsch"}).content.decode()
        pages.append(re.sub(r'value="[A-Za-z0-9]{64}"', "", page).replace(email, ""))
    assert pages[0] == pages[1]
    assert "passen nicht zusammen" in pages[0]


def test_case_26_negative_control_a_mail_for_the_known_alone_is_noticed(settings) -> None:
    settings.ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
    ask("/konto/login/code/", "email", "niemand@example.org")
    assert not Message.objects.exists()


@pytest.mark.parametrize("address", ["/konto/login/", "/konto/login/code/", "/konto/logout/", "/konto/signup/"])
def test_nobody_is_signed_in_or_out_from_another_site(address: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(address, {"login": "boese@example.org", "password": "x", "email": "boese@example.org"})
    assert answer.status_code == 403
    assert "Bitte noch einmal absenden" in answer.content.decode()


@pytest.mark.parametrize("header", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST"])
def test_a_made_up_host_reaches_no_mail(settings, header: str) -> None:
    answer = Client().post("/konto/login/code/", {"email": "niemand@example.org"}, **{header: "evil.example"})
    assert answer.status_code == (400 if header == "HTTP_HOST" else 302)
    for message in Message.objects.all():
        assert "evil.example" not in message.text
        assert settings.BASE_URL in message.text


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "\\\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(target: str) -> None:
    ben, browser = make_user("Ben"), Client()
    browser.post("/konto/login/code/", {"email": ben.email, "next": target})
    code = re.search(r"^([A-Z0-9-]{6,12})$", Message.objects.get().text, re.MULTILINE)
    assert code
    answer = browser.post("/konto/login/code/confirm/", {"code": code[1], "next": target})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
