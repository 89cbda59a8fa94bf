"""What has grown old is asked about."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quartier.quarters.actions import actors
from quartier.quarters.models import Activity
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/stadtteile/nord/nachfragen/"


@pytest.fixture
def quarter(client):
    coordinator = make_user("Cora")
    client.force_login(coordinator)
    return make_quarter("Nord", coordinator=coordinator)


def grow_old(actor, number: int = 0) -> None:
    """Give an actor something of each kind that has grown old."""
    today = timezone.localdate()
    activity = actors.say_activity(actor, f"Altes Fest {number}", by=None)
    Activity.objects.filter(pk=activity.pk).update(confirmed_on=today - dt.timedelta(days=181))
    make_person(actor, f"Endlich{number}", term_until=today + dt.timedelta(days=30))
    good = {"direction": "offer", "kind": "room", "text": f"Alter Raum {number}", "until": today - dt.timedelta(days=1)}
    actors.set_goods(actor, [good], by=None)


def test_what_has_grown_old_is_shown_and_what_is_fresh_is_not(client, quarter) -> None:
    assert "Alles ist frisch" in client.get(ADDRESS).content.decode()
    kita = make_actor(quarter)
    grow_old(kita)
    actors.say_activity(kita, "Neues Fest", by=None)
    make_person(kita, "Bleibend")
    make_person(kita, "Spaeter", term_until=timezone.localdate() + dt.timedelta(days=90))
    page = client.get(ADDRESS).content.decode()
    assert all(word in page for word in ("Altes Fest", "Endlich", "Alter Raum"))
    assert not any(word in page for word in ("Neues Fest", "Bleibend", "Spaeter"))


def test_a_confirmed_activity_is_fresh_again(client, quarter) -> None:
    kita = make_actor(quarter)
    grow_old(kita)
    actors.confirm_activity(kita.activities.get(), by=None)
    assert "Altes Fest" not in client.get(ADDRESS).content.decode()


def test_other_quarters_stay_out(client, quarter) -> None:
    grow_old(make_actor(make_quarter("West")))
    assert "Alles ist frisch" in client.get(ADDRESS).content.decode()


def test_the_number_of_questions_does_not_grow(client, quarter) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        return len(captured)

    grow_old(make_actor(quarter))
    few = asked()
    for number in range(29):
        grow_old(make_actor(quarter, f"Kita {number}"), number)
    assert asked() == few
