"""Methods as data for printed pages: one method, a comparison, a poster."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from quartier.methods import labels
from quartier.methods.facts import duration, facts
from quartier.methods.models import Method, MethodText
from quartier.methods.scales import Summary
from quartier.ui import markdown
from quartier.ui.pdf import houses_svg, qr_svg

LARGE = 16  # points, for readers who need it
NORMAL = 10.5
SMALL = 9  # several columns


def method_sheet(method: Method, text: MethodText, summaries: dict[str, Summary], *, large: bool) -> dict[str, Any]:
    """Return what `method.typ` prints, all in the reader's language but the text's own words."""
    credit = [
        _("Text: %(who)s.") % {"who": method.authors} if method.authors else "",
        _("Lizenz: %(licence)s.") % {"licence": method.licence} if method.licence else "",
    ]
    return {
        **_frame(method.code, text.title, method.get_absolute_url()),
        "language": text.language,
        "summary": text.summary,
        "kind": str(labels.KINDS[method.kind]),
        "size": LARGE if large else NORMAL,
        "facts_title": _("Auf einen Blick"),
        "facts": [{"label": fact.label, "text": fact.text} for fact in facts(method) if fact.text],
        "sections": [
            {
                "title": str(name),
                "blocks": markdown.blocks(text.sections[key]),
                "before_phases": key == "implementation",
            }
            for key, name in labels.SECTIONS.items()
            if key in text.sections
        ],
        "phases_title": _("Ablauf"),
        "phases_head": [_("Schritt"), _("Was passiert"), _("Ergebnis")],
        "phases": [_phase(phase) for phase in text.phases],
        "scales_title": _("Was Anwenderinnen und Anwender sagen"),
        "scales_head": [_("Skala"), "1", _("Mitte der Antworten"), "5"],
        "scales": [_scale(summaries[scale], *words) for scale, words in labels.SCALES.items()],
        "credits": " ".join(part for part in credit if part),
    }


def comparison_sheet(
    codes: list[str], titles: list[str], rows: list[tuple[str, list[str]]], path: str, *, large: bool
) -> dict[str, Any]:
    """Return what `comparison.typ` prints: rows of (what, one cell of Markdown per method)."""
    return {
        **_frame("-".join(codes), _("Methoden im Vergleich"), path, houses=3 if len(codes) < 3 else 5),
        "language": (get_language() or "de")[:2],
        "size": LARGE - 2 if large else SMALL,
        "corner": _("Worum es geht"),
        "heads": titles,
        "rows": [{"name": name, "cells": [markdown.blocks(cell) for cell in cells]} for name, cells in rows],
        "unknown": _("nicht bekannt"),
    }


def poster_sheet(method: Method, text: MethodText, summary: str) -> dict[str, Any]:
    """Return what `poster.typ` prints; the sentence may be the one in plain language."""
    return {
        **_frame(method.code, text.title, method.get_absolute_url(), houses=1),
        "language": text.language,
        "summary": summary,
        "invitation": _("Machen Sie mit!"),
        "blanks": [_("Wann?"), _("Wo?"), _("Wer lädt ein? Fragen an:")],
        "more": _("Mehr dazu im Internet"),
    }


def _frame(code: str, title: str, path: str, houses: int = 3) -> dict[str, Any]:
    """Return what every printed page has: title, houses, and its address in words and as QR code."""
    address = settings.BASE_URL + path
    words = address.partition("://")[2].partition("?")[0]
    return {
        "title": title,
        "houses": houses_svg(code, rows=houses),
        "footer": words,
        "qr": qr_svg(address),
        "qr_alt": _("QR-Code zu dieser Seite im Internet: %(address)s") % {"address": words},
        "qr_words": words,
    }


def _scale(summary: Summary, name: Any, left: Any, right: Any) -> dict[str, Any]:
    return {
        "name": str(name), "left": str(left), "right": str(right), "median": summary.median, "said": _median(summary),
    }  # fmt: skip


def _median(summary: Summary) -> str:
    if summary.median is None:
        return _("noch nicht bewertet")
    words = ngettext("%(median)s von 5 (%(n)s Bewertung)", "%(median)s von 5 (%(n)s Bewertungen)", summary.n)
    return words % {"median": f"{summary.median:g}", "n": summary.n}


def _phase(phase: dict[str, Any]) -> dict[str, Any]:
    minutes = duration(phase["minutes"]) if phase.get("minutes") else ""
    return {
        "title": phase["title"],
        "time": " · ".join(part for part in (minutes, phase.get("when", "")) if part),
        "activities": phase.get("activities", []),
        "output": phase.get("output", ""),
    }
