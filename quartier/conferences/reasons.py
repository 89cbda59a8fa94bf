"""What the house rules answer, as sentences that a chair can read aloud."""

import datetime as dt
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quartier.conferences import reason_words as words
from quartier.conferences import spoken
from quartier.conferences.governance.answers import Answer, Reason
from quartier.conferences.governance.contradictions import Contradiction
from quartier.conferences.governance.records import UnreadableError

_PARAGRAPH = re.compile(r"§ ?(\d+\w?)\.(\d+\w?)")


def sentence(answer: Answer) -> str:
    """Return an answer as one sentence, in the language of the page: what holds, why, and by which rule."""
    lead = words.LEADS[answer.question, answer.outcome] % _worded(answer.facts)
    return _joined(f"{lead}: {'; '.join(clause(reason) for reason in answer.reasons)}.")


def clause(reason: Reason) -> str:
    """Return one reason with its rule, without a full stop."""
    said = words.REASONS[reason.code] % _worded(reason.facts)
    return _joined(f"{said}, {rule(reason.number)}" if reason.number else said)


def rule(number: str) -> str:
    """Return the number of a rule as people say it: § 3.2 becomes § 3 Absatz 2."""
    found = _PARAGRAPH.fullmatch(number)
    if not found:
        return number
    return _("§ %(section)s Absatz %(paragraph)s") % {"section": found[1], "paragraph": found[2]}


def contradiction(found: Contradiction) -> str:
    """Return a contradiction as one sentence that names both rules."""
    both = {"first": _place(found.first.path, found.first.number)}
    both["second"] = _place(found.second.path, found.second.number)
    lead = (
        _("%(first)s widerspricht sich selbst")
        if found.first == found.second
        else _("%(first)s passt nicht zu %(second)s")
    ) % both
    return _joined(f"{lead}: {words.CONTRADICTIONS[found.code] % _worded(found.facts)}.")


def clash(found: Contradiction) -> str:
    """Return why two rules cannot both be kept, as a sentence to stand beside them."""
    said = _joined(str(words.CONTRADICTIONS[found.code]) % _worded(found.facts))
    return f"{said[0].upper()}{said[1:]}."


def _place(path: str, number: str) -> str:
    return f"{rule(number)} ({path})" if number else path


def problem(error: UnreadableError) -> str:
    """Return why a document cannot be read, with the place, as one sentence."""
    said = words.PROBLEMS[error.code] % _worded(error.details)
    return f"{error.path}: {said}" if error.path else str(said)


def _joined(text: str) -> str:
    return " ".join(text.split())


def _worded(facts: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: _value(name, value) for name, value in facts.items()}
    within = [facts.get(name) for name in ("months", "meetings")]  # meetings may also be a list of them
    found["span"] = spoken.span(*(value if isinstance(value, int) else None for value in within))
    if "of" in facts:
        found["of"] = words.BASES[facts["of"]]
    if "share" in facts and facts["share"] is None:
        found["share"] = _("mehr als die Hälfte")
    if isinstance(facts.get("needed"), int):
        found["nth"] = spoken.nth(facts["needed"])
    return found


def _value(name: str, value: Any) -> Any:
    if isinstance(value, dt.date):
        return date_format(value, _("j. F Y"))
    if isinstance(value, Fraction):
        return spoken.share(value)
    if name == "cents" or name.endswith("_cents"):
        return spoken.money(value or 0)
    if name in {"days", "needed_days"}:
        return spoken.days(value)
    if name == "objections":
        return " / ".join(str(each).rstrip(".") for each in value)
    if isinstance(value, list):
        return _list(value)
    return value


def _list(values: list[Any]) -> str:
    if not values:
        return _("keine")
    if all(isinstance(each, dt.date) for each in values):
        form = _("j. F") if len({each.year for each in values}) == 1 else _("j. F Y")
        return ", ".join(date_format(each, form) for each in values)
    return spoken.all_of(words.VALUES.get(each, each) for each in values)
