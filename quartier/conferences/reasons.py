"""What the house rules answer, as sentences that a chair can read aloud."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.conferences import reason_words as words
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
    found["span"] = _span(facts)
    if "of" in facts:
        found["of"] = words.BASES[facts["of"]]
    if "share" in facts and facts["share"] is None:
        found["share"] = _("mehr als die Hälfte")
    if isinstance(facts.get("needed"), int):
        found["nth"] = _nth(facts["needed"])
    return found


def _value(name: str, value: Any) -> Any:
    if isinstance(value, dt.date):
        return date_format(value, _("j. F Y"))
    if isinstance(value, Fraction):
        return _share(value)
    if name == "cents" or name.endswith("_cents"):
        return _money(value or 0)
    if name in {"days", "needed_days"}:
        return ngettext("%(count)s Tag", "%(count)s Tage", value) % {"count": value}
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
    return str(get_text_list([str(words.VALUES.get(each, each)) for each in values], _("und")))


def _money(cents: int) -> str:
    return _("%(euros)s Euro") % {"euros": number_format(Decimal(cents) / 100, 2, force_grouping=True)}


def _share(value: Fraction) -> str:
    if value in words.SHARES:
        return str(words.SHARES[value])
    percent = value * 100
    return _("%(percent)s Prozent") % {"percent": percent.numerator} if percent.denominator == 1 else str(value)


def _count(number: int) -> str:
    """Return a small number as a word, after "von"."""
    known = _("einem zwei drei vier fünf sechs sieben acht neun zehn elf zwölf").split()
    return known[number - 1] if 1 <= number <= len(known) else str(number)


def _nth(number: int) -> str:
    known = _("erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte").split()
    return known[number - 1] if 1 <= number <= len(known) else _("%(number)s.") % {"number": number}


def _span(facts: Mapping[str, Any]) -> str:
    parts = []
    if isinstance(months := facts.get("months"), int):
        text = ngettext("innerhalb von %(count)s Monat", "innerhalb von %(count)s Monaten", months)
        parts.append(text % {"count": _count(months)})
    if isinstance(meetings := facts.get("meetings"), int):
        parts.append(_("unter den letzten %(count)s Treffen") % {"count": meetings})
    return " ".join(parts)
