"""The pages of an address list: upload, columns, preview, progress, report, undo."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quartier.quarters import jobs
from quartier.quarters.models import Actor, ListImport
from quartier.quarters.views.lists import _kept
from tests.factories import make_quarter, make_user
from tests.quarters.lists.sheets import xlsx
from tests.quarters.test_lists import HEAD, ROWS, upload, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter(client):
    cache.clear()
    _kept.clear()  # keys and numbers of the journal begin anew with every test
    coordinator = make_user("Cora")
    client.force_login(coordinator)
    return make_quarter("Nord", coordinator=coordinator)


def send(client, quarter, data: bytes, name: str = "liste.xlsx"):
    return client.post(f"/stadtteile/{quarter.code}/einlesen/", {"file": SimpleUploadedFile(name, data)})


def test_the_whole_way(client, quarter) -> None:
    answer = send(client, quarter, xlsx())
    assert answer.status_code == 302
    columns = client.get(answer["Location"])
    assert "Was steht in den Spalten?" in columns.content.decode()
    made = ListImport.objects.get()
    chosen = {f"spalte_{place}": field or "-" for place, field in enumerate(made.mapping)}
    answer = client.post(answer["Location"], {"blatt": str(made.sheet), **chosen})
    assert answer["Location"].endswith("/vorschau/")
    assert "Noch ist nichts übernommen" in client.get(answer["Location"]).content.decode()
    assert not Actor.objects.exists()
    start = f"/stadtteile/{quarter.code}/einlesen/{made.code}/"
    client.post(f"{start}ausfuehren/", {"wunsch": "uebernehmen"})
    busy = client.get(start).content.decode()
    assert "data-busy" in busy
    assert "Nachsehen, wie weit es ist" in busy  # the way without a script
    assert "<progress" in busy
    jobs.work_on_lists()
    done = client.get(start).content.decode()
    assert "Ihre Liste ist übernommen" in done
    assert "data-busy" not in done
    assert Actor.objects.exists()
    client.post(f"{start}ausfuehren/", {"wunsch": "zuruecknehmen"})
    jobs.work_on_lists()
    assert "Alles ist wieder so wie vorher" in client.get(start).content.decode()
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 nothing", "Das ist ein PDF"),
        (b"\x89PNG\r\n", "Das ist ein Bild"),
        (b"<html><body>Hallo", "Das ist keine Tabelle"),
        (b"PK\x03\x04 broken", "beschädigt"),
        (b"\0\0\0", "steht nichts"),
    ],
)
def test_foreign_files_get_a_clear_answer(client, quarter, data: bytes, said: str) -> None:
    answer = send(client, quarter, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "<title>Fehler:" in page
    assert not ListImport.objects.exists()


def test_no_file_is_asked_for(client, quarter) -> None:
    answer = client.post(f"/stadtteile/{quarter.code}/einlesen/", {})
    assert answer.status_code == 422
    assert "Wählen Sie eine Datei" in answer.content.decode()


def test_a_corrected_column_counts(client, quarter) -> None:
    made = upload(quarter)
    chosen = {f"spalte_{place}": field or "-" for place, field in enumerate(made.mapping)} | {"spalte_9": "-"}
    client.post(f"/stadtteile/nord/einlesen/{made.code}/spalten/", {"blatt": "0", **chosen})
    made.refresh_from_db()
    assert made.mapping[9] is None
    write(made)
    assert "Themen: Grünes" in Actor.objects.get(name="Heimatverein").note


@pytest.mark.parametrize("answer", ["neu", "weg", "key-999999", "row-7", "<script>", ""])
def test_decisions_take_only_what_was_offered(client, quarter, answer: str) -> None:
    write(upload(quarter, [HEAD, ["Repair-Café Lindenhof", "Initiative", *[""] * 8]]))
    made = upload(quarter, [HEAD, ["Repair-Cafe Lindenhoff", "Initiative", *[""] * 8]])
    page = f"/stadtteile/nord/einlesen/{made.code}/vorschau/"
    assert "Wer ist das?" in client.get(page).content.decode()
    client.post(page, {"zeile_1": answer})
    made.refresh_from_db()
    assert made.decisions == {"neu": {"1": {}}, "weg": {"1": {"skip": True}}}.get(answer, {})


def test_values_of_a_list_are_shown_as_text(client, quarter) -> None:
    made = upload(quarter, [HEAD, ["<script>alert(1)</script>", "Verein", *[""] * 8]])
    for part in ("spalten/", "vorschau/"):
        assert "<script>alert" not in client.get(f"/stadtteile/nord/einlesen/{made.code}/{part}").content.decode()


def test_the_number_of_questions_does_not_grow(client, quarter) -> None:
    def asked(rows: int) -> list[int]:
        made = upload(quarter, [*ROWS, *([f"Verein {n:03}", "Verein", *[""] * 8] for n in range(rows))])
        pages = [f"/stadtteile/nord/einlesen/{made.code}/{part}" for part in ("spalten/", "vorschau/")]
        numbers = []
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page).status_code == 200
            numbers.append(len(captured))
        made.delete()
        return numbers

    assert asked(1) == asked(60)
