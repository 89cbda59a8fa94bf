"""German questions find what they mean, the same on SQLite and PostgreSQL."""

from collections.abc import Iterator

import pytest

from quartier.search import analyser
from quartier.search.compounds import split
from quartier.search.index import find, forget_terms, learn_compounds, put
from quartier.search.models import Compound, Document, Posting, Term

DOCUMENTS = {
    1: ("Stadtteilspaziergang", "Gemeinsam durch die Straßen gehen und Mängel notieren."),
    2: ("Aktivierende Befragung", "An den Haustüren fragen, was die Bürgerinnen und Bürger bewegt."),
    3: ("Zukunftswerkstatt", "Kritik, Fantasie, Verwirklichung: drei Phasen für neue Ideen."),
    4: ("Runder Tisch", "Wenn Gruppen Streit haben und eine Lösung brauchen. Die Größe ist begrenzt."),
    5: ("Nachbarschaftströdel", "Ein Flohmarkt bringt Häuser und Höfe ins Gespräch."),
    6: ("Taschengeldbörse", "Jugendliche helfen älteren Menschen gegen Taschengeld."),
    7: ("Bürgerhaushalt", "Vorschläge sammeln und über Geld abstimmen."),
}
QUESTIONS = [
    ("Spaziergang", {1}),  # last part of a compound
    ("Stadtteil", {1}),  # first part
    ("Spaziergänge", {1}),  # plural with umlaut
    ("spaziergaenge", {1}),  # ae
    ("STRASSE", {1}),  # ss for ß, capitals
    ("Straßen", {1}),
    ("Bürger", {2, 7}),
    ("Buerger", {2, 7}),
    ("Befragungen", {2}),
    ("Werkstatt", {3}),
    ("Zukunft Ideen", {3}),
    ("Tische", {4}),
    ("Loesung", {4}),
    ("Lösungen", {4}),
    ("Groesse", {4}),
    ("Haus", {2, 5}),  # Häuser, Haustüren
    ("Trödel", {5}),
    ("Börse", {6}),
    ("boerse", {6}),
    ("Haushalt", {7}),
    ("Vorschlag", {7}),
    ("Wie geht ein Bürgerhaushalt?", None),
    ("Vorschlag Spaziergang", set()),
]


@pytest.fixture(scope="module")
def shelved(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Index the documents once: the dictionary of compounds takes seconds to load."""
    with django_db_blocker.unblock():
        for key, (title, text) in DOCUMENTS.items():
            put("things", key, "de", title, [(title, 12), (text, 1)])
        learn_compounds()
    yield
    with django_db_blocker.unblock():
        for model in (Document, Term, Compound):
            model.objects.all().delete()


@pytest.fixture
def library(shelved, db) -> None:
    """The documents are indexed; what a test changes is undone."""


@pytest.mark.parametrize(("question", "expected"), [q for q in QUESTIONS if q[1] is not None])
def test_german_questions(library, question: str, expected: set[int]) -> None:
    assert set(find(question, kind="things", language="de").keys) == expected


def test_titles_come_first(library) -> None:
    put("things", 8, "de", "Etwas anderes", [("Etwas anderes", 12), ("Vergleich mit dem Bürgerhaushalt", 1)])
    assert find("Bürgerhaushalt", kind="things", language="de").keys == [7, 8]


@pytest.mark.parametrize(("wrong", "key"), [("Zukunftswerkstat", 3), ("Befargung", 2), ("Taschengeldborsse", 6)])
def test_typing_errors_are_mended_and_said(library, wrong: str, key: int) -> None:
    hits = find(wrong, kind="things", language="de")
    assert (hits.keys, bool(hits.suggestion)) == ([key], True)


def test_what_is_spelled_right_is_not_mended(library) -> None:
    assert find("Streit", kind="things", language="de").suggestion == ""


def test_other_kinds_are_not_found(library) -> None:
    assert find("Streit", kind="other", language="de").keys == []


def test_without_compounds_the_part_is_not_found(db) -> None:
    """The control: it is the taking apart that finds parts of compounds."""
    Document.objects.all().delete()
    Compound.objects.all().delete()
    put("things", 1, "de", *("Stadtteilspaziergang", [("Stadtteilspaziergang", 12)]))
    assert find("Spaziergang", kind="things", language="de").keys == []
    learn_compounds()
    assert find("Spaziergang", kind="things", language="de").keys == [1]


@pytest.mark.parametrize("nothing", ["", "   ", "???", "\u200d", "'; drop table", "x" * 5000, "a " * 3000])
def test_strange_questions_find_nothing_and_break_nothing(library, nothing: str) -> None:
    assert find(nothing, kind="things", language="de").keys == []


def test_indexing_again_leaves_nothing_of_before(library) -> None:
    put("things", 4, "de", "Neu", [("Neu", 12)])
    assert find("Streit", kind="things", language="de").keys == []
    assert Posting.objects.filter(document__key=4).count() == 1


def test_words_that_no_document_holds_are_neither_suggested_nor_kept(library) -> None:
    Document.objects.filter(key=3).delete()
    assert find("Zukunftswerkstat", kind="things", language="de").keys == []
    assert Term.objects.filter(text="zukunftswerkstatt").exists()
    assert forget_terms() > 0
    assert not Term.objects.filter(text="zukunftswerkstatt").exists()
    assert forget_terms() == 0


@pytest.mark.parametrize("question", ["Streit", "Bürger Vorschläge", "Zukunftswerkstat"])
def test_the_number_of_questions_does_not_depend_on_the_documents(
    library, django_assert_num_queries, question: str
) -> None:
    number = {"Streit": 2, "Bürger Vorschläge": 3, "Zukunftswerkstat": 4}[question]
    for more in range(2):
        for key in range(100, 100 + 20 * more):
            put("things", key, "de", "Streit", [("Streit der Bürger: Vorschläge einer Zukunftswerkstatt", 1)])
        with django_assert_num_queries(number):
            assert find(question, kind="things", language="de").keys


def test_no_false_parts() -> None:
    known = {"haus", "häuser", "verein", "eine", "vereine", "stadt", "teil"}.__contains__
    assert split("häuser", known) == []
    assert split("vereine", known) == []
    assert split("stadtteil", known) == ["stadt", "teil"]


def test_stop_words_count_only_when_there_is_nothing_else() -> None:
    assert [word for word, _terms in analyser.question("Wie geht das?", "de")] == ["geht"]
    assert [word for word, _terms in analyser.question("wie", "de")] == ["wie"]
