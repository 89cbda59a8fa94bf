"""The list, the finder and the comparison."""

import csv
import io

import pytest

from quartier.methods.actions import assessing
from quartier.methods.actions.editing import withdraw_method
from quartier.search.index import learn_compounds
from tests.factories import index_all, make_method, make_user

pytestmark = pytest.mark.django_db


def titles(page: str) -> list[str]:
    """Return the titles of the cards on a page, in order."""
    parts = page.split('class="card__title h3"><a href="')[1:]
    return [part.split('">')[1].split("<")[0] for part in parts]


def test_filters_widen_within_a_facet_and_narrow_between_facets(client) -> None:
    make_method("eins", aims=["meet"], level="inform")
    make_method("zwei", aims=["decide"], level="inform")
    make_method("drei", aims=["decide"], level="empower")
    assert titles(client.get("/methoden/").content.decode()) == ["Drei", "Eins", "Zwei"]
    assert titles(client.get("/methoden/?aims=meet&aims=decide").content.decode()) == ["Drei", "Eins", "Zwei"]
    page = client.get("/methoden/?aims=decide&level=inform").content.decode()
    assert titles(page) == ["Zwei"]
    assert "1 von 3 Methoden" in page


def test_drafts_and_withdrawn_methods_are_not_listed_counted_or_exported(client) -> None:
    method = make_method("sichtbar", aims=["meet"])
    make_method("kanarie", published=False, aims=["meet"])
    assert "1 Methode" in client.get("/methoden/").content.decode()
    withdraw_method(method, by=None)
    for address in ("/methoden/", "/methoden/?format=csv", "/methoden/neu.atom", "/", "/methoden/vergleich/?m=kanarie"):
        page = client.get(address).content.decode()
        assert "Kanarie" not in page
        assert "Sichtbar" not in page


@pytest.mark.parametrize(
    "query",
    [
        "aims=%27--",
        "sortierung=id;drop",
        "seite=-1",
        "seite=99999999",
        "seite=x",
        "order_by=pk",
        "aims__in=1",
        "q=%F0%9F%8F%98",
    ],
)
def test_strange_addresses_show_the_list(client, query) -> None:
    make_method("eins")
    assert client.get(f"/methoden/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["q=%00", "q=%FF", "%00=1"])
def test_broken_addresses_are_refused_in_words(client, query) -> None:
    assert client.get(f"/methoden/?{query}").status_code == 400


@pytest.mark.parametrize("number", [10, 60])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, number) -> None:
    for n in range(number):
        make_method(f"methode-{n}", aims=["meet"])
    index_all()
    client.get("/methoden/")
    with django_assert_num_queries(1):
        client.get("/methoden/?aims=meet")
    with django_assert_num_queries(3):
        client.get("/methoden/?q=methode")
    with django_assert_num_queries(1):
        client.get("/")


def test_search_and_list_agree(client) -> None:
    make_method("eins", texts={"de": {"title": "Stadtteilspaziergang", "summary": "Gehen <b>und</b> sehen."}})
    make_method("zwei", texts={"de": {"title": "Runder Tisch"}})
    index_all()
    learn_compounds()
    assert titles(client.get("/methoden/?q=Spaziergang").content.decode()) == ["Stadtteilspaziergang"]
    page = client.get("/suche/?q=sehen").content.decode()
    assert titles(page) == ["Stadtteilspaziergang"]
    assert "<mark>sehen</mark>" in page
    assert "<b>und</b>" not in page


def test_the_table_opens_without_formulas(client) -> None:
    make_method("boese", texts={"de": {"title": "=1+1", "summary": "@SUM(A1)"}})
    content = client.get("/methoden/?format=csv").content.decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(content), delimiter=";"))[1]
    assert row[1:3] == ["'=1+1", "'@SUM(A1)"]


def test_the_finder_gives_reasons_and_warns(client) -> None:
    make_method("passt", people=[10, 40], staff_hours=[10, 20], aims=["meet"])
    make_method("zu-gross", people=[100, 400], staff_hours=[200, 400], aims=["meet"])
    page = client.get("/methoden/finden/?menschen=25&stunden=30&ziele=meet").content.decode()
    assert page.index("Passt<") < page.index("Zu-gross<")
    assert "gedacht für 10 bis 40 Personen" in page
    assert "mehr als Sie haben" in page


@pytest.mark.parametrize("query", ["menschen=-1", "menschen=x", "ziele=fliegen", "euro=99999999999999999999"])
def test_the_finder_refuses_in_words(client, query) -> None:
    answer = client.get(f"/methoden/finden/?{query}")
    assert answer.status_code == 422
    assert "<title>Fehler:" in answer.content.decode()


def test_comparing_keeps_the_two_voices_apart(client, django_assert_num_queries) -> None:
    one = make_method("eins", estimate={"time": 2}, people=[5, 9])
    make_method("zwei")
    assessing.save_assessment(one, {"time": 4}, by=make_user())
    client.get("/methoden/")  # the catalogue in memory is made
    with django_assert_num_queries(4):
        page = client.get("/methoden/vergleich/?m=eins&m=zwei&m=nichts").content.decode()
    assert "Mitte 4 aus 1 · Redaktion 2" in page
    assert "5 bis 9" in page
