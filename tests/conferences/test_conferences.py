"""What a conference promises: consent at every question, kept versions, hand-over, constant queries, nothing more than asked."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quartier.accounts.actions.links import make_link
from quartier.conferences.actions import concept, contact, founding, groups, mandates
from quartier.conferences.models import Conference, Mandate
from quartier.journal.models import Message
from quartier.quarters.actions.erasing import erase_person
from quartier.quarters.actions.members import LINK_LASTS, admit_member
from quartier.quarters.actions.people import withdraw_consent
from quartier.quarters.roles import PERSON_LINK
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 5)


@pytest.fixture
def conference() -> Conference:
    quarter = make_quarter("Nord", coordinator=make_user("Cora"))
    founded = founding.found_conference(quarter, {"name": "Konferenz"}, by=None)
    return founding.set_state(founded, "published", by=None)


def _people_page(client, conference: Conference) -> str:
    return client.get(f"{conference.get_absolute_url()}wer-wir-sind/").content.decode()


def test_a_withdrawn_consent_takes_the_name_away_at_once(client, conference) -> None:
    person = make_person(make_actor(conference.quarter), "Feldkamp", agreed=("public",))
    mandates.give_mandate(conference, {"role": "chair", "holder": person}, by=None)
    group = groups.save_group(conference, None, {"name": "Bach"}, by=None)
    groups.set_members(group, [], [person], by=None)
    assert _people_page(client, conference).count("Feldkamp") == 3  # control: in the mandates, the group and the list
    withdraw_consent(person, "public", by=None)
    assert "Feldkamp" not in _people_page(client, conference)


def test_a_mandate_outlives_its_holder(client, conference) -> None:
    person = make_person(make_actor(conference.quarter), "Feldkamp", agreed=("public",))
    mandate = mandates.give_mandate(conference, {"role": "chair", "holder": person}, by=None)
    erase_person(person, by=None)
    mandate.refresh_from_db()
    assert mandate.holder is None
    client.force_login(conference.quarter.memberships.get().user)
    page = client.get(f"{conference.get_absolute_url()}mandate/").content.decode()
    assert "gelöschte Person" in page
    assert "Feldkamp" not in page


def test_handing_over_ends_the_old_mandate_the_day_before(conference) -> None:
    actor = make_actor(conference.quarter)
    old = mandates.give_mandate(
        conference, {"role": "chair", "holder": make_person(actor, "Alt"), "begins_on": DAY}, by=None
    )
    new = mandates.hand_over(old, make_person(actor, "Neu"), DAY + dt.timedelta(days=30), by=None)
    old.refresh_from_db()
    assert old.ends_on == new.begins_on - dt.timedelta(days=1)
    with pytest.raises(ValidationError):
        mandates.hand_over(new, make_person(actor, "Zu früh"), new.begins_on, by=None)


def test_a_mandate_goes_to_people_of_the_quarter_and_not_twice(conference) -> None:
    stranger = make_person(make_actor(make_quarter("Süd")), "Fremd")
    with pytest.raises(ValidationError):
        mandates.give_mandate(conference, {"role": "chair", "holder": stranger}, by=None)
    holder = make_person(make_actor(conference.quarter))
    mandates.give_mandate(conference, {"role": "chair", "holder": holder, "begins_on": DAY}, by=None)
    with pytest.raises(ValidationError):
        mandates.give_mandate(conference, {"role": "chair", "holder": holder, "begins_on": DAY}, by=None)
    assert Mandate.objects.count() == 1


def test_every_version_is_kept_and_nobody_overwrites_unseen(client, conference) -> None:
    first = concept.save_section(conference, "goals", "Erstens", 0, by=None)
    concept.save_section(conference, "goals", "Zweitens", 1, by=None)
    client.force_login(conference.quarter.memberships.get().user)
    late = client.post(f"{conference.get_absolute_url()}konzept/goals/", {"text": "Drittens", "base": "1"})
    assert late.status_code == 422
    assert "Drittens" in late.content.decode()
    assert concept.save_section(conference, "goals", "Zweitens", 1, by=None).number == 2  # the same text: no version
    assert concept.restore_version(first, by=None).number == 3
    assert list(conference.concept.values_list("text", flat=True)) == ["Erstens", "Zweitens", "Erstens"]


def test_only_managers_of_this_conference_who_still_belong_change_it(conference) -> None:
    member = make_user("Ben")
    with pytest.raises(ValidationError):
        founding.appoint_manager(conference, member, by=None)
    membership = admit_member(conference.quarter, member, by=None)
    founding.appoint_manager(conference, member, by=None)
    other = founding.found_conference(conference.quarter, {"name": "Andere"}, by=None)
    fresh = type(member).objects.get(pk=member.pk)
    founding.change_conference(conference, {"aim": "Neu"}, by=fresh)  # control
    with pytest.raises(PermissionDenied):
        founding.change_conference(other, {"aim": "Neu"}, by=fresh)
    membership.delete()
    with pytest.raises(PermissionDenied):
        founding.change_conference(conference, {"aim": "Noch neuer"}, by=type(member).objects.get(pk=member.pk))


def test_an_open_group_is_joined_by_ones_own_link_and_a_closed_one_is_not(client, conference) -> None:
    person = make_person(make_actor(conference.quarter))
    _link, path = make_link(PERSON_LINK, by=None, lifetime=LINK_LASTS, subject=person.code)
    client.get(path)
    group = groups.save_group(conference, None, {"name": "Bach", "is_open": False}, by=None)
    address = f"{conference.get_absolute_url()}arbeitsgruppen/{group.code}/beitreten/"
    client.post(address)
    assert not group.members.exists()
    groups.save_group(conference, group, {"is_open": True}, by=None)
    client.post(address)
    assert group.members.get().person == person


def test_more_than_the_form_offers_is_ignored(client, conference) -> None:
    client.force_login(conference.quarter.memberships.get().user)
    other = make_quarter("Süd")
    sent = {"name": "Neu", "quarter": other.pk, "code": "gekapert", "state": "ended", "id": "99"}
    assert client.post(f"{conference.get_absolute_url()}bearbeiten/", sent).status_code == 302
    conference.refresh_from_db()
    assert (conference.name, conference.code, conference.state) == ("Neu", "konferenz", "published")
    assert conference.quarter.code == "nord"


def test_no_text_becomes_a_script(client, conference) -> None:
    bad = "<script>alert(1)</script> [x](javascript:alert(1))"
    founding.arrange_site(conference, [{"title": bad, "text": bad}], by=None)
    founding.change_conference(conference, {"aim": bad, "occasion": bad}, by=None)
    for page in (client.get(conference.get_absolute_url()).content.decode(), _people_page(client, conference)):
        assert "alert(1)" in page  # control: the text is there
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


def test_a_message_reaches_the_mailbox_and_the_copy_has_no_links(conference) -> None:
    founding.change_conference(conference, {"email": "post@example.org"}, by=None)
    visitor = make_user()
    contact.write_to_conference(conference, "Ida", "ida@example.org", "Lesen Sie https://boese.example", by=visitor)
    mails = {mail.recipient: mail.text for mail in Message.objects.all()}
    assert "https://boese.example" in mails["post@example.org"]
    assert "boese" not in mails["ida@example.org"]


def test_pages_ask_as_often_for_thirty_as_for_one(client, conference) -> None:
    actor = make_actor(conference.quarter)
    client.force_login(conference.quarter.memberships.get().user)

    def fill(number: int) -> None:
        for index in range(number):
            person = make_person(actor, f"Person {index}", agreed=("public",))
            mandates.give_mandate(conference, {"role": "delegate", "holder": person}, by=None)
            group = groups.save_group(conference, None, {"name": f"Gruppe {index}"}, by=None)
            groups.set_members(group, [person], by=None)
            concept.write_comment(conference, "goals", f"Kommentar {index}", by=None)

    def counts() -> list[int]:
        found = []
        for page in ("", "wer-wir-sind/", "mandate/", "konzept/"):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(conference.get_absolute_url() + page).status_code == 200
            found.append(len(asked))
        return found

    fill(1)
    counts()
    few = counts()
    fill(29)
    assert counts() == few
