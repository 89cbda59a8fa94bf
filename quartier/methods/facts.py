"""The key facts of a method in words, for its page, for comparisons and for print."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    return [Fact(key, label, text) for key, label, text in _rows(method)]


def _rows(m: Method) -> list[tuple[str, str, str]]:
    return [
        ("people", _("Personen"), _span(m.people_min, m.people_max, _number)),
        ("event_minutes", _("Dauer einer Veranstaltung"), _span(m.event_minutes_min, m.event_minutes_max, duration)),
        ("process_weeks", _("Dauer im Ganzen"), _span(m.process_weeks_min, m.process_weeks_max, weeks)),
        ("lead_weeks", _("Vorlauf"), "" if m.lead_weeks is None else weeks(m.lead_weeks)),
        ("staff_hours", _("Arbeitszeit der Organisation"), _span(m.staff_hours_min, m.staff_hours_max, hours)),
        ("cost_eur", _("Kosten ohne Löhne"), _span(m.cost_eur_min, m.cost_eur_max, euros)),
        ("level", _("Grad der Beteiligung"), _one(m.level, labels.LEVELS)),
        ("setting", _("Ort"), _one(m.setting, labels.SETTINGS)),
        ("conflict", _("Bei Konflikten"), _one(m.conflict, labels.CONFLICT)),
        ("facilitation", _("Moderation"), _one(m.facilitation, labels.FACILITATION)),
        ("recruitment", _("Wie Menschen dazukommen"), _many(m.recruitment, labels.RECRUITMENT)),
        ("aims", _("Ziele"), _many(m.aims, labels.AIMS)),
        ("users", _("Wer es anwendet"), _many(m.users, labels.USERS)),
        ("target_groups", _("Für wen"), _many(m.target_groups, labels.TARGET_GROUPS)),
        ("action_fields", _("Handlungsfelder"), _many(m.action_fields, labels.ACTION_FIELDS)),
    ]


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
