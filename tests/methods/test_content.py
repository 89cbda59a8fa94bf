"""The methods that ship with Quartier."""

import re

import pytest

from quartier.methods import vocabulary as v
from quartier.methods.actions.shipping import load_shipped_methods, publish_waiting
from quartier.methods.content import shipped_documents
from quartier.methods.models import Method
from tests.factories import make_user

COMPLETE = {
    "stadtteilkonferenz", "zukunftswerkstatt", "charrette", "world-cafe", "open-space", "runder-tisch",
    "aktivierende-befragung", "stadtteilspaziergang", "nadelmethode", "fokusgruppe", "planning-for-real",
    "buergerrat", "buergerhaushalt",
}  # fmt: skip
NEEDED = {
    "aim",
    "implementation",
    "steps",
    "suited_for",
    "not_suited_for",
    "pitfalls",
    "accessibility",
    "verdict",
    "funding",
}


def plain_texts() -> list[tuple[str, str]]:
    """Return (code, all words) of the texts in plain language."""
    return [
        (document["code"], "\n".join(document["texts"]["de_plain"]["sections"].values()))
        for document in shipped_documents()
        if "de_plain" in document["texts"]
    ]


def test_there_are_31_and_13_are_complete() -> None:
    documents = {document["code"]: document for document in shipped_documents()}
    assert len(documents) == 31
    assert {code for code, d in documents.items() if d["completeness"] == "complete"} == COMPLETE
    for code in COMPLETE:
        document = documents[code]
        assert set(document["texts"]["de"]["sections"]) >= NEEDED, code
        assert set(document["estimate"]) == set(v.SCALES), code
        assert document["texts"]["de"]["phases"], code
        assert "de_plain" in document["texts"], code
        assert set(document["related"]) <= set(documents), code
    assert {code for code, d in documents.items() if "en" in d["texts"]} == {
        "stadtteilkonferenz",
        "zukunftswerkstatt",
        "charrette",
    }


def test_nobody_claims_that_a_plain_text_was_checked_with_readers() -> None:
    assert not any("checked_by" in text for d in shipped_documents() for text in d["texts"].values())


@pytest.mark.parametrize(("code", "text"), plain_texts())
def test_plain_language_has_short_sentences(code: str, text: str) -> None:
    sentences = [s.split() for s in re.split(r"[.!?:]\s", text + " ") if s.split()]
    assert max(map(len, sentences)) <= 20
    assert sum(map(len, sentences)) / len(sentences) <= 12


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_respects_the_editors() -> None:
    from quartier.accounts.actions.instance import load_example
    from quartier.methods.actions.editing import read_document, save_document

    assert load_shipped_methods(by=None) == 31
    assert not Method.objects.filter(state="published").exists()  # no legal notice yet
    load_example()
    assert publish_waiting(by=None) == 31
    assert load_shipped_methods(by=None) == 0
    method = Method.objects.get(code="world-cafe")
    edited = read_document(method)
    edited["texts"]["de"]["summary"] = "Von Hand geändert."
    save_document(edited, by=make_user("Edda", role="editor"))
    assert load_shipped_methods(by=None) == 0
    assert Method.objects.get(code="world-cafe").text("de").summary == "Von Hand geändert."


@pytest.mark.django_db(transaction=True)
def test_the_legal_notice_opens_the_catalogue_at_once(client) -> None:
    from quartier.accounts.actions.instance import setup_secret
    from quartier.methods.actions.editing import redraft_method

    load_shipped_methods(by=None)
    assert "Noch ist keine Methode öffentlich" in client.get("/methoden/").content.decode()
    answers = {"name": "Quartier Probe", "person": "Ada", "email": "ada@example.org"}
    address = f"/einrichten/?geheimnis={setup_secret()}"
    told = client.post(address, answers | {"geheimnis": address.partition("=")[2]}, follow=True).content.decode()
    assert "Erst mit einem Impressum wird der Katalog öffentlich" in told
    assert not Method.objects.filter(state="published").exists()
    client.post("/verwaltung/seite/", {"name": "Quartier Probe", "legal_notice": "Ada Probe, Weg 1, Ruhrau"})
    assert Method.objects.filter(state="published").count() == 31
    redraft_method(Method.objects.get(code="world-cafe"), by=make_user("Edda", role="editor"))
    assert publish_waiting(by=None) == 0  # somebody has taken it off the pages
