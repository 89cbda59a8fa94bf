"""Sending the outbox: what a bad hour of the mail server does to it, and what it does not."""

import datetime as dt
import smtplib
import time

import pytest
from django.utils import timezone

from quartier.journal import outbox
from quartier.journal.actions import queue_mail
from quartier.journal.models import Message
from tests.factories import make_user
from tests.faults.sink import mail_sink

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_server(settings) -> None:
    settings.SMTP_HOST = settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = 1
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def queue(number: int) -> None:
    """Put mails into the outbox."""
    for index in range(number):
        queue_mail(key=f"probe:{index}", to=f"person{index}@example.org", subject=f"Nummer {index}", text="Hallo")


def states() -> dict[str, int]:
    """Return how many mails are in each state."""
    return {state: Message.objects.filter(state=state).count() for state in Message.State.values}


def outage(hours: float, number: int) -> dt.datetime:
    """Let the worker run every twenty seconds while nobody listens on the port; return the time at the end."""
    now = timezone.now()
    end = now + dt.timedelta(hours=hours)
    while now < end:
        assert outbox.drain(now=now) == 0
        now += dt.timedelta(seconds=20)
    return now


def test_a_mail_server_that_is_down_for_six_hours_loses_nothing(settings, client, figure) -> None:
    queue(20)
    now = outage(6, 20)
    assert states() == {"waiting": 20, "sent": 0, "failed": 0}
    most = max(Message.objects.values_list("tries", flat=True))
    assert most <= 25
    client.force_login(make_user("Amira", role="administrator"))
    page = client.get("/verwaltung/postausgang/").content.decode()
    assert page.count("wartet auf Versand") >= 20
    assert "ConnectionRefusedError" in page
    with mail_sink() as sink:
        settings.EMAIL_PORT = sink.port
        until = now + outbox.LONGEST_PAUSE
        while now <= until:
            outbox.drain(now=now)
            now += dt.timedelta(seconds=20)
    figure(f"[R6] 6 h outage: lost {20 - len(sink.seen)} of 20, extra {sum(sink.seen.values()) - 20}, tries {most}")
    assert set(sink.seen) == set(Message.objects.values_list("message_id", flat=True))
    assert set(sink.seen.values()) == {1}
    assert states() == {"waiting": 0, "sent": 20, "failed": 0}


def test_control_without_a_second_try_the_outage_loses_mails(monkeypatch) -> None:
    monkeypatch.setattr(outbox, "MOST_TRIES", 1)
    queue(5)
    outage(0.1, 5)
    assert states() == {"waiting": 0, "sent": 0, "failed": 5}


def test_the_pauses_last_for_three_days_before_a_mail_is_given_up() -> None:
    queue(1)
    message, start = Message.objects.get(), timezone.now()
    while message.state == Message.State.WAITING:
        outbox.drain(now=message.next_try_at)
        message.refresh_from_db()
    assert message.tries == outbox.MOST_TRIES
    assert message.next_try_at - start > dt.timedelta(days=3)


def test_a_server_that_is_away_is_asked_once_a_run() -> None:
    queue(10)
    outbox.drain()
    assert sorted(Message.objects.values_list("tries", flat=True)) == [0] * 9 + [1]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (550, b"no such person")}), "failed"),
        (smtplib.SMTPRecipientsRefused({"x": (450, b"later")}), "waiting"),
        (smtplib.SMTPDataError(554, b"spam\0\x01"), "failed"),
        (smtplib.SMTPDataError(451, b"later"), "waiting"),
        (ValueError("no mail can be made of it"), "failed"),
    ],
)
def test_a_mail_that_is_refused_does_not_stop_the_others(error, state) -> None:
    queue(3)
    first = Message.objects.earliest("pk")

    def send(message, _backend) -> None:
        if message.pk == first.pk:
            raise error

    assert outbox.drain(send) == 2
    first.refresh_from_db()
    assert (first.state, first.tries, first.claimed_until) == (state, 1, None)
    assert type(error).__name__ in first.error


def test_a_claim_begins_when_the_mail_has_its_turn(monkeypatch) -> None:
    """A slow server must not let the claim of the last mail run out before it is sent."""
    queue(3)
    late = timezone.now()
    claims = []

    def send(message, _backend) -> None:
        nonlocal late
        claims.append(message.claimed_until - late)
        late += dt.timedelta(minutes=2)

    monkeypatch.setattr(outbox.timezone, "now", lambda: late)
    outbox.drain(send)
    assert claims == [outbox.LEASE] * 3


def test_all_mails_of_a_run_go_through_one_connection(settings, monkeypatch, figure) -> None:
    opened = []
    connect = smtplib.SMTP.connect
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda *args, **more: opened.append(1) or connect(*args, **more))
    queue(250)
    with mail_sink() as sink:
        settings.EMAIL_PORT = sink.port
        start = time.perf_counter()
        assert outbox.drain() == 250
        seconds = time.perf_counter() - start
    figure(f"[R6] {250 / seconds:.0f} mails/s on the loopback")
    assert len(sink.seen) == 250
    assert len(opened) == 1


def test_old_mails_are_forgotten_but_none_that_waits() -> None:
    for key in ("alt", "wartet", "neu"):
        queue_mail(key=key, to=f"{key}@example.org", subject="Probe", text="Probe")
    long_ago = timezone.now() - outbox.MAILS_KEPT - dt.timedelta(minutes=1)
    Message.objects.filter(key__in=["alt", "wartet"]).update(created_at=long_ago)
    Message.objects.filter(key__in=["alt", "neu"]).update(state="sent")
    assert outbox.forget_old() == 1
    assert set(Message.objects.values_list("key", flat=True)) == {"wartet", "neu"}
