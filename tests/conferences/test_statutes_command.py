"""`quartier statutes evaluate`: the same answers as on the pages, and one plain sentence for a mistake."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "guides" / "statutes"
RULES = EXAMPLES / "03-hamburg-dulsberg.rules.json"
FACTS = EXAMPLES / "03-hamburg-dulsberg.facts.json"


def evaluate(rules: Path, facts: Path, *more: str) -> dict[str, list[dict[str, object]]]:
    out = StringIO()
    call_command("statutes", "evaluate", str(rules), str(facts), *more, stdout=out)
    found: dict[str, list[dict[str, object]]] = json.loads(out.getvalue())
    return found


def test_answers_carry_outcome_sentence_rules_and_facts() -> None:
    found = evaluate(RULES, FACTS)
    assert found["contradictions"] == []
    assert all(answer["as_expected"] for answer in found["answers"])
    second = found["answers"][1]
    assert second["outcome"] == "yes"
    assert second["rules"] == ["§ 3.2"]
    assert second["reasons"][0]["facts"]["dates"] == ["2026-01-10", "2026-02-07", "2026-04-04"]  # type: ignore[index]


def test_answers_come_in_english_and_say_what_was_not_expected() -> None:
    found = evaluate(RULES, FACTS, "--lang", "en")
    assert str(found["answers"][1]["sentence"]).startswith("Anna Muster may vote today")
    assert found["answers"][1]["as_expected"] is False


def test_without_questions_everything_is_asked(tmp_path: Path) -> None:
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    del facts["questions"]
    (tmp_path / "facts.json").write_text(json.dumps({**facts, "today": "2027-12-31"}), encoding="utf-8")
    asked = {answer["question"]["ask"] for answer in evaluate(RULES, tmp_path / "facts.json")["answers"]}  # type: ignore[index]
    assert asked == {"notice", "quorate", "voters", "may_vote", "adopted", "conditions", "due"}


def test_contradictions_are_told_with_both_rules(tmp_path: Path) -> None:
    rules = {"format": "quartier-statutes/1", "name": "Runde", "votes": [{"how": "seat", "number": "§ 3.1"}]}
    (tmp_path / "rules.json").write_text(json.dumps(rules), encoding="utf-8")
    (tmp_path / "facts.json").write_text('{"format": "quartier-facts/1"}', encoding="utf-8")
    (found,) = evaluate(tmp_path / "rules.json", tmp_path / "facts.json")["contradictions"]
    assert found["rules"] == ["votes[0]", "seats"]
    assert (
        found["sentence"] == "§ 3 Absatz 1 (votes[0]) passt nicht zu seats: Sitze sollen abstimmen, und es gibt keine."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "Das ist kein lesbares JSON."),
        (b"\xff\xfe\xff", "Die Datei ist nicht in UTF-8 geschrieben."),
        (b'{"format": "quartier-facts/1", "person": []}', "person: Dieses Feld gibt es hier nicht."),
        (b'{"format": "quartier-facts/1", "today": "2026-02-30"}', "today: Erwartet wird ein Datum wie 2026-11-30."),
        (
            b'{"format": "quartier-facts/1", "questions": [{"ask": "quorate"}]}',
            "questions[0].meeting: Dieses Feld fehlt.",
        ),
        (
            b'{"format": "quartier-facts/1", "mandates": [{"person": "x", "of": "trade"}]}',
            "mandates[0].person: \xe2\x80\x9ex\xe2\x80\x9c ist nirgends beschrieben.".encode("latin-1").decode(),
        ),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place_and_exit_code_2(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    (tmp_path / "facts.json").write_bytes(content)
    with pytest.raises(CommandError) as caught:
        evaluate(RULES, tmp_path / "facts.json")
    assert caught.value.returncode == 2
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as caught:
        evaluate(RULES, tmp_path / "none.json")
    assert caught.value.returncode == 2
