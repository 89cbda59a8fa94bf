"""Nine real rule sets and one invented: every case comes out as stated, with the sentence that a chair reads aloud."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from quartier.conferences import reasons
from quartier.conferences.governance import asking, contradictions, facts, records, statutes
from quartier.conferences.governance.house import House

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "guides" / "statutes"
NAMES = sorted(path.name.removesuffix(".rules.json") for path in FOLDER.glob("*.rules.json"))


def house(name: str) -> House:
    rules = statutes.loads((FOLDER / f"{name}.rules.json").read_text(encoding="utf-8"))
    text = (FOLDER / f"{name}.facts.json").read_text(encoding="utf-8")
    return House(rules, facts.read(records.loads(text), rules))


def cases() -> Iterator[tuple[str, int]]:
    for name in NAMES:
        for number, _question in enumerate(house(name).facts.questions):
            yield name, number


def test_there_are_ten_rule_sets_with_their_facts() -> None:
    assert len(NAMES) == 10
    assert all(house(name).facts.questions for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_canonical_and_free_of_contradictions(name: str) -> None:
    found = house(name)
    assert statutes.write(found.statutes) == (FOLDER / f"{name}.rules.json").read_text(encoding="utf-8")
    assert facts.write(found.facts) == (FOLDER / f"{name}.facts.json").read_text(encoding="utf-8")
    assert contradictions.find(found.statutes) == []


@pytest.mark.parametrize(("name", "number"), list(cases()))
def test_a_case_comes_out_as_stated_with_its_sentence(name: str, number: int) -> None:
    found = house(name)
    question = found.facts.questions[number]
    answers = asking.ask(found, question)
    with override("de"):
        told = [(answer.outcome, reasons.sentence(answer)) for answer in answers]
    assert question.expect
    assert told == [(each.outcome, each.sentence) for each in question.expect]


# The cases as people stated them, each beside what the answer has to say. They keep the files honest.
STATED = [
    ("01-aachen-burtscheid", "voters", "no", "Eine Abstimmung gibt es nicht: hier wird nicht abgestimmt, möglich ist ein Meinungsbild"),
    ("01-aachen-burtscheid", "due", "yes", "die Amtszeit von Amina Albers endet am 12. Juni 2026"),
    ("01-aachen-burtscheid", "due", "yes", "die Amtszeit von Amina Albers ist am 12. Juni 2026 abgelaufen"),
    ("02-bremerhaven-mitte", "voters", "yes", "stimmberechtigt sind 9 von 12 Anwesenden"),
    ("02-bremerhaven-mitte", "quorate", "no", "nicht beschlussfähig, beraten werden kann trotzdem"),
    ("02-bremerhaven-mitte", "adopted", "no", "nur 13 Tage vorher öffentlich, nötig sind 14 Tage"),
    ("02-bremerhaven-mitte", "eligible", "no", "Milan Albers kann nicht gewählt werden"),
    ("03-hamburg-dulsberg", "may_vote", "yes", "heute ist die dritte Anwesenheit innerhalb von sechs Monaten (10. Januar, 7. Februar, 4. April)"),
    ("03-hamburg-dulsberg", "may_vote", "no", "gezählt sind: 7. Februar, 1. August"),
    ("03-hamburg-dulsberg", "may_vote", "no", "das Stimmrecht ist am 6. Dezember 2026 erloschen"),
    ("03-hamburg-dulsberg", "quorate", "yes", "gezählt sind 8 Stimmberechtigte, nötig sind 8"),
    ("04-hamburg-steilshoop", "voters", "yes", "stimmberechtigt sind 30 von 30"),
    ("04-hamburg-steilshoop", "voters", "yes", "stimmberechtigt sind 18 von 30"),
    ("05-hamburg-jenfeld", "due", "yes", "2026 gibt es 3 Treffen, nötig sind 5"),
    ("06-bremen-win-forum", "adopted", "yes", "24 dafür, niemand dagegen, Enthaltungen: 2"),
    ("06-bremen-win-forum", "adopted", "no", "der Einwand lautet: „Die Bühne nimmt den Kindern den Platz zum Spielen“"),
    ("07-braunschweig", "who_decides", "yes", "Bei 500 Euro gilt: Quartiersmanagement entscheidet, § 4 Absatz 1"),
    ("07-braunschweig", "who_decides", "yes", "Bei 500,01 Euro gilt: Quartiersmanagement entscheidet, auf Empfehlung von: Runder Tisch"),
    ("07-braunschweig", "who_decides", "yes", "Bei 5.000,01 Euro gilt: Stadtbezirksrat entscheidet, auf Empfehlung von: Runder Tisch"),
    ("08-aachen-stadtteilfonds", "formally_fine", "no", "der Eigenanteil ist 90 Euro, nötig sind 100 Euro (10 Prozent), es fehlen 10 Euro"),
    ("08-aachen-stadtteilfonds", "formally_fine", "yes", "der Eigenanteil ist 100 Euro"),
    ("08-aachen-stadtteilfonds", "may_vote", "no", "über den eigenen Antrag stimmt niemand ab"),
    ("09-hattingen-welper", "voters", "yes", "stimmberechtigt sind 7 von 11"),
    ("09-hattingen-welper", "may_vote", "no", "jeder Sitz hat nur eine Stimme"),
    ("09-hattingen-welper", "may_vote", "yes", "in Vertretung für den Sitz „Gesundheit“"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "question", "outcome", "words"), STATED)
def test_what_was_stated_is_among_the_answers(name: str, question: str, outcome: str, words: str) -> None:
    found = house(name)
    with override("de"):
        told = [
            reasons.sentence(answer)
            for each in found.facts.questions
            if each.ask == question
            for answer in asking.ask(found, each)
            if answer.outcome == outcome
        ]
    assert any(words in sentence for sentence in told), told
