"""A table for spreadsheets beside every list, without formulas."""

import csv
import io

import pytest

from quartier.methods.indexing import index_method
from tests.factories import index_all, make_method

pytestmark = pytest.mark.django_db

EVIL = {"de": {"title": "=1+1", "summary": "@SUM(A1) Spaziergang"}}


def table(answer) -> list[list[str]]:
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize(
    "address",
    [
        "/methoden/?format=csv",
        "/methoden/finden/?menschen=20&format=csv",
        "/suche/?q=Spaziergang&format=csv",
        "/methoden/vergleich/?m=boese&format=csv",
    ],
)
def test_every_list_has_a_table_without_formulas(client, address) -> None:
    make_method("boese", texts=EVIL, people=[5, 50])
    index_all()
    rows = table(client.get(address))
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]


def test_the_finder_tells_its_reasons(client) -> None:
    make_method("passt", people=[5, 50], staff_hours=[10, 20])
    head, row = table(client.get("/methoden/finden/?menschen=20&stunden=5&format=csv"))
    answer = dict(zip(head, row, strict=True))
    assert answer["Dafür spricht"] == "gedacht für 5 bis 50 Personen"
    assert "mehr als Sie haben" in answer["Achtung"]


def test_a_wrong_question_to_the_finder_stays_a_page(client) -> None:
    answer = client.get("/methoden/finden/?menschen=-1&format=csv")
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/html; charset=utf-8")


def test_search_names_no_hidden_method(client) -> None:
    hidden = make_method("kanarie", published=False, texts={"de": {"title": "Kanarie", "summary": "Spaziergang"}})
    hidden.state = "published"
    index_method(hidden)  # an index that is behind
    index_method(make_method("offen", texts={"de": {"title": "Offen", "summary": "Spaziergang"}}))
    found = client.get("/suche/?q=Spaziergang&format=csv").content.decode()
    assert "Kanarie" not in found
    assert "Offen" in found


def test_pages_link_to_their_tables(client) -> None:
    make_method("boese", texts=EVIL, people=[5, 50])
    index_all()
    for address in ("/methoden/finden/?menschen=20", "/suche/?q=Spaziergang"):
        page = client.get(address).content.decode()
        assert "format=csv" in page
        link = page.partition("als Tabelle (CSV)")[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
        assert table(client.get(address.partition("?")[0] + link))
