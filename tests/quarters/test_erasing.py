"""Whoever is erased is gone from every table, but for the free texts that a person has to decide about."""

import json
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from quartier.accounts.actions.links import make_link
from quartier.journal.actions import queue_mail
from quartier.journal.models import Entry, Message
from quartier.quarters import traces
from quartier.quarters.actions import erasing, lists, people, wishes
from quartier.quarters.actions.actors import say_activity
from quartier.quarters.jobs import work_on_lists
from quartier.quarters.lists.reading import read
from quartier.quarters.models import Actor, ConsentProof, ContactPerson, ListImport, Venue
from quartier.quarters.roles import MEMBER_LINK, PERSON_LINK
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db

HEAD = ("Einrichtung", "Vorname", "Nachname", "Funktion", "E-Mail", "Telefon", "Bemerkung")
CANARY = (
    "Kita Bachstelze",
    "Kanaria",
    "Zwitscherling",
    "Singende",
    "kanaria@example.org",
    "0201 4711815",
    "Zwitscher-Notiz",
)
OTHER = ("Bürgerverein", "Otto", "Amselmann", "Vorstand", "otto@example.org", "0201 998877", "freundlich")
CANARIES = ("kanaria", "zwitscherling", "singende", "4711815", "zwitscher-notiz", "wunsch-kanarie")


def dump() -> Iterator[tuple[str, str]]:
    """Return every value of the database as (table, text)."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            cursor.execute("SELECT * FROM " + connection.ops.quote_name(table))  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    yield table, value if isinstance(value, str) else json.dumps(value, default=str)


def canaries() -> set[str]:
    """Return the tables in which a canary sits."""
    return {table for table, text in dump() if any(canary in text.casefold() for canary in CANARIES)}


def read_in(quarter, rows, by, *, finish: bool = True) -> ListImport:
    text = "\r\n".join(";".join(row) for row in (HEAD, *rows))
    made = lists.upload_list(quarter, read(text.encode(), "liste.csv"), "liste.csv", by=by)
    if finish:
        lists.start_import(made, by=by)
        work_on_lists()
        made.refresh_from_db()
        assert made.state == ListImport.State.DONE
    return made


@pytest.fixture
def scene():
    coordinator = make_user("Cora")
    quarter = make_quarter(coordinator=coordinator)
    return quarter, coordinator


@pytest.fixture
def canary(scene):
    """A person with canaries in every field: imported, linked, mailed, consented, and with a wish."""
    quarter, coordinator = scene
    read_in(quarter, [CANARY, OTHER], coordinator)
    person = ContactPerson.objects.get(last_name="Zwitscherling")
    values = {"title": "Singende", "language": "de", "note": "Zwitscher-Notiz"}
    people.change_person(person, values, by=coordinator)
    people.send_own_entry(person, by=coordinator)
    for purpose in ("public", "members", "mail"):
        people.note_consent(person, purpose, "paper", by=coordinator)
    people.withdraw_consent(person, "mail", by=coordinator)
    wishes.make_wish(person, "Wunsch-Kanarie", by=None)
    make_link(
        MEMBER_LINK,
        by=None,
        lifetime=people.LINK_LASTS,
        subject=quarter.code,
        name="Kanaria",
        email="Kanaria@example.org",
    )
    queue_mail(key="news:1", to="kanaria@example.org", subject="Neues", text="Guten Tag Kanaria Zwitscherling")
    return person


def test_an_erased_person_is_in_no_table(scene, canary) -> None:
    quarter, coordinator = scene
    assert {"quarters_contactperson", "quarters_listimport", "quarters_importedrow", "quarters_wish"} <= canaries()
    assert {"accounts_personallink", "journal_message"} <= canaries()
    [listed] = traces.traces_of(canary, coordinator).mentions
    assert "Zwitscher-Notiz" in listed.excerpt
    erasing.erase_person(canary, by=coordinator)
    assert canaries() == {"quarters_actor"}  # the remark of the row, which was listed for a decision
    assert "amselmann" in "".join(text for _table, text in dump()).casefold()
    assert Actor.objects.filter(quarter=quarter).count() == 2


def test_the_journal_names_nobody(scene, canary) -> None:
    erasing.erase_person(canary, by=scene[1])
    entry = Entry.objects.get(verb="person.erased")
    assert (entry.title, entry.code) == (canary.code, canary.code)
    assert "journal_entry" not in canaries()


@pytest.mark.parametrize(
    ("step", "left"),
    [
        ("quartier.quarters.actions.erasing.forget_rows", {"quarters_listimport", "quarters_importedrow"}),
        ("quartier.quarters.actions.erasing._empty_rows", {"quarters_listimport"}),
        ("quartier.quarters.actions.erasing._without", {"quarters_importedrow"}),
        ("quartier.quarters.traces.own_mails", {"accounts_personallink", "journal_message"}),
    ],
)
def test_a_forgotten_step_would_be_noticed(monkeypatch, scene, canary, step: str, left: set[str]) -> None:
    """Negative control: without one step the dump finds the person."""
    results = {"forget_rows": 0, "_empty_rows": 0, "own_mails": []}
    name = step.rpartition(".")[2]
    monkeypatch.setattr(step, lambda *given: given[0] if name == "_without" else results[name])
    erasing.erase_person(canary, by=scene[1])
    assert left <= canaries()


def test_the_proof_of_consent_stays_without_the_person(scene, canary) -> None:
    erasing.erase_person(canary, by=scene[1])
    kept = ConsentProof.objects.order_by("purpose").values_list("purpose", "text_version", "channel")
    assert [purpose for purpose, _version, _channel in kept] == ["mail", "members", "public"]
    assert ConsentProof.objects.get(purpose="mail").withdrawn_at is not None
    assert ConsentProof.objects.get(purpose="public").withdrawn_at is None


def test_free_texts_that_name_the_person_are_listed_and_left(scene, canary) -> None:
    _quarter, coordinator = scene
    kita = canary.actor
    say_activity(kita, "Frau Zwitscherling liest vor", by=coordinator)
    Venue.objects.create(actor=kita, name="Saal", key_contact="Schlüssel bei 0201/4711815")
    elsewhere = make_quarter("Anderswo")
    say_activity(make_actor(elsewhere, "Chor"), "Zwitscherling singt", by=None)
    found = traces.traces_of(canary, coordinator)
    assert {(str(m.place), m.excerpt) for m in found.mentions} == {
        ("Was gerade läuft", "Frau Zwitscherling liest vor"), ("Raum", "Schlüssel bei 0201/4711815"),
        ("Notiz, die mit der Person auf einer Liste stand", kita.note),
    }  # fmt: skip
    erasing.erase_person(canary, by=coordinator)
    assert canaries() == {"quarters_activity", "quarters_venue", "quarters_actor"}


def test_a_list_that_is_not_read_in_yet_keeps_the_organisation(scene) -> None:
    quarter, coordinator = scene
    person = make_person(
        make_actor(quarter, "Chor"), "Zwitscherling", first_name="Kanaria", emails=["kanaria@example.org"]
    )
    made = read_in(quarter, [CANARY, OTHER], coordinator, finish=False)
    erasing.erase_person(person, by=coordinator)
    made.refresh_from_db()
    assert made.rows[1][0] == "Kita Bachstelze"
    assert set(made.rows[1][1:]) == {""}
    assert tuple(made.rows[2]) == OTHER


def test_while_a_list_is_written_nobody_is_erased(scene, canary) -> None:
    ListImport.objects.update(state=ListImport.State.RUNNING)
    with pytest.raises(ValidationError):
        erasing.erase_person(canary, by=scene[1])
    assert ContactPerson.objects.filter(pk=canary.pk).exists()


def test_a_list_can_be_taken_back_after_somebody_was_erased(scene, canary) -> None:
    quarter, coordinator = scene
    erasing.erase_person(canary, by=coordinator)
    lists.start_undo(ListImport.objects.get(), by=coordinator)
    work_on_lists()
    # The actor whose remark may be about the person is left to the coordinators: its copy for taking back is gone.
    kept = Actor.objects.get(quarter=quarter)
    assert ListImport.objects.get().kept == [kept.code]
    assert not kept.people.exists()


def test_an_address_that_others_share_stays_theirs(scene) -> None:
    quarter, coordinator = scene
    office = make_actor(quarter, emails=["buero@example.org"])
    person = make_person(office, "Zwitscherling", emails=["buero@example.org"])
    read_in(quarter, [("Chor", "Ida", "Amsel", "", "buero@example.org", "", "")], coordinator)
    queue_mail(key="news:1", to="buero@example.org", subject="Neues", text="An alle")
    erasing.erase_person(person, by=coordinator)
    assert Message.objects.filter(key="news:1").exists()
    assert ListImport.objects.get().rows[1][1] == "Ida"


def test_only_coordinators_erase(scene, canary) -> None:
    for stranger in (make_user("Ben"), make_user("Ada", "administrator")):
        with pytest.raises(PermissionDenied):
            erasing.erase_person(canary, by=stranger)


def test_an_individual_goes_with_everything(scene) -> None:
    quarter, coordinator = scene
    row = ("Kanaria Zwitscherling", "Kanaria", "Zwitscherling", *CANARY[3:])
    read_in(quarter, [row, OTHER], coordinator)
    Actor.objects.all().delete()
    actor = make_actor(
        quarter, "Kanaria Zwitscherling", kind="individual", about="Zwitscher-Notiz", emails=["kanaria@example.org"]
    )
    person = make_person(
        actor, "Zwitscherling", first_name="Kanaria", emails=["kanaria@example.org"], agreed=("public",)
    )
    make_link(PERSON_LINK, by=None, lifetime=people.LINK_LASTS, subject=person.code, name="Kanaria")
    say_activity(actor, "Zwitscherling singt", by=coordinator)
    assert traces.traces_of_individual(actor, coordinator).mentions == []
    erasing.erase_individual(actor, by=coordinator)
    assert canaries() == set()
    with pytest.raises(ValidationError):
        erasing.erase_individual(make_actor(quarter), by=coordinator)


def test_the_page_shows_before_it_erases(client, scene, canary) -> None:
    quarter, coordinator = scene
    say_activity(canary.actor, "Frau Zwitscherling liest vor", by=coordinator)
    client.force_login(coordinator)
    address = f"/stadtteile/{quarter.code}/menschen/{canary.code}/loeschen/"
    page = client.get(address).content.decode()
    assert "3 Einwilligungen" in page
    assert "Frau Zwitscherling liest vor" in page
    assert ContactPerson.objects.filter(pk=canary.pk).exists()
    assert "Frau Zwitscherling liest vor" in client.post(address).content.decode()
    assert not ContactPerson.objects.filter(pk=canary.pk).exists()
