"""Nothing is kept longer than its rule says, and nothing goes earlier."""

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from quartier.accounts.actions.links import make_link
from quartier.accounts.models import PersonalLink
from quartier.journal.models import Entry
from quartier.quarters.actions import lists, retaining
from quartier.quarters.actions.actors import archive_actor
from quartier.quarters.models import Actor, ContactPerson, ListImport
from quartier.quarters.roles import PERSON_LINK
from tests.factories import make_actor, make_person, make_quarter, make_user
from tests.quarters.test_erasing import CANARY, OTHER, read_in

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def scene():
    coordinator = make_user("Cora")
    return make_quarter(coordinator=coordinator), coordinator


def test_rows_of_a_list_go_after_thirty_days_and_its_actors_stay(scene) -> None:
    quarter, coordinator = scene
    made = read_in(quarter, [CANARY, OTHER], coordinator)
    end = made.finished_at
    assert retaining.retain(end + 30 * DAY - dt.timedelta(seconds=1))["lists"] == 0
    assert retaining.retain(end + 30 * DAY)["lists"] == 1
    made.refresh_from_db()
    assert (made.sheets, made.decisions) == ([], {})
    assert all(row.written == [] for row in made.outcomes.all())
    assert Actor.objects.filter(quarter=quarter).count() == 2
    assert retaining.retain(end + 31 * DAY)["lists"] == 0
    with pytest.raises(ValidationError, match="30 Tage"):
        lists.start_undo(made, by=coordinator)


def test_a_list_that_was_left_lying_goes_whole(scene) -> None:
    quarter, coordinator = scene
    made = read_in(quarter, [CANARY], coordinator, finish=False)
    assert retaining.retain(made.created_at + 29 * DAY)["lists"] == 0
    assert retaining.retain(made.created_at + 30 * DAY)["lists"] == 1
    assert not ListImport.objects.exists()


def test_a_list_at_work_is_not_touched(scene) -> None:
    quarter, coordinator = scene
    made = read_in(quarter, [CANARY], coordinator, finish=False)
    ListImport.objects.update(state=ListImport.State.RUNNING)
    assert retaining.retain(made.created_at + 400 * DAY)["lists"] == 0


def test_people_go_a_year_after_their_term(scene) -> None:
    quarter, _coordinator = scene
    actor = make_actor(quarter)
    today = timezone.localdate()
    make_person(actor, "Amsel", term_until=today)
    make_person(actor, "Bleibt")
    now = timezone.now()
    assert retaining.retain(now + 364 * DAY)["people"] == 0
    assert retaining.retain(now + 366 * DAY)["people"] == 1
    assert ContactPerson.objects.get().last_name == "Bleibt"


def test_people_go_a_year_after_their_actor_was_archived_unless_somebody_confirms(scene) -> None:
    quarter, coordinator = scene
    actor = make_actor(quarter)
    leaves, stays = make_person(actor, "Geht"), make_person(actor, "Bleibt")
    archive_actor(actor, by=None)
    now = timezone.now()
    retaining.confirm_person(stays, by=coordinator, today=timezone.localdate() + 300 * DAY)
    assert retaining.retain(now + 366 * DAY)["people"] == 1
    assert not ContactPerson.objects.filter(pk=leaves.pk).exists()
    assert retaining.retain(now + 664 * DAY)["people"] == 0
    assert retaining.retain(now + 666 * DAY)["people"] == 1


def test_people_wait_while_a_list_is_at_work(scene) -> None:
    quarter, coordinator = scene
    make_person(make_actor(quarter), term_until=timezone.localdate())
    read_in(quarter, [OTHER], coordinator, finish=False)
    ListImport.objects.update(state=ListImport.State.RUNNING)
    assert retaining.retain(timezone.now() + 400 * DAY)["people"] == 0
    assert ContactPerson.objects.exists()


@pytest.mark.parametrize("ended", ["expires_at", "revoked_at", "used_at"])
def test_links_go_thirty_days_after_their_end(ended: str) -> None:
    link, _path = make_link(PERSON_LINK, by=None, lifetime=365 * DAY, subject="x", name="Ida")
    end = timezone.now() - 3 * DAY
    PersonalLink.objects.filter(pk=link.pk).update(**{ended: end})
    assert retaining.retain(end + 30 * DAY - dt.timedelta(seconds=1))["links"] == 0
    assert retaining.retain(end + 30 * DAY)["links"] == 1
    assert not PersonalLink.objects.exists()


def test_the_journal_gets_numbers_and_no_names(scene) -> None:
    quarter, _coordinator = scene
    make_person(make_actor(quarter), "Amsel", term_until=timezone.localdate())
    before = Entry.objects.count()
    retaining.retain(timezone.now() + 400 * DAY)
    whole, of_quarter = Entry.objects.all()[: Entry.objects.count() - before]
    assert (whole.verb, whole.data) == (
        "retention.carried_out",
        {"numbers": {"lists": 0, "people": 1, "plans": 0, "links": 0, "claims": 0}},
    )
    assert (of_quarter.verb, of_quarter.data, of_quarter.quarter) == (
        "retention.people_deleted", {"people": 1}, quarter.code,
    )  # fmt: skip
    retaining.retain(timezone.now() + 401 * DAY)
    assert Entry.objects.count() == before + 2  # nothing to do, nothing to say


def test_the_command_says_what_would_go_and_deletes_nothing(scene) -> None:
    quarter, _coordinator = scene
    person = make_person(make_actor(quarter), "Amsel", term_until=timezone.localdate() - 400 * DAY)
    out = StringIO()
    call_command("retention", "--dry-run", stdout=out)
    assert person.code in out.getvalue()
    assert "Amsel" not in out.getvalue()
    assert ContactPerson.objects.exists()
    call_command("retention", stdout=out)
    assert "people: 1 deleted" in out.getvalue()
    assert not ContactPerson.objects.exists()


def test_the_page_says_what_is_due_soon_and_lets_keep_it(client, scene) -> None:
    quarter, coordinator = scene
    person = make_person(make_actor(quarter), "Amsel", term_until=timezone.localdate() - 340 * DAY)
    client.force_login(coordinator)
    page = f"/stadtteile/{quarter.code}/datenschutz/"
    assert "Amsel" in client.get(page).content.decode().partition('id="fristen"')[2]
    client.post(f"{page}bestaetigen/", {"person": person.code})
    assert "Amsel" not in client.get(page).content.decode().partition('id="fristen"')[2]
