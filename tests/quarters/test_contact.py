"""Anybody can write to an actor without seeing an address, and nobody can misuse the form."""

import pytest
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives

from quartier.journal.models import Entry, Message
from quartier.quarters.actions.contact import recipients, without_links
from quartier.quarters.actions.people import note_consent, withdraw_consent
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db

TYPED = {"name": "Ida Amsel", "email": "ida@example.org", "text": "Guten Tag, haben Sie noch Platz?"}


@pytest.fixture
def scene():
    cache.clear()
    coordinator = make_user("Cora")
    quarter = make_quarter(coordinator=coordinator)
    actor = make_actor(quarter, emails=["buero@example.org"])
    return actor, coordinator


def address(actor) -> str:
    return f"{actor.get_absolute_url()}schreiben/"


def test_a_message_goes_to_whoever_agreed_else_the_office_else_the_coordinators(scene) -> None:
    actor, coordinator = scene
    person = make_person(actor, "Feldkamp", emails=["feldkamp@example.org"])
    assert recipients(actor) == ["buero@example.org"]
    note_consent(person, "mail", "paper", by=None)
    assert recipients(actor) == ["feldkamp@example.org"]
    withdraw_consent(person, "mail", by=None)
    assert recipients(actor) == ["buero@example.org"]
    actor.emails = []
    assert recipients(actor) == [coordinator.email]


def test_only_mails_are_kept_and_no_address_is_shown(anybody, scene) -> None:
    actor, _coordinator = scene
    assert "buero@example.org" not in anybody.get(address(actor)).content.decode()
    answer = anybody.post(address(actor), TYPED, follow=True)
    assert "buero@example.org" not in answer.content.decode()
    copy, mail = Message.objects.all()
    assert (mail.recipient, copy.recipient) == ("buero@example.org", "ida@example.org")
    assert "ida@example.org" in mail.text
    assert TYPED["text"] in copy.text
    entry = Entry.objects.filter(verb="actor.written_to").get()
    assert (entry.actor, entry.data) == (None, {})


@pytest.mark.parametrize("field", ["name", "email"])
@pytest.mark.parametrize(
    "attack",
    ["\r\nBcc: opfer@example.org", "\nTo: a@example.org", "\u2028Cc: b@example.org", '"Evil, Bcc" <c@example.org>'],
)
def test_no_header_can_be_slipped_in(anybody, scene, field: str, attack: str) -> None:
    actor, _coordinator = scene
    anybody.post(address(actor), TYPED | {field: TYPED[field] + attack})
    for message in Message.objects.all():
        sent = EmailMultiAlternatives(message.subject, message.text, "von@example.org", [message.recipient]).message()
        assert [key for key in sent if key.lower() in {"bcc", "cc", "to"}] == ["To"]
        assert message.recipient in {"buero@example.org", "ida@example.org"}
        assert "\n" not in message.subject


def test_the_copy_cannot_advertise() -> None:
    said = without_links("Besuchen Sie https://boese.example und www.boese.example oder boese.example/x, z. B. heute.")
    assert "boese" not in said
    assert said.endswith("z. B. heute.")


def test_five_messages_an_hour_and_no_more(anybody, scene) -> None:
    actor, _coordinator = scene
    codes = [
        anybody.post(address(actor), TYPED | {"email": f"ida{number}@example.org"}).status_code for number in range(6)
    ]
    assert codes == [302] * 5 + [429]
    assert Message.objects.count() == 10


def test_one_address_gets_five_copies_a_day_from_whomever(anybody, scene) -> None:
    actor, _coordinator = scene
    codes = [anybody.post(address(actor), TYPED, REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(6)]
    assert codes == [302] * 5 + [429]


def test_nobody_writes_to_whom_they_do_not_see(anybody, scene) -> None:
    actor, _coordinator = scene
    hidden = make_actor(actor.quarter, "Versteckt", listed=False)
    assert anybody.post(address(hidden), TYPED).status_code == 404
    assert anybody.post(address(actor), TYPED | {"text": " "}).status_code == 422
    assert not Message.objects.exists()
