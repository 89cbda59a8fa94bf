"""The key facts of a method in words, for its page, for comparisons and for print."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from quartier.methods import labels
from quartier.methods.models import Method

HOUR = 60
DAY = 8 * HOUR


@dataclass(frozen=True)
class Fact:
    """One fact: what it is about, and the words; `text` is empty when it is unknown."""

    key: str
    label: str
    text: str


def facts(method: Method) -> list[Fact]:
    """Return all facts in the order of the page, unknown ones with empty text. Reads no other table."""
    names = _names(get_language() or "de")
    return [Fact(key, label, text) for (key, label), text in zip(names, _texts(method), strict=True)]


@cache
def _names(language: str) -> list[tuple[str, str]]:
    """Return (key, label) of the facts in order; the language must be the active one."""
    return [
        ("people", _("Personen")),
        ("event_minutes", _("Dauer einer Veranstaltung")),
        ("process_weeks", _("Dauer im Ganzen")),
        ("lead_weeks", _("Vorlauf")),
        ("staff_hours", _("Arbeitszeit der Organisation")),
        ("cost_eur", _("Kosten ohne Löhne")),
        ("level", _("Grad der Beteiligung")),
        ("setting", _("Ort")),
        ("conflict", _("Bei Konflikten")),
        ("facilitation", _("Moderation")),
        ("recruitment", _("Wie Menschen dazukommen")),
        ("aims", _("Ziele")),
        ("users", _("Wer es anwendet")),
        ("target_groups", _("Für wen")),
        ("action_fields", _("Handlungsfelder")),
    ]


def _texts(m: Method) -> list[str]:
    return [
        _span(m.people_min, m.people_max, _number),
        _span(m.event_minutes_min, m.event_minutes_max, duration),
        _span(m.process_weeks_min, m.process_weeks_max, weeks),
        "" if m.lead_weeks is None else weeks(m.lead_weeks),
        _span(m.staff_hours_min, m.staff_hours_max, hours),
        _span(m.cost_eur_min, m.cost_eur_max, euros),
        _one(m.level, labels.LEVELS),
        _one(m.setting, labels.SETTINGS),
        _one(m.conflict, labels.CONFLICT),
        _one(m.facilitation, labels.FACILITATION),
        _many(m.recruitment, labels.RECRUITMENT),
        _many(m.aims, labels.AIMS),
        _many(m.users, labels.USERS),
        _many(m.target_groups, labels.TARGET_GROUPS),
        _many(m.action_fields, labels.ACTION_FIELDS),
    ]


def brief(people_min: int | None, people_max: int | None, hours_min: int | None, cost_min: int | None) -> str:
    """Return what people ask first, in one line: "12 bis 200 Personen · ab 25 Stunden · ab 150 €"."""
    parts = []
    if people := _span(people_min, people_max, _number):
        parts.append(_("%(people)s Personen") % {"people": people})
    parts += [_("ab %(least)s") % {"least": words(n)} for n, words in ((hours_min, hours), (cost_min, euros)) if n]
    return " · ".join(parts)


def duration(minutes: int) -> str:
    """Return minutes as "90 Minuten", "3 Stunden" or "2 Tage" (a day of an event has 8 hours)."""
    if minutes >= DAY and minutes % DAY == 0:
        days = minutes // DAY
        return ngettext("%(number)s Tag", "%(number)s Tage", days) % {"number": _number(days)}
    if minutes >= 2 * HOUR and minutes % HOUR == 0:
        return hours(minutes // HOUR)
    return ngettext("%(number)s Minute", "%(number)s Minuten", minutes) % {"number": _number(minutes)}


def weeks(number: int) -> str:
    """Return "1 Woche" or "8 Wochen"."""
    return ngettext("%(number)s Woche", "%(number)s Wochen", number) % {"number": _number(number)}


def hours(number: int) -> str:
    """Return "1 Stunde" or "30 Stunden"."""
    return ngettext("%(number)s Stunde", "%(number)s Stunden", number) % {"number": _number(number)}


def euros(number: int) -> str:
    """Return "1.500 €"."""
    return _("%(number)s €") % {"number": _number(number)}


def _number(number: int) -> str:
    return number_format(number, force_grouping=True)


def _span(low: int | None, high: int | None, words: Callable[[int], str]) -> str:
    if low is None or high is None:
        return ""
    if low == high:
        return words(low)
    least, most = words(low), words(high)
    if least.partition(" ")[2] == most.partition(" ")[2]:
        least = least.partition(" ")[0]  # "12 bis 40 Wochen": the unit stands once
    return _("%(low)s bis %(high)s") % {"low": least, "high": most}


def _one(code: str, words: Mapping[str, str | Promise]) -> str:
    return str(words[code]) if code else ""


def _many(codes: list[str], words: Mapping[str, str | Promise]) -> str:
    return ", ".join(str(words[code]) for code in codes)
