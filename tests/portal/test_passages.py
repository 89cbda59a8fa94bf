"""The words of a question are marked where they stand, however they are spelled."""

import pytest

from quartier.portal.passages import SNIPPET, passage
from quartier.search import analyser


def shown(text: str, question: str) -> str:
    asked = {term for _word, terms in analyser.question(question, "de") for term in terms}
    return passage(text, "de", asked)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Ärger", "Ärger"),
        ("Ärger", "Aerger"),
        ("Ärger", "ÄRGER"),
        ("Aerger", "Ärger"),
        ("Bürger", "Buerger"),
        ("Burgern", "BÜRGER"),
        ("essen", "eßen"),
        ("Spaziergang", "Spaziergänge"),
        ("Öl", "öl"),
    ],
)
def test_every_spelling_is_marked(question: str, word: str) -> None:
    assert f"Kein <mark>{word}</mark> mehr" in shown(f"Kein {word} mehr", question)


@pytest.mark.parametrize("text", ["Verärgert", "Der Argwohn", "Stadtargen"])
def test_what_only_looks_alike_is_not(text: str) -> None:
    assert "<mark>" not in shown(text, "Ärger")


def test_markup_and_addresses_are_not_shown() -> None:
    text = "Ein *Ärger* [hier](https://aerger.example/Ärger) <b>und</b>"
    assert shown(text, "Ärger") == "Ein <mark>Ärger</mark> hier &lt;b&gt;und&lt;/b&gt;"


def test_it_starts_a_little_before_the_first_hit() -> None:
    found = shown("Wort " * 100 + "Ärger " + "Wort " * 100, "Ärger")
    assert found.startswith("… Wort ")
    assert found.endswith(" …")
    assert len(found) <= SNIPPET + len("… <mark></mark> …")
