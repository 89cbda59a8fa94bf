"""Versions: a list, differences in words, and the way back."""

import re

import pytest

from quartier.methods.actions.editing import save_document
from quartier.methods.models import Method
from tests.factories import make_method, make_user
from tests.methods.editing import document_of

pytestmark = pytest.mark.django_db

VERSIONS = "/methoden/probe/versionen/"


@pytest.fixture
def edda(client):
    """An editor who has signed in, in front of a method with three versions."""
    person = make_user("Edda Probe", role="editor")
    client.force_login(person)
    make_method(people=[5, 10], aims=["meet"], cost_eur=[0, 100])
    document = document_of() | {"people": [5, 20], "aims": ["decide"], "links": [{"title": "Neues Amt"}]}
    text = {
        "title": "Probe",
        "sections": {"aim": "Wir treffen uns am Montag."},
        "phases": [{"title": "Los", "minutes": 5}],
    }
    save_document(document | {"texts": {"de": text}}, by=person, note="Mehr Menschen")
    changed = text | {"sections": {"aim": "Wir treffen uns am Dienstag."}}
    document = document_of() | {"texts": {"de": changed}}
    del document["cost_eur"]
    save_document(document, by=person)
    return person


def test_the_list_says_who_when_and_why(client, edda) -> None:
    page = client.get(VERSIONS).content.decode()
    assert page.index("Version 3") < page.index("Version 2") < page.index("Version 1")
    assert "Mehr Menschen" in page
    assert page.count("Edda Probe") == 2
    assert page.count("ohne Konto") == 1


def test_a_difference_is_in_words(client, edda) -> None:
    page = client.get(f"{VERSIONS}unterschied/?von=1&bis=2").content.decode()
    for words in ("Personen", "<del>5 bis 10</del>", "<ins>5 bis 20</ins>", "<li><ins>entscheiden</ins></li>",
                  "<li><del>sich begegnen</del></li>", "Zielsetzung (Deutsch)", "Neues Amt", "Los · 5 Minuten"):  # fmt: skip
        assert words in page
    assert "people" not in re.search(r"<main.*</main>", page, re.DOTALL)[0]
    page = client.get(f"{VERSIONS}unterschied/?von=3&bis=2").content.decode()
    assert re.search(r"<del><span class=\"visually-hidden\">\[entfernt:[^<]*</span>Montag\.<", page)
    assert re.search(r"<ins><span class=\"visually-hidden\">\[neu:[^<]*</span>Dienstag\.<", page)
    assert "Entfernt: <del>0 € bis 100 €</del>" in page
    assert "Beide Versionen sagen dasselbe" in client.get(f"{VERSIONS}unterschied/?von=2&bis=2").content.decode()


def test_a_version_is_restored_and_that_is_undone(client, edda) -> None:
    now = document_of()
    answer = client.post(f"{VERSIONS}1/zurueckholen/")
    assert document_of()["people"] == [5, 10]
    page = client.get(answer.url).content.decode()
    assert "Fassung 1 wiederhergestellt" in page
    undo = re.search(r'action="([^"]+)" class="alert', page)[1]
    client.post(undo)
    assert (document_of(), Method.objects.get().revision) == (now, 5)
    answer = client.post(f"{VERSIONS}5/zurueckholen/")
    assert "getan" not in answer.url
    assert Method.objects.get().revision == 5


def test_reading_restores_nothing(client, edda) -> None:
    assert client.get(f"{VERSIONS}1/zurueckholen/").status_code == 405


def test_nonsense_in_the_address_is_no_error(client, edda) -> None:
    for address in (f"{VERSIONS}?seite=zz", f"{VERSIONS}?getan=x", f"{VERSIONS}?getan=entfernt"):
        assert client.get(address).status_code == 200
    assert client.get(f"{VERSIONS}unterschied/").status_code == 404
