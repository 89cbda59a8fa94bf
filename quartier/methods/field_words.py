"""The fields of a document in words, for people who compare, merge and restore."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.facts import duration, euros, hours, weeks
from quartier.methods.leaves import Path
from quartier.methods.merging import ENTRIES, SETS

NAMES: dict[str, str | Promise] = {
    "kind": _lazy("Art"),
    "completeness": _lazy("Stand des Textes"),
    "level": _lazy("Grad der Beteiligung"),
    "setting": _lazy("Ort"),
    "conflict": _lazy("Bei Konflikten"),
    "facilitation": _lazy("Moderation"),
    "people": _lazy("Personen"),
    "event_minutes": _lazy("Dauer einer Veranstaltung"),
    "process_weeks": _lazy("Dauer im Ganzen"),
    "lead_weeks": _lazy("Vorlauf"),
    "staff_hours": _lazy("Arbeitszeit der Organisation"),
    "cost_eur": _lazy("Kosten ohne Löhne"),
    "recruitment": _lazy("Wie Menschen dazukommen"),
    "aims": _lazy("Ziele"),
    "users": _lazy("Wer es anwendet"),
    "target_groups": _lazy("Für wen"),
    "action_fields": _lazy("Handlungsfelder"),
    "related": _lazy("Passende Methoden"),
    "authors": _lazy("Wer den Text geschrieben hat"),
    "licence": _lazy("Lizenz"),
    "review_on": _lazy("Wieder prüfen bis"),
    "sources": _lazy("Quellen"),
    "links": _lazy("Links"),
    "projects": _lazy("Projekte"),
    "title": _lazy("Titel"),
    "summary": _lazy("Kurz gesagt"),
    "phases": _lazy("Ablauf"),
    "checked_by": _lazy("Geprüft von"),
    "checked_on": _lazy("Geprüft am"),
}
_UNITS: dict[str, Callable[[int], str]] = {
    "people": lambda number: number_format(number, force_grouping=True),
    "event_minutes": duration,
    "process_weeks": weeks,
    "lead_weeks": weeks,
    "staff_hours": hours,
    "cost_eur": euros,
}


def text_name(key: str) -> str:
    """Return what a text is called: "Deutsch", "Deutsch, Einfache Sprache"."""
    language, _sign, variant = key.partition("_")
    name = str(get_language_info(language)["name_translated"]) if language in LANG_INFO else language
    return _("%(language)s, Einfache Sprache") % {"language": name} if variant == v.PLAIN else name


def field_name(path: Path) -> str:
    """Return what a field is called, with the text it belongs to: "Kosten ohne Löhne", "Zielsetzung (Deutsch)"."""
    if path[0] == "estimate":
        return _("Einschätzung der Redaktion: %(scale)s") % {"scale": labels.SCALES[path[1]][0]}
    if path[0] != "texts":
        return str(NAMES.get(path[0], path[0]))
    if len(path) == 2:
        return _("Der ganze Text: %(text)s") % {"text": text_name(path[1])}
    name = labels.SECTIONS[path[3]] if path[2] == "sections" else NAMES[path[2]]
    return _("%(field)s (%(text)s)") % {"text": text_name(path[1]), "field": name}


def items(path: Path, value: Any) -> list[str]:
    """Return the entries of a list field in words; an empty list where there are none."""
    if path[0] in labels.CHOICES:
        return [str(labels.CHOICES[path[0]].get(code, code)) for code in value or []]
    if path[0] in {"sources", "links", "projects"}:
        return [_entry(entry) for entry in value or []]
    return [str(entry) for entry in value or []]


def entries(path: Path, value: Any) -> list[str]:
    """Return what a field says, as the entries of a list or as the one text that it holds; nothing where it is empty."""
    if path[0] in SETS | ENTRIES:
        return items(path, value)
    words = value_words(path, value)
    return [words] if words else []


def value_words(path: Path, value: Any) -> str:
    """Return the value of a field in words; empty for a field that is empty or missing."""
    key = path[-1]
    if value is None:
        return ""
    if path[0] == "estimate":
        _name, left, right = labels.SCALES[path[1]]
        return _("%(step)s von 5 (1: %(left)s, 5: %(right)s)") % {"step": value, "left": left, "right": right}
    if path[0] == "texts" and len(path) == 2:
        return "\n".join(text for text in (value["title"], value.get("summary", "")) if text)
    if key == "phases":
        return "\n\n".join(_phase(phase) for phase in value)
    if key in _UNITS:
        return _amount(value, _UNITS[key])
    if key in {"review_on", "checked_on"}:
        return date_format(dt.date.fromisoformat(value), "j. F Y")
    if isinstance(value, list):
        return "\n".join(items(path, value))
    return str(labels.CHOICES[key].get(value, value)) if key in labels.CHOICES and len(path) == 1 else str(value)


def _amount(value: Any, words: Callable[[int], str]) -> str:
    if isinstance(value, int):
        return words(value)
    low, high = value
    return words(low) if low == high else _("%(low)s bis %(high)s") % {"low": words(low), "high": words(high)}


def _entry(entry: Mapping[str, str]) -> str:
    return ", ".join(entry[field] for field in ("title", "place", "url", "note") if entry.get(field))


def _phase(phase: Mapping[str, Any]) -> str:
    minutes = phase.get("minutes", 0)
    spoken = ngettext("%(number)s Minute", "%(number)s Minuten", minutes) % {"number": minutes} if minutes else ""
    head = " · ".join(part for part in (phase["title"], spoken, phase.get("when", "")) if part)
    lines = [head, *[f"- {activity}" for activity in phase.get("activities", [])]]
    if phase.get("output"):
        lines.append(_("Ergebnis: %(output)s") % {"output": phase["output"]})
    return "\n".join(lines)
