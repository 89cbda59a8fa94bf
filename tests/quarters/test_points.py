"""Points of many actors from a table."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from quartier.journal.models import Entry
from quartier.quarters.models import Quarter
from quartier.quarters.pointlist import (
    NO_NUMBERS,
    NOBODY,
    SAME,
    SET,
    SEVERAL,
    Known,
    NoColumnsError,
    read_points,
)  # fmt: skip
from tests.factories import make_actor, make_quarter, make_user

HOME = "/stadtteile/lindenhof"
KITA = Known("kita", "Kita Bachstelze e.V.", "Am Bach 22", None)
CLUB = Known("club", "Sportclub", "Hauptstr. 1", (51.44, 7.08))


def test_rows_are_matched_by_name_and_then_by_street() -> None:
    rows = [
        ["Unsere Liste"],
        ["Einrichtung", "Straße", "Breite", "Länge"],
        ["kita bachstelze", "", "51,4415", "7,0812"],
        ["", "Hauptstraße 1", "51.44", "7.08"],
        ["Unbekannt", "Nirgends 9", "51.44", "7.08"],
        ["Sportclub", "", "Norden", "7.08"],
        ["Sportclub", "", "91", "7.08"],
        [],
    ]
    found = read_points(rows, [KITA, CLUB])
    assert [one.fate for one in found] == [SET, SAME, NOBODY, NO_NUMBERS, NO_NUMBERS]
    assert [one.row for one in found] == [3, 4, 5, 6, 7]
    assert found[0].actor == KITA
    assert found[0].position == (51.4415, 7.0812)


def test_two_with_one_name_are_not_guessed_between() -> None:
    twin = Known("zwei", "Kita Bachstelze", "", None)
    [one] = read_points([["Name", "lat", "lon"], ["Kita Bachstelze", "51", "7"]], [KITA, twin])
    assert one.fate == SEVERAL
    assert one.actor is None


@pytest.mark.parametrize("rows", [[], [["Name", "Ort"]], [["lat", "lon"]], [["x"] * 3], [["Name", "Breite"]]])
def test_a_table_without_the_columns_is_refused(rows) -> None:
    with pytest.raises(NoColumnsError):
        read_points(rows, [KITA])


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_no_table_breaks_the_reading_and_only_known_actors_come_out(rows) -> None:
    found = read_points([["Name", "Strasse", "Breite", "Länge"], *rows], [KITA, CLUB])
    for one in found:
        assert (one.actor is not None) == (one.fate in {SET, SAME})
        if one.position:
            assert -90 <= one.position[0] <= 90
            assert -180 <= one.position[1] <= 180


@pytest.fixture
def quarter(client, db) -> Quarter:
    coordinator = make_user("Cora")
    client.force_login(coordinator)
    return make_quarter(coordinator=coordinator)


def send(client, text: str | bytes):
    data = text.encode() if isinstance(text, str) else text
    return client.post(f"{HOME}/punkte/", {"file": SimpleUploadedFile("punkte.csv", data)})


def test_nothing_is_written_before_the_preview_is_confirmed(client, quarter) -> None:
    kita, person = make_actor(quarter), make_actor(quarter, "Privat", kind="individual")
    answer = send(client, "Name;Breite;Länge\nKita Bachstelze;51,44;7,08\nPrivat;51,44;7,08\n<b>Neu</b>;1;2\n")
    page = answer.content.decode()
    assert "Kita Bachstelze bekommt den Punkt" in page
    assert page.count("steht nicht im Verzeichnis") == 2
    assert "<b>Neu" not in page
    kita.refresh_from_db()
    assert kita.latitude is None
    points = page.split('name="points" value="')[1].split('"')[0]
    client.post(f"{HOME}/punkte/", {"points": points})
    client.post(f"{HOME}/punkte/", {"points": points})
    kita.refresh_from_db()
    person.refresh_from_db()
    assert (kita.latitude, kita.longitude) == (51.44, 7.08)
    assert person.latitude is None
    assert Entry.objects.filter(verb="quarter.points_set").count() == 1
    assert "hat diesen Punkt schon" in send(client, "Name;Breite;Länge\nKita Bachstelze;51,44;7,08\n").content.decode()


def test_a_preview_that_was_changed_or_comes_from_elsewhere_writes_nothing(client, quarter) -> None:
    kita = make_actor(quarter)
    page = send(client, "Name;Breite;Länge\nKita Bachstelze;51,44;7,08\n").content.decode()
    points = page.split('name="points" value="')[1].split('"')[0]
    client.post(f"{HOME}/punkte/", {"points": points + "x"})
    dora = make_user("Dora")
    make_quarter("Süd", coordinator=dora)
    client.force_login(dora)
    assert client.post(f"{HOME}/punkte/", {"points": points}).status_code == 404
    client.post("/stadtteile/sud/punkte/", {"points": points})
    kita.refresh_from_db()
    assert kita.latitude is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nichts"),
        (b"%PDF-1.7", "PDF"),
        (b"Name;Ort\nKita;Essen\n", "Name, Breite, L"),
        (b"\0\0\0", ""),
        (b"Name;Breite;Laenge\n" + b"Kita;51;7\n" * 2001, "2.000"),
    ],
)
def test_files_without_points_are_refused_in_words(client, quarter, data, words) -> None:
    answer = send(client, data)
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_preview_asks_no_more_the_more_rows_there_are(client, quarter, number, django_assert_num_queries) -> None:
    rows = [f"Haus {n};51,4{n:02};7,08" for n in range(number)]
    for n in range(number):
        make_actor(quarter, f"Haus {n}")
    with django_assert_num_queries(8):
        send(client, "\n".join(["Name;Breite;Länge", *rows]))
