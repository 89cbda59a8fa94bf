"""Address lists: written completely, once, and taken back without a trace."""

import pytest
from django.core import serializers
from django.core.exceptions import PermissionDenied, ValidationError

from quartier.quarters import jobs
from quartier.quarters.actions import actors, lists, people
from quartier.quarters.lists.fates import count
from quartier.quarters.lists.reading import Sheet
from quartier.quarters.models import Actor, ContactPerson, ImportedRow, ListImport, Venue
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db

HEAD = ["Einrichtung", "Art", "Vorname", "Name", "E-Mail", "Telefon", "Straße", "Plätze", "barrierefrei", "Themen"]
ROWS = [
    ["Verteiler Nord, Stand Mai", *[""] * 9],
    [""] * 10,
    HEAD,
    [
        "Kita Bachstelze",
        "Kita",
        "Oksana",
        "Feldkamp",
        "OKSANA@KITA.EXAMPLE",
        "0201/5550177",
        "Am Bach 22",
        "ca. 80",
        "ja",
        "",
    ],
    ["Heimatverein", "Heimatverein", "Uwe", "von der Heide", "kein E-Mail!", "", "", "", "weiß nicht", "Grünes"],
    ["Kita Bachstelze", "", "Oksana", "Feldkamp", "oksana@kita.example", "", "", "", "", ""],
    ["", "", "Jolanta", "Reuter", "jolanta@nachbarn.example", "", "", "", "", ""],
    ["", "", "", "", "", "", "", "", "", "nur eine Bemerkung"],
    ["=cmd()", "Verein", "", "", "", "", "", "", "", ""],
]


def upload(quarter, rows=ROWS, by=None) -> ListImport:
    return lists.upload_list(quarter, [Sheet("Verteiler", [list(row) for row in rows])], "verteiler.xlsx", by=by)


def write(made: ListImport) -> ListImport:
    lists.start_import(made, by=None)
    jobs.work_on_lists()
    made.refresh_from_db()
    return made


def everything() -> str:
    """Return all that a quarter knows of actors, as text; times of change left out."""
    rows = [*Actor.objects.order_by("pk"), *ContactPerson.objects.order_by("pk"), *Venue.objects.order_by("pk")]
    data = serializers.serialize("python", rows)
    for row in data:
        row["fields"].pop("updated_at", None)
    return repr(data)


def test_the_numbers_of_the_report_add_up() -> None:
    made = upload(make_quarter())
    counted = count(lists.outcome(made).fates)
    assert sum(counted.values()) == len(ROWS)
    write(made)
    assert made.outcomes.count() == len(ROWS)
    assert made.outcomes.filter(fate="new").count() == Actor.objects.count() == 4
    assert {row.fate for row in made.outcomes.all()} == {"title", "blank", "new", "same", "refused"}
    assert not Actor.objects.filter(is_listed=True).exists()


def test_what_was_read_stands_where_it_belongs() -> None:
    write(upload(make_quarter()))
    kita = Actor.objects.get(name="Kita Bachstelze")
    assert (kita.kind, kita.group, kita.street) == ("kindergarten", "professional", "Am Bach 22")
    person = kita.people.get()
    assert (person.name, person.emails) == ("Oksana Feldkamp", ["oksana@kita.example"])
    venue = kita.venues.get()
    assert (venue.seats, venue.seats_estimated, venue.access) == ({"any": 80}, True, {"step_free": "yes"})
    heimat = Actor.objects.get(name="Heimatverein")
    assert heimat.venues.get().access == {"step_free": "unknown"}
    assert "Grünes" in heimat.note
    assert "kein E-Mail!" in heimat.people.get().note + heimat.note
    assert Actor.objects.get(kind="individual").people.get().name == "Jolanta Reuter"
    assert Actor.objects.filter(name="=cmd()").exists()


def test_the_same_list_again_changes_nothing() -> None:
    quarter = make_quarter()
    write(upload(quarter))
    before = everything()
    again = write(upload(quarter))
    assert everything() == before
    assert not again.outcomes.filter(fate__in=["new", "merges", "merges_row"]).exists()


def test_an_undo_leaves_no_trace() -> None:
    quarter = make_quarter()
    make_person(make_actor(quarter, "Heimatverein"), "von der Heide", first_name="Uwe")
    before = everything()
    made = write(upload(quarter))
    assert everything() != before
    lists.start_undo(made, by=None)
    jobs.work_on_lists()
    made.refresh_from_db()
    assert everything() == before
    assert (made.state, made.sheets, made.kept) == ("undone", [], [])
    assert not ImportedRow.objects.exists()


def test_an_undo_keeps_what_somebody_has_changed_since() -> None:
    made = write(upload(make_quarter()))
    kita, heimat = (Actor.objects.get(name=name) for name in ("Kita Bachstelze", "Heimatverein"))
    actors.change_actor(kita, {"about": "Vier Gruppen", "street": "Am Bach 24"}, by=None)
    people.note_consent(heimat.people.get(), "mail", "phone", by=None)
    lists.start_undo(made, by=None)
    jobs.work_on_lists()
    made.refresh_from_db()
    assert set(Actor.objects.values_list("name", flat=True)) == {"Kita Bachstelze", "Heimatverein"}
    assert set(made.kept) == {kita.code, heimat.code}


def test_a_damaged_value_never_overwrites_a_good_one() -> None:
    quarter = make_quarter()
    good = make_actor(quarter, "Heimatverein", street="Żeromski-Platz 3")
    make_person(good, "Petrović", first_name="Tomasz", emails=["t@heimat.example"])
    row = ["Heimatverein", "", "Tomasz", "Petrovi?", "t@heimat.example", "", "?eromski-Platz 3", "", "", ""]
    write(upload(quarter, [HEAD, row]))
    good.refresh_from_db()
    assert (good.street, good.people.get().last_name) == ("Żeromski-Platz 3", "Petrović")


def test_a_stop_in_the_middle_goes_on_without_doubles(monkeypatch) -> None:
    quarter = make_quarter()
    rows = [HEAD, *([f"Verein Nummer {number:03}", "Verein", *[""] * 8] for number in range(25))]
    made = upload(quarter, rows)
    lists.start_import(made, by=None)
    monkeypatch.setattr(lists, "BATCH", 10)
    calls = []

    def die() -> None:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the worker died")

    monkeypatch.setattr(jobs, "between_steps", die)
    with pytest.raises(RuntimeError):
        jobs.work_on_lists()
    assert Actor.objects.count() == 20
    assert ListImport.objects.get().state == "running"
    monkeypatch.setattr(jobs, "between_steps", lambda: None)
    jobs.work_on_lists()
    made.refresh_from_db()
    assert (made.state, made.position, Actor.objects.count()) == ("done", 25, 25)
    lists.start_undo(made, by=None)
    jobs.work_on_lists()
    assert not Actor.objects.exists()


def test_a_batch_is_written_whole_or_not_at_all(monkeypatch) -> None:
    made = upload(make_quarter())
    lists.start_import(made, by=None)
    monkeypatch.setattr(Venue.objects, "bulk_create", lambda rows: (_ for _ in ()).throw(RuntimeError("disk full")))
    with pytest.raises(RuntimeError):
        jobs.work_on_lists()
    assert not Actor.objects.exists()
    assert ListImport.objects.get().position == 0


def test_who_was_changed_meanwhile_is_read_anew(monkeypatch) -> None:
    """Somebody edits an actor between our reading and our writing: their words stay, and ours are added."""
    quarter = make_quarter()
    kita = make_actor(quarter, "Kita Bachstelze")
    lists.start_import(upload(quarter), by=None)
    read, done = lists.outcome, []

    def outcome_then_edit(made):
        found = read(made)
        if not done:
            done.append(True)
            actors.change_actor(kita, {"phones": ["0201 1"], "about": "Neu"}, by=None)
        return found

    monkeypatch.setattr(lists, "outcome", outcome_then_edit)
    jobs.work_on_lists()
    kita.refresh_from_db()
    assert kita.phones == ["0201 1"]
    assert (kita.about, kita.street) == ("Neu", "Am Bach 22")


def test_two_imports_at_once_in_a_quarter_are_refused_and_in_two_quarters_not() -> None:
    quarter = make_quarter("Nord")
    first, second, elsewhere = upload(quarter), upload(quarter), upload(make_quarter("West"))
    lists.start_import(first, by=None)
    with pytest.raises(ValidationError, match="gerade eine andere Liste"):
        lists.start_import(second, by=None)
    lists.start_import(elsewhere, by=None)
    with pytest.raises(ValidationError):
        lists.start_import(first, by=None)


def test_a_decision_makes_one_of_two(client) -> None:
    quarter = make_quarter()
    there = make_actor(quarter, "Repair-Café Lindenhof", kind="initiative")
    rows = [HEAD, ["Repair-Cafe Lindenhoff", "Initiative", "", "", "", "", "Hauptstraße 3", "", "", ""]]
    made = upload(quarter, rows)
    [fate] = [fate for fate in lists.outcome(made).fates if fate.fate == "decide"]
    lists.decide_rows(made, {str(fate.row): {"key": fate.options[0].key}}, by=None)
    write(made)
    there.refresh_from_db()
    assert Actor.objects.count() == 1
    assert (there.street, there.aliases) == ("Hauptstraße 3", ["Repair-Cafe Lindenhoff"])
    again = upload(quarter, rows)
    assert [fate.fate for fate in lists.outcome(again).fates] == ["title", "same"]


def test_only_the_coordination_of_the_quarter_may(client) -> None:
    coordinator, foreign = make_user("Cora"), make_user("Dora")
    quarter = make_quarter("Nord", coordinator=coordinator)
    make_quarter("Süd", coordinator=foreign)
    made = upload(quarter, by=coordinator)
    for action in (lists.start_import, lists.start_undo, lists.forget_list, lists.show_imported):
        with pytest.raises(PermissionDenied):
            action(made, by=foreign)
    with pytest.raises(PermissionDenied):
        upload(quarter, by=foreign)


def test_showing_a_list_shows_organisations_and_no_person() -> None:
    made = write(upload(make_quarter()))
    assert lists.show_imported(made, by=None) == 3
    assert not Actor.objects.shown_to("public").filter(kind="individual").exists()
    assert not ContactPerson.objects.shown_to("public").exists()
