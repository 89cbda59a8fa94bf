"""A concept as data for a printed page."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.conferences import labels
from quartier.conferences.models import Conference
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
