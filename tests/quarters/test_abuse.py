"""What somebody sends who wants more than the form offers: ignored or refused, and nothing else changes."""

import pytest
from django.core.cache import cache

from quartier.quarters.actions.members import admit_member
from quartier.quarters.models import Actor, ContactPerson, Membership
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db
MORE = {
    "quarter": "sued", "quarter_id": "1", "code": "geraten", "is_listed": "on", "archived_on": "2020-01-01",
    "id": "999999", "role_in_quarter": "coordinator", "state": "done", "informed_on": "2020-01-01", "actor": "1",
}  # fmt: skip


@pytest.fixture
def scene(client):
    cache.clear()
    coordinator, member = make_user("Cora"), make_user("Ben")
    quarter = make_quarter("Nord", coordinator=coordinator)
    make_quarter("Süd", coordinator=make_user("Dora"))
    admit_member(quarter, member, by=None)
    client.force_login(coordinator)
    return quarter, coordinator, member


def test_further_fields_of_a_form_change_nothing(client, scene) -> None:
    quarter, _coordinator, _member = scene
    client.post("/stadtteile/nord/wer-dabei-ist/neu/", {"name": "Kita", "kind": "kindergarten", **MORE})
    actor = Actor.objects.get()
    assert (actor.quarter, actor.is_listed, actor.archived_on, actor.code == "geraten") == (quarter, False, None, False)
    client.post(f"{actor.get_absolute_url()}menschen/neu/", {"last_name": "Muster", **MORE})
    person = ContactPerson.objects.get()
    assert (person.actor, person.informed_on, person.consents.count()) == (actor, None, 0)


def test_the_fields_of_the_form_itself_do(client, scene) -> None:
    """Negative control: what the form offers arrives."""
    client.post("/stadtteile/nord/wer-dabei-ist/neu/", {"name": "Kita", "kind": "kindergarten", "street": "Am Bach 1"})
    assert Actor.objects.get().street == "Am Bach 1"


def test_who_keeps_an_entry_cannot_decide_who_sees_it(client, scene) -> None:
    from quartier.accounts.actions.links import make_link
    from quartier.quarters.actions.members import LINK_LASTS
    from quartier.quarters.roles import PERSON_LINK

    quarter, _coordinator, _member = scene
    actor = make_actor(quarter, listed=False)
    _link, path = make_link(PERSON_LINK, by=None, lifetime=LINK_LASTS, subject=make_person(actor).code)
    client.logout()
    client.get(path)
    sent = {"name": "Kita", "kind": "kindergarten", "sicht-note": "gekapert", "sicht-sehen_street": "coordinators"}
    assert client.post(f"{actor.get_absolute_url()}bearbeiten/", sent).status_code == 302
    actor.refresh_from_db()
    assert (actor.name, actor.note, actor.audiences) == ("Kita", "", {})
    assert client.post(f"{actor.get_absolute_url()}zustand/", {"wunsch": "zeigen"}).status_code == 404
    actor.refresh_from_db()
    assert not actor.is_listed


def test_a_member_does_not_become_a_coordinator(client, scene) -> None:
    quarter, _coordinator, member = scene
    client.force_login(member)
    sent = {"name": "Ben", "email": member.email, "role": "coordinator"}
    assert client.post("/stadtteile/nord/mitglieder/einladen/", sent).status_code == 404
    assert quarter.memberships.get(user=member).role == Membership.Role.MEMBER


def test_the_last_coordinator_stays(client, scene) -> None:
    quarter, coordinator, _member = scene
    client.post("/stadtteile/nord/mitglieder/beenden/", {"konto": coordinator.code})
    assert quarter.memberships.filter(role="coordinator").count() == 1


@pytest.mark.parametrize("kind", ["<script>", "Kita", "1", "", "individual' OR 1=1"])
def test_codes_outside_of_the_lists_are_refused(client, scene, kind: str) -> None:
    answer = client.post("/stadtteile/nord/wer-dabei-ist/neu/", {"name": "Kita", "kind": kind})
    assert answer.status_code == 422
    assert not Actor.objects.exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)"])
def test_no_text_becomes_a_script(client, scene, text: str) -> None:
    quarter, _coordinator, _member = scene
    actor = make_actor(quarter, text, about=text, note=text, street=text, opening_hours=text)
    make_person(actor, text, role=text, agreed=("public",))
    for address in ("/stadtteile/nord/wer-dabei-ist/", actor.get_absolute_url(), "/stadtteile/nord/netz/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
