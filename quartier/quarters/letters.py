"""Letters to people without an e-mail address, as data for the printed page."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.accounts.models import Instance
from quartier.quarters import consents
from quartier.quarters.actions.informing import Letter
from quartier.quarters.models import Quarter
from quartier.ui.pdf import qr_svg


def letter_sheet(quarter: Quarter, letters: list[Letter]) -> dict[str, Any]:
    """Return what `letters.typ` prints: one page each, the address where a window envelope has its window."""
    instance = Instance.load()
    return {
        "title": _("%(quarter)s: Briefe zum Verzeichnis") % {"quarter": quarter.name},
        "language": (get_language() or "de")[:2],
        "sender": " · ".join(part for part in (quarter.name, quarter.municipality, instance.contact_email) if part),
        "date": date_format(timezone.localdate(), "j. F Y"),
        "letters": [_letter(quarter, letter) for letter in letters],
    }


def _letter(quarter: Quarter, letter: Letter) -> dict[str, Any]:
    person, actor = letter.person, letter.person.actor
    return {
        "to": [actor.name, _full_name(letter), actor.street, actor.place],
        "subject": _("Sie stehen im Verzeichnis von %(quarter)s") % {"quarter": quarter.name},
        "greeting": _("Guten Tag %(name)s,") % {"name": person.name},
        "paragraphs": [
            _(
                "%(quarter)s führt ein Verzeichnis: wer hier was macht, und wie man sich erreicht. "
                "Sie stehen darin als Ansprechperson für %(actor)s."
            )
            % {"quarter": quarter.name, "actor": actor.name},
            _("Ohne Ihre Zustimmung sieht nur die Koordination Ihren Namen und Ihre Nummern."),
            _(
                "Mit dem Code rechts oder mit der Adresse darunter sehen Sie, was über Sie notiert ist. Dort "
                "entscheiden Sie, wer es sehen darf. Sie können es auch ändern oder löschen lassen. Ein Konto brauchen "
                "Sie nicht. Der Link gilt nur für Sie."
            ),
            str(consents.RIGHTS),
        ],
        "closing": [_("Mit freundlichen Grüßen"), _("Koordination %(quarter)s") % {"quarter": quarter.name}],
        "qr": qr_svg(letter.address),
        "qr_alt": _("QR-Code zu Ihrem Eintrag"),
        "address": letter.address,
    }


def _full_name(letter: Letter) -> str:
    return " ".join(part for part in (letter.person.title, letter.person.name) if part)
