"""A concept and house rules as data for a printed page."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.conferences import labels
from quartier.conferences import paragraphs as reading
from quartier.conferences.models import Conference, StatutesVersion
from quartier.ui import markdown
from quartier.ui.pdf import houses_svg

SIZE = 11  # points


def concept_sheet(conference: Conference) -> dict[str, Any]:
    """Return what `concept.typ` prints: the sections that have a text, under their names."""
    texts = {version.section: version.text for version in conference.concept.newest()}
    return {
        "title": _("Konzept: %(name)s") % {"name": conference.name},
        "language": (get_language() or "de")[:2],
        "houses": houses_svg(conference.quarter.code, rows=3),
        "footer": f"{conference.name} · {conference.quarter.name}",
        "size": SIZE,
        "aim": conference.aim,
        "sections": [
            {"title": str(guide[0]), "blocks": markdown.blocks(texts[code])}
            for code, guide in labels.CONCEPT.items()
            if texts.get(code)
        ],
    }


def statutes_sheet(version: StatutesVersion) -> dict[str, Any]:
    """Return what `statutes.typ` prints: the paragraphs with their numbered sentences, and from when they hold."""
    conference = version.conference
    day = date_format(version.holds_from, _("j. F Y")) if version.holds_from else ""
    state = _("Gilt ab %(day)s.") % {"day": day} if day else _("Entwurf, noch nicht beschlossen.")
    return {
        "title": _("Geschäftsordnung"),
        "body": conference.name,
        "language": (get_language() or "de")[:2],
        "houses": houses_svg(conference.quarter.code, rows=3),
        "footer": f"{conference.name} · {_('Fassung %(number)s') % {'number': version.number}}",
        "size": SIZE,
        "state": f"{state} {version.decided}".strip(),
        "sections": [
            {
                "title": f"§ {place} {paragraph.title}",
                "lines": [
                    {"number": f"({line.number.rpartition('.')[2]})", "text": line.text} for line in paragraph.lines
                ],
            }
            for place, paragraph in enumerate(reading.paragraphs(version.content), 1)
        ],
        "signature": _("Ort, Datum, Unterschrift"),
    }
