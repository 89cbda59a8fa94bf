"""Who is missing: gaps by the sort of the quarter, who was asked, and the balance of the groups."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quartier.quarters.actions import approaches as actions
from quartier.quarters.actions.members import admit_member
from quartier.quarters.models import Approach, Quarter
from tests.factories import make_actor, make_quarter, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 5)


@pytest.fixture
def quarter(client):
    cora = make_user("Cora")
    client.force_login(cora)
    return make_quarter(coordinator=cora)


def gaps_on(client, quarter) -> dict[str, str]:
    """Return the text of each gap on the page by its name, after how usual it is."""
    page = client.get(f"/stadtteile/{quarter.code}/wer-fehlt/").content.decode()
    found, usual = {}, ""
    for part in re.split(r"<h(?=[34])", page.partition('id="luecken"')[2].partition("</section>")[0])[1:]:
        name = part.partition(">")[2].partition("</h")[0]
        if part.startswith("3"):
            usual = name
        else:
            found[name] = f"{usual} {part}"
    return found


def test_who_is_there_is_not_missing(client, quarter) -> None:
    assert "Kita" in gaps_on(client, quarter)
    actor = make_actor(quarter)
    assert "Kita" not in gaps_on(client, quarter)
    actor.archived_on = DAY
    actor.save()
    assert "Kita" in gaps_on(client, quarter)


def test_the_sort_and_the_size_of_the_quarter_decide_what_is_usual(client, quarter) -> None:
    assert "Bürgerbus" not in gaps_on(client, quarter)
    address = f"/stadtteile/{quarter.code}/wer-fehlt/art/"
    client.post(address, {"sort": "suburb", "residents": "5000"})
    quarter.refresh_from_db()
    assert (quarter.sort, quarter.residents) == ("suburb", 5000)
    assert "Ist oft dabei" in gaps_on(client, quarter)["Bürgerbus"]
    client.post(address, {"sort": "suburb", "residents": "100"})
    assert "Ist manchmal dabei" in gaps_on(client, quarter)["Bürgerbus"]
    client.post(address, {"sort": "quatsch"})
    quarter.refresh_from_db()
    assert quarter.sort == "suburb"
    with pytest.raises(IntegrityError), transaction.atomic():
        Quarter.objects.update(sort="quatsch")


def test_somebody_is_asked_and_answers(client, quarter) -> None:
    start = f"/stadtteile/{quarter.code}/wer-fehlt/"
    assert "Noch nicht angefragt." in gaps_on(client, quarter)["Schule"]
    client.post(start, {"kind": "school", "asked_on": "2026-03-05", "note": "über das Sekretariat"})
    approach = Approach.objects.get()
    assert "Angefragt am 5. März 2026 von Cora: noch keine Antwort." in gaps_on(client, quarter)["Schule"]
    client.post(f"{start}{approach.code}/", {"answer": "declined"})
    assert "Cora: hat abgesagt." in gaps_on(client, quarter)["Schule"]
    client.post(f"{start}{approach.code}/", {"answer": "joined"})
    assert "steht aber noch nicht im Verzeichnis" in gaps_on(client, quarter)["Schule"]
    approach.refresh_from_db()
    assert approach.answered_on == timezone.localdate()
    make_actor(quarter, "Grundschule", kind="school")
    assert "Schule" not in gaps_on(client, quarter)


def test_only_coordinators_of_the_quarter_ask(client, quarter) -> None:
    approach = actions.ask_somebody(quarter, "school", DAY, by=None)
    member, stranger = make_user("Ben"), make_user("Dora")
    admit_member(quarter, member, by=None)
    other = make_quarter("Süd", coordinator=stranger)
    for person in (member, stranger):
        with pytest.raises(PermissionDenied):
            actions.ask_somebody(quarter, "school", DAY, by=person)
        with pytest.raises(PermissionDenied):
            actions.note_answer(approach, "joined", by=person)
        client.force_login(person)
        assert client.get(f"/stadtteile/{quarter.code}/wer-fehlt/").status_code == 404
    answer = client.post(f"/stadtteile/{other.code}/wer-fehlt/{approach.code}/", {"answer": "joined"})
    assert answer.status_code == 404
    approach.refresh_from_db()
    assert approach.answer == "open"


def test_shares_are_drawn_from_eight_actors_on(client, quarter) -> None:
    start = f"/stadtteile/{quarter.code}/wer-fehlt/"
    for number in range(7):
        make_actor(quarter, f"Kita {number}")
    page = client.get(start).content.decode()
    assert 'class="picture"' not in page
    assert "Noch sind 7 Akteure eingetragen." in page
    make_actor(quarter, "Amt", kind="city_office")
    page = client.get(start).content.decode()
    assert 'class="picture"' in page
    assert "<td>88 %</td>" in page  # seven of eight are professionals


def test_a_wrong_date_comes_back_with_what_was_typed(client, quarter) -> None:
    answer = client.post(
        f"/stadtteile/{quarter.code}/wer-fehlt/", {"kind": "school", "asked_on": "gestern", "note": "Anruf"}
    )
    assert answer.status_code == 422
    assert "Anruf" in answer.content.decode()
    assert not Approach.objects.exists()


def test_the_number_of_questions_does_not_grow(client) -> None:
    asked = []
    for name, number in (("Klein", 1), ("Groß", 30)):
        cora = make_user("Cora")
        quarter = make_quarter(name, coordinator=cora)
        for place in range(number):
            make_actor(quarter, f"Kita {place}")
            actions.ask_somebody(quarter, "school", DAY, by=cora)
        client.force_login(cora)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/stadtteile/{quarter.code}/wer-fehlt/")
        asked.append(len(captured))
    assert asked[0] == asked[1]
