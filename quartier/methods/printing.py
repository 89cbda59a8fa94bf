"""A method as data for its printed page."""

import io
from typing import Any

import segno
from django.conf import settings
from django.utils.translation import gettext as _

from quartier.methods import labels
from quartier.methods.facts import facts
from quartier.methods.models import Method, MethodText
from quartier.methods.scales import Summary
from quartier.ui import markdown

LARGE = 16  # points, for readers who need it
NORMAL = 11


def qr_svg(address: str) -> str:
    """Return a QR code of an address as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, svgclass=None, lineclass=None, scale=4)
    return out.getvalue().decode()


def method_sheet(method: Method, text: MethodText, summaries: dict[str, Summary], *, large: bool) -> dict[str, Any]:
    """Return what `method.typ` prints, all in the reader's language but the text's own words."""
    address = settings.BASE_URL + method.get_absolute_url()
    return {
        "title": text.title,
        "language": text.language,
        "summary": text.summary,
        "size": LARGE if large else NORMAL,
        "footer": address,
        "qr": qr_svg(address),
        "qr_alt": _("QR-Code zur Seite der Methode im Internet"),
        "facts_title": _("Auf einen Blick"),
        "facts": [{"label": fact.label, "text": fact.text} for fact in facts(method) if fact.text],
        "sections": [
            {"title": str(name), "blocks": markdown.blocks(text.sections[key])}
            for key, name in labels.SECTIONS.items()
            if key in text.sections
        ],
        "phases_title": _("Ablauf"),
        "phases": [_phase(phase) for phase in text.phases],
        "scales_title": _("Was Anwenderinnen und Anwender sagen"),
        "scales_head": [_("Skala"), "1", _("Mitte der Antworten"), "5"],
        "scales": [
            [str(name), str(left), _median(summaries[scale]), str(right)]
            for scale, (name, left, right) in labels.SCALES.items()
        ],
    }


def _median(summary: Summary) -> str:
    if summary.median is None:
        return _("noch nicht bewertet")
    return _("%(median)s von 5 (%(n)s Bewertungen)") % {"median": f"{summary.median:g}", "n": summary.n}


def _phase(phase: dict[str, Any]) -> dict[str, Any]:
    minutes = _("%(minutes)s Minuten") % {"minutes": phase["minutes"]} if phase.get("minutes") else ""
    output = phase.get("output", "")
    return {
        "title": phase["title"],
        "time": " · ".join(part for part in (minutes, phase.get("when", "")) if part),
        "activities": phase.get("activities", []),
        "output": _("Ergebnis: %(output)s") % {"output": output} if output else "",
    }
