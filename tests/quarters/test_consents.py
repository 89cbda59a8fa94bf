"""Nobody is shown who has not agreed, and whoever takes it back is gone at once, everywhere."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from quartier.accounts.actions.links import make_link
from quartier.accounts.guests import Guest
from quartier.quarters.actions import people
from quartier.quarters.actions.members import LINK_LASTS, admit_member
from quartier.quarters.models import Consent
from quartier.quarters.roles import PERSON_LINK
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/wer-dabei-ist/",
    "/wer-dabei-ist/?format=csv",
    "/wer-dabei-ist/?q=Kanarienvogel",
    "/wer-dabei-ist/{code}/",
)


@pytest.fixture
def scene():
    coordinator, member = make_user("Cora"), make_user("Ben")
    quarter = make_quarter(coordinator=coordinator)
    admit_member(quarter, member, by=None)
    actor = make_actor(quarter)
    person = make_person(actor, "Kanarienvogel", emails=["kanarienvogel@example.org"], phones=["0201 4711"])
    return quarter, actor, person, coordinator, member


def seen(client, quarter, actor, word: str) -> set[str]:
    """Return the addresses that show a word."""
    found = set()
    for address in ADDRESSES:
        answer = client.get(f"/stadtteile/{quarter.code}{address.format(code=actor.code)}")
        page = answer.content.decode().replace("q=Kanarienvogel", "").replace('value="Kanarienvogel"', "")
        page = page.replace("„Kanarienvogel“", "")
        if word in page:
            found.add(address)
    return found


def test_without_consent_nobody_but_the_coordination_sees_a_person(client, scene) -> None:
    quarter, actor, _person, coordinator, member = scene
    assert seen(client, quarter, actor, "Kanarienvogel") == set()
    client.force_login(member)
    assert seen(client, quarter, actor, "Kanarienvogel") == set()
    client.force_login(coordinator)
    assert {"/wer-dabei-ist/{code}/", "/wer-dabei-ist/?format=csv"} <= seen(client, quarter, actor, "Kanarienvogel")


@pytest.mark.parametrize(("purpose", "who"), [("public", "nobody"), ("public", "member"), ("members", "member")])
def test_a_withdrawn_consent_is_gone_with_the_next_request(client, scene, purpose: str, who: str) -> None:
    quarter, actor, person, _coordinator, member = scene
    if who == "member":
        client.force_login(member)
    people.note_consent(person, purpose, "phone", by=None)
    assert {"/wer-dabei-ist/{code}/", "/wer-dabei-ist/?format=csv"} <= seen(client, quarter, actor, "Kanarienvogel")
    people.withdraw_consent(person, purpose, by=None)
    assert seen(client, quarter, actor, "Kanarienvogel") == set()


def test_numbers_and_addresses_are_never_public(client, scene) -> None:
    quarter, actor, person, _coordinator, member = scene
    people.note_consent(person, "public", "paper", by=None)
    people.note_consent(person, "members", "paper", by=None)
    assert seen(client, quarter, actor, "kanarienvogel@example.org") == set()
    assert seen(client, quarter, actor, "4711") == set()
    client.force_login(member)
    assert seen(client, quarter, actor, "kanarienvogel@example.org") == {"/wer-dabei-ist/{code}/"}


def test_the_proof_of_a_consent_stays_when_it_is_withdrawn(scene) -> None:
    _quarter, _actor, person, coordinator, _member = scene
    people.note_consent(person, "mail", "paper", by=coordinator)
    assert people.withdraw_consent(person, "mail", by=coordinator)
    assert not people.withdraw_consent(person, "mail", by=coordinator)
    proof = Consent.objects.get()
    assert (proof.text_version, proof.channel, proof.noted_by) == ("2026-11", "paper", coordinator)
    assert proof.withdrawn_at is not None


def test_agreeing_twice_is_one_consent(scene) -> None:
    _quarter, _actor, person, coordinator, _member = scene
    people.note_consent(person, "mail", "paper", by=coordinator)
    people.note_consent(person, "mail", "phone", by=coordinator)
    assert Consent.objects.count() == 1


def test_a_person_decides_through_their_own_link_and_for_themselves_alone(scene) -> None:
    _quarter, actor, person, _coordinator, member = scene
    link, _path = make_link(PERSON_LINK, by=None, lifetime=LINK_LASTS, subject=person.code)
    people.give_consent(person, "public", by=Guest(link))
    assert person.consents.valid().get().channel == "web"
    other = make_person(actor, "Andere")
    with pytest.raises(PermissionDenied):
        people.give_consent(other, "public", by=Guest(link))
    with pytest.raises(PermissionDenied):
        people.give_consent(person, "public", by=member)
    with pytest.raises(PermissionDenied):
        people.withdraw_consent(person, "public", by=member)
    assert people.withdraw_consent(person, "public", by=Guest(link))


def test_a_coordinator_cannot_claim_that_somebody_agreed_on_the_page(scene) -> None:
    _quarter, _actor, person, coordinator, _member = scene
    with pytest.raises(ValidationError):
        people.note_consent(person, "public", "web", by=coordinator)


def test_an_individual_is_listed_only_while_they_agree(client, scene) -> None:
    quarter, _actor, _person, _coordinator, _member = scene
    individual = make_actor(quarter, "Zilpzalp", kind="individual")
    person = make_person(individual, "Zilpzalp")
    assert "Zilpzalp" not in client.get(f"/stadtteile/{quarter.code}/wer-dabei-ist/").content.decode()
    people.note_consent(person, "public", "paper", by=None)
    assert "Zilpzalp" in client.get(f"/stadtteile/{quarter.code}/wer-dabei-ist/").content.decode()
    people.withdraw_consent(person, "public", by=None)
    assert "Zilpzalp" not in client.get(f"/stadtteile/{quarter.code}/wer-dabei-ist/").content.decode()
    assert client.get(individual.get_absolute_url()).status_code == 404
