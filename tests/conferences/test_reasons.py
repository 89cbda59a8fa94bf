"""Every reason has words, no words are left over, and money, dates and rules read well."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils.translation import override

from quartier.conferences import governance, reason_words, reasons
from quartier.conferences.governance.answers import Answer, Reason

SOURCES = [ast.parse(path.read_text(encoding="utf-8")) for path in Path(governance.__file__).parent.glob("*.py")]
CALLS = {
    "Reason": reason_words.REASONS,
    "_found": reason_words.CONTRADICTIONS,
    "UnreadableError": reason_words.PROBLEMS,
}
PLACE = {"Reason": 0, "_found": 0, "UnreadableError": 1}


def texts(node: ast.AST) -> Iterator[str]:
    """Yield the texts of an expression; what stands between braces in an f-string becomes a star."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)
    elif isinstance(node, ast.Subscript):
        yield from texts(node.value)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from texts(value)


def made(call: str) -> set[str]:
    """Return the codes that the sources give to a call, by themselves or through a name `code` or `codes`."""
    found: set[str] = set()
    for tree in SOURCES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == call and len(node.args) > PLACE[call]:
                found |= set(texts(node.args[PLACE[call]]))
            if (
                call == "Reason"
                and isinstance(node, ast.Assign)
                and getattr(node.targets[0], "id", "") in {"code", "codes"}
            ):
                found |= set(texts(node.value))
    return found


def fits(pattern: str, codes: set[str]) -> set[str]:
    return {code for code in codes if re.fullmatch(re.escape(pattern).replace(r"\*", r"\w+"), code)}


@pytest.mark.parametrize("call", CALLS)
def test_every_code_has_words_and_no_words_are_left_over(call: str) -> None:
    codes, worded = made(call), set(CALLS[call])
    assert codes
    assert not [code for code in codes if not fits(code, worded)]
    assert not worded - set().union(*(fits(code, worded) for code in codes))


def test_every_question_has_a_lead_for_each_of_its_outcomes() -> None:
    asked = {node for tree in SOURCES for node in ast.walk(tree) if isinstance(node, ast.Call)}
    questions = {text for call in asked if getattr(call.func, "id", "") == "Answer" for text in texts(call.args[0])}
    assert questions == {question for question, _outcome in reason_words.LEADS}


def test_a_sentence_reads_well_in_both_languages() -> None:
    facts = {"needed": 3, "months": 6, "meetings": None, "dates": [dt.date(2026, 1, 10), dt.date(2026, 4, 4)]}
    answer = Answer("may_vote", "yes", (Reason("earned_today", "§ 3.2", facts),), {"name": "Anna Muster"})
    with override("de"):
        assert reasons.sentence(answer) == (
            "Anna Muster darf heute abstimmen: heute ist die dritte Anwesenheit innerhalb von sechs Monaten "
            "(10. Januar, 4. April), § 3 Absatz 2."
        )
    with override("en"):
        assert reasons.sentence(answer) == (
            "Anna Muster may vote today: today is the third presence within six months "
            "(10 January, 4 April), § 3 paragraph 2."
        )


@pytest.mark.parametrize(
    ("number", "words"), [("§ 3.2", "§ 3 Absatz 2"), ("§ 4", "§ 4"), ("Nr. 7", "Nr. 7"), ("§ 3a.2", "§ 3a Absatz 2")]
)
def test_the_number_of_a_rule_is_read_aloud(number: str, words: str) -> None:
    with override("de"):
        assert reasons.rule(number) == words


@pytest.mark.parametrize(
    ("share", "words"), [(Fraction(2, 3), "zwei Drittel"), (Fraction(3, 5), "60 Prozent"), (Fraction(3, 7), "3/7")]
)
def test_shares_are_words_where_there_are_some(share: Fraction, words: str) -> None:
    facts = {"yes": 5, "share": share, "of": "cast"}
    with override("de"):
        assert words in reasons.clause(Reason("share_reached", "", facts))


def test_dates_of_two_years_name_the_year() -> None:
    facts = {"dates": [dt.date(2025, 12, 1), dt.date(2026, 1, 10)]}
    with override("de"):
        assert "1. Dezember 2025, 10. Januar 2026" in reasons.clause(Reason("attendance_unknown", "", facts))
