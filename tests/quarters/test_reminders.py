"""Whoever agreed is asked by mail whether their entry still is right: once a year, all in one mail, until they say no."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quartier.accounts.actions.links import make_link
from quartier.accounts.guests import Guest
from quartier.accounts.models import PersonalLink
from quartier.journal import outbox
from quartier.journal.models import Entry, Message
from quartier.quarters import reminding
from quartier.quarters.actions import actors, erasing, people
from quartier.quarters.actions import reminding as actions
from quartier.quarters.jobs import send_reminders
from quartier.quarters.models import Activity, ContactPerson, Reminder
from quartier.quarters.owndata import entry
from quartier.quarters.roles import PERSON_LINK
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db

ASKING = "/stadtteile/lindenhof/nachfragen/"
OWN = "/stadtteile/mein-eintrag/"


@pytest.fixture(autouse=True)
def _mail_server(settings) -> None:
    settings.SMTP_HOST = "localhost"


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def quarter():
    made = make_quarter(coordinator=make_user("Cora"))
    actions.switch_reminders(made, True, by=None)
    return made


def grow_old(actor, what: str = "Sommerfest") -> Activity:
    activity = actors.say_activity(actor, what, by=None)
    Activity.objects.filter(pk=activity.pk).update(confirmed_on=timezone.localdate() - dt.timedelta(days=200))
    return activity


@pytest.fixture
def kita(quarter, today):
    """An actor with something old of each kind, and a person who agreed."""
    kita = make_actor(quarter)
    grow_old(kita)
    good = {"direction": "offer", "kind": "room", "text": "Bewegungsraum", "until": today - dt.timedelta(days=3)}
    actors.set_goods(kita, [good], by=None)
    make_person(kita, "Amsel", agreed=("mail",), emails=["amsel@example.org"], term_until=today + dt.timedelta(days=20))
    return kita


@pytest.fixture
def amsel(kita) -> ContactPerson:
    return kita.people.get()


def recipients() -> list[str]:
    return sorted(Message.objects.filter(key__startswith="reminder:").values_list("recipient", flat=True))


def test_one_mail_asks_everything_and_the_link_in_it_opens_the_own_entry(client, amsel) -> None:
    send_reminders()
    text = Message.objects.get().text
    assert all(word in text for word in ("Guten Tag Amsel", "Sommerfest", "Bewegungsraum", "Ihre Aufgabe ist bis"))
    assert sorted(amsel.reminders.values_list("occasion", flat=True)) == ["activities", "goods", "term"]
    made = Entry.objects.get(verb="person.reminded")
    assert (made.code, made.data) == (amsel.code, {"occasions": ["activities", "goods", "term"]})
    [path] = re.findall(r"http://[^/]+(/l/\S+)", text)
    client.get(path)
    assert "Ja, stimmt noch" in client.get(OWN).content.decode()


def test_nobody_is_asked_twice_within_a_year(quarter, amsel, today) -> None:
    send_reminders()
    send_reminders()
    for days in (1, 40, 364):
        assert reminding.due(quarter, today + dt.timedelta(days=days)) == []
    [bundle] = reminding.due(quarter, today + dt.timedelta(days=365))
    assert actions.send_reminder(bundle, by=None, today=today + dt.timedelta(days=365))
    assert recipients() == ["amsel@example.org"] * 2


def test_two_runs_at_once_send_one_mail(quarter, amsel, today) -> None:
    [bundle] = reminding.due(quarter, today)  # both have read before either has written
    assert actions.send_reminder(bundle, by=None)
    assert not actions.send_reminder(bundle, by=None)
    assert recipients() == ["amsel@example.org"]


def test_the_control_without_the_note_the_second_mail_goes_out(quarter, amsel, today, monkeypatch) -> None:
    [bundle] = reminding.due(quarter, today)
    monkeypatch.setattr(
        actions, "_claim", lambda person, occasion, day: Reminder(person=person, occasion=occasion, asked_on=day)
    )
    assert actions.send_reminder(bundle, by=None)
    assert actions.send_reminder(bundle, by=None)
    assert recipients() == ["amsel@example.org"] * 2


def test_the_database_holds_one_note_for_each_occasion(amsel, today) -> None:
    Reminder.objects.create(person=amsel, occasion="term", asked_on=today)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(person=amsel, occasion="term", asked_on=today)


def test_something_else_is_asked_after_a_month_of_quiet(quarter, kita, amsel, today) -> None:
    Reminder.objects.create(person=amsel, occasion="term", asked_on=today)
    assert reminding.due(quarter, today + dt.timedelta(days=29)) == []
    [bundle] = reminding.due(quarter, today + dt.timedelta(days=30))
    assert bundle.entries[0][1].occasions == ["activities", "goods"]


def test_only_whoever_agreed_takes_part_and_has_an_address_is_asked(quarter, kita, amsel) -> None:
    make_person(kita, "Ohne", emails=["ohne@example.org"], agreed=("public", "members"))
    make_person(kita, "Stumm", agreed=("mail",))
    gone = make_actor(quarter, "Frueher")
    grow_old(gone)
    make_person(gone, "Weg", emails=["weg@example.org"], agreed=("mail",))
    actors.archive_actor(gone, by=None)
    fresh = make_actor(quarter, "Frisch")
    actors.say_activity(fresh, "Neu", by=None)
    make_person(fresh, "Frisch", emails=["frisch@example.org"], agreed=("mail",))
    send_reminders()
    assert recipients() == ["amsel@example.org"]


def test_entries_of_one_person_share_a_mail_and_two_people_at_one_address_do_not(quarter, kita, amsel) -> None:
    choir = make_actor(quarter, "Chor")
    grow_old(choir, "Probe")
    make_person(choir, "amsel", emails=["AMSEL@example.org"], agreed=("mail",))
    make_person(choir, "Meise", emails=["amsel@example.org"], agreed=("mail",))
    send_reminders()
    first, second = Message.objects.order_by("pk")
    texts = sorted((first.text, second.text), key=len)
    assert "Guten Tag Meise" in texts[0]
    assert all(word in texts[1] for word in ("Kita Bachstelze", "Chor", "Probe", "Sommerfest"))
    assert texts[1].count("/l/") == 2


def test_quarters_are_off_until_a_coordinator_switches_them_on(quarter, amsel) -> None:
    actions.switch_reminders(quarter, False, by=None)
    send_reminders()
    assert not make_quarter("Neu").sends_reminders
    assert recipients() == []
    with pytest.raises(PermissionDenied):
        actions.switch_reminders(quarter, True, by=make_user("Ben"))


def test_without_a_mail_server_nobody_is_noted_as_asked(amsel, settings) -> None:
    settings.SMTP_HOST = ""
    send_reminders()
    assert not Reminder.objects.exists()


def withdraw(person) -> None:
    people.withdraw_consent(person, "mail", by=None)


def erase(person) -> None:
    erasing.erase_person(person, by=None)


def stop(person) -> None:
    Client().post(reminding.stop_address(person))


def switch_off(person) -> None:
    actions.switch_reminders(person.actor.quarter, False, by=None)


def change_address(person) -> None:
    people.change_person(person, {"emails": ["neu@example.org"]}, by=None)


def archive(person) -> None:
    actors.archive_actor(person.actor, by=None)


@pytest.mark.parametrize("happens", [withdraw, erase, stop, switch_off, change_address, archive])
def test_what_waits_does_not_go_out_any_more(amsel, happens) -> None:
    send_reminders()
    assert recipients() == ["amsel@example.org"]  # the control: without it, the mail is there
    happens(amsel)
    outbox.drain()
    assert mail.outbox == []
    assert recipients() == []


@pytest.mark.parametrize("happens", [withdraw, erase, stop, switch_off, archive])
def test_whoever_says_no_while_the_job_runs_gets_no_mail(quarter, amsel, today, happens) -> None:
    [bundle] = reminding.due(quarter, today)
    happens(amsel)
    assert not actions.send_reminder(bundle, by=None)
    assert recipients() == []


def test_another_consent_that_is_withdrawn_stops_nothing(amsel) -> None:
    people.note_consent(amsel, "public", "paper", by=None)
    send_reminders()
    people.withdraw_consent(amsel, "public", by=None)
    assert recipients() == ["amsel@example.org"]


def test_one_of_two_who_leaves_takes_the_mail_along_and_the_other_gets_a_new_one(quarter, amsel) -> None:
    choir = make_actor(quarter, "Chor")
    grow_old(choir, "Probe")
    other = make_person(choir, "Amsel", emails=["amsel@example.org"], agreed=("mail",))
    send_reminders()
    erasing.erase_person(amsel, by=None)
    assert recipients() == []
    send_reminders()
    assert "Probe" in Message.objects.get().text
    assert "Sommerfest" not in Message.objects.get().text
    assert Reminder.objects.get().person == other


def test_a_mail_on_its_way_at_this_moment_is_not_asked_again(amsel) -> None:
    send_reminders()
    Message.objects.update(claimed_until=timezone.now() + dt.timedelta(minutes=1))
    assert actions.write_anew(timezone.now() + dt.timedelta(hours=13)) == 0
    Message.objects.update(claimed_until=None)
    assert actions.write_anew(timezone.now() + dt.timedelta(hours=11)) == 0
    assert actions.write_anew(timezone.now() + dt.timedelta(hours=13)) == 1
    assert not Reminder.objects.exists()  # the mail server was away for half a day: it is written anew


def test_what_went_out_stays_noted_when_the_outbox_has_forgotten_it(quarter, amsel, today) -> None:
    send_reminders()
    outbox.drain()
    assert len(mail.outbox) == 1
    outbox.forget_old(timezone.now() + dt.timedelta(days=91))
    assert not Message.objects.exists()
    assert reminding.due(quarter, today + dt.timedelta(days=91)) == []


def test_mail_programs_may_stop_it_with_one_press(amsel) -> None:
    send_reminders()
    outbox.drain()
    [sent] = mail.outbox
    address = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    program = Client(enforce_csrf_checks=True)
    program.post(address, {"List-Unsubscribe": "One-Click"})
    amsel.refresh_from_db()
    assert amsel.reminders_stopped_on is not None


def test_other_mails_have_no_such_header(amsel) -> None:
    people.send_own_entry(amsel, by=None)
    outbox.drain()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_opening_the_address_stops_nothing_and_pressing_does(amsel) -> None:
    address = reminding.stop_address(amsel)
    browser = Client()
    for method in (browser.get, browser.head, browser.options):
        method(address)
    amsel.refresh_from_db()
    assert amsel.reminders_stopped_on is None
    page = browser.get(address)
    assert "Noch ist nichts geändert" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Amsel" not in page.content.decode()  # whoever finds the address learns no name
    assert "Erinnerungen sind beendet" in browser.post(address).content.decode()
    browser.post(address)
    amsel.refresh_from_db()
    assert amsel.reminders_stopped_on is not None
    assert Entry.objects.filter(verb="reminders.stopped").count() == 1


def test_an_address_of_somebody_else_or_of_somebody_erased_is_none(amsel) -> None:
    address = reminding.stop_address(amsel)
    wrong = address.replace(amsel.code, make_person(amsel.actor, "Meise").code)
    assert Client().post(wrong).status_code == 404
    erasing.erase_person(amsel, by=None)
    assert Client().post(address).status_code == 404
    assert not ContactPerson.objects.exclude(reminders_stopped_on=None).exists()


@pytest.fixture
def own(client, amsel) -> Client:
    client.get(make_link(PERSON_LINK, by=None, lifetime=people.LINK_LASTS, subject=amsel.code, name="A")[1])
    return client


def test_yes_still_right_makes_the_entry_fresh(own, quarter, kita, amsel, today) -> None:
    page = own.get(OWN).content.decode()
    assert all(word in page for word in ("Sommerfest", "Bewegungsraum", "Ihre Aufgabe ist bis"))
    keys = {"aktuelles": [kita.activities.get().pk], "angebot": [kita.goods.get().pk]}
    assert own.post(f"{OWN}stimmt-noch/", {"person": amsel.code} | keys).status_code == 302
    amsel.refresh_from_db()
    assert (amsel.confirmed_on, amsel.term_until) == (today, today + dt.timedelta(days=20))
    assert kita.activities.get().confirmed_on == today
    assert kita.goods.get().until == today + dt.timedelta(days=180)
    assert reminding.due(quarter, today) == []
    made = Entry.objects.get(verb="entry.confirmed")
    assert made.data == {"activities": 1, "goods": 1}
    assert "Zuletzt bestätigt am" in own.get(OWN).content.decode()


def test_what_lost_its_tick_stays_old_and_strange_keys_do_nothing(own, quarter, kita, amsel, today) -> None:
    other = grow_old(make_actor(quarter, "Fremd"))
    fresh = actors.say_activity(kita, "Frisch", by=None)
    Activity.objects.filter(pk=fresh.pk).update(confirmed_on=today - dt.timedelta(days=10))
    keys = [other.pk, fresh.pk, "x", "-1", "9" * 30, "٣", ""]
    own.post(f"{OWN}stimmt-noch/", {"person": amsel.code, "aktuelles": keys, "angebot": keys})
    days = dict(Activity.objects.values_list("text", "confirmed_on"))
    assert days["Frisch"] == today - dt.timedelta(days=10)
    assert kita.activities.get(text="Sommerfest").is_old
    assert Activity.objects.get(pk=other.pk).is_old
    assert kita.goods.get().until < today


def test_nobody_confirms_or_stops_for_others(own, kita, amsel) -> None:
    meise = make_person(kita, "Meise")
    for address in ("stimmt-noch/", "erinnerungen/"):
        assert own.post(OWN + address, {"person": meise.code}).status_code == 404
        assert Client().post(OWN + address, {"person": amsel.code}).status_code == 404
    guest = Guest(PersonalLink.objects.get(subject=amsel.code))
    with pytest.raises(PermissionDenied):
        actions.confirm_entry(meise, [], [], by=guest)
    with pytest.raises(PermissionDenied):
        actions.want_reminders(meise, False, by=guest)


def test_reminders_are_stopped_and_allowed_again_on_the_own_page(own, amsel) -> None:
    own.post(f"{OWN}erinnerungen/", {"person": amsel.code, "erinnerungen": "nein"})
    assert "Doch wieder erinnern" in own.get(OWN).content.decode()
    send_reminders()
    assert recipients() == []
    own.post(f"{OWN}erinnerungen/", {"person": amsel.code, "erinnerungen": "ja"})
    send_reminders()
    assert recipients() == ["amsel@example.org"]


def test_what_was_asked_is_in_the_own_data(amsel, today) -> None:
    send_reminders()
    stored = entry(amsel)
    assert {"occasion": "term", "asked_on": today} in stored["reminders"]
    assert [one["recipient"] for one in stored["mails"]] == ["amsel@example.org"]


def test_coordinators_see_how_many_would_be_asked_and_switch(client, quarter, amsel) -> None:
    actions.switch_reminders(quarter, False, by=None)
    client.force_login(quarter.memberships.get().user)
    page = client.get(ASKING).content.decode()
    assert "geht heute 1 E-Mail hinaus" in page
    assert "Amsel: Kita Bachstelze" in page
    client.post(f"{ASKING}erinnern/", {"erinnern": "ja"})
    assert "Als Nächstes geht 1 E-Mail hinaus" in client.get(ASKING).content.decode()
    send_reminders()
    assert "gehen 0 E-Mails hinaus" in client.get(ASKING).content.decode()
    client.post(f"{ASKING}erinnern/", {"erinnern": "nein"})
    assert recipients() == []
    verbs = Entry.objects.filter(verb__startswith="reminders.").values_list("verb", flat=True)
    assert list(verbs)[:2] == ["reminders.switched_off", "reminders.switched_on"]


def test_finding_out_whom_to_ask_takes_the_same_number_of_questions(quarter, amsel, today) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            reminding.due(quarter, today)
        return len(captured)

    few = asked()
    for number in range(15):
        actor = make_actor(quarter, f"Kita {number}")
        grow_old(actor)
        make_person(actor, f"Person{number}", emails=[f"p{number}@example.org"], agreed=("mail",))
    assert len(reminding.due(quarter, today)) == 16
    assert asked() == few
