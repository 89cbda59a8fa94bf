"""What a conference stores about people."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.accounts.holdings import CLOSED, CODE
from quartier.accounts.personal import FreeText, NotPersonal, Processing, register
from quartier.conferences.models import Block, ConceptComment, ConceptVersion, Conference, StatutesVersion, WorkingGroup
from quartier.quarters.roles import coordinated_by


def _mine(model: Any, path: str = "conference__quarter") -> Any:
    """Return the rows of the quarters that somebody coordinates."""
    return lambda user: model.objects.filter(**{f"{path}__in": coordinated_by(user)})


def _concept(row: Any) -> str:
    return reverse("concept", args=[row.conference.quarter.code, row.conference.code])


def _site(row: Any) -> str:
    return str(row.conference.get_absolute_url())


def _version(row: Any) -> str:
    return str(row.get_absolute_url())


ABOUT = FreeText(_("Über eine Stadtteilkonferenz"), _mine(Conference, "quarter"))
BLOCK = FreeText(_("Seite einer Stadtteilkonferenz"), _mine(Block), _site)
CONCEPT = FreeText(_("Konzept einer Stadtteilkonferenz"), _mine(ConceptVersion), _concept)
COMMENT = FreeText(_("Kommentar zum Konzept"), _mine(ConceptComment), _concept)
STATUTES = FreeText(_("Hausregeln einer Stadtteilkonferenz"), _mine(StatutesVersion), _version)
GROUP = FreeText(_("Arbeitsgruppe"), _mine(WorkingGroup), _site)
MAILBOX = Processing(
    code="conference-mailbox",
    name=_("Postfach einer Stadtteilkonferenz"),
    whose=_("wer Nachrichten an die Konferenz bekommt"),
    data=_("eine E-Mail-Adresse"),
    purpose=_("Nachrichten zustellen, ohne die Adresse zu zeigen"),
    basis=_("berechtigtes Interesse (Art. 6 Abs. 1 f DSGVO)"),
    deleted=_("wenn jemand eine andere einträgt, und mit der Konferenz"),
    by=("quartier.conferences.actions.founding.change_conference",),
)
TITLE = NotPersonal(_("Name einer Stadtteilkonferenz"))


def declare() -> None:
    """Register the fields."""
    register(
        "conferences.Conference",
        (ABOUT, "aim occasion city_contact"),
        (MAILBOX, "email"),
        (TITLE, "name"),
        (CLOSED, "founded_by state"),
        (CODE, "code"),
    )
    register("conferences.Block", (BLOCK, "title text"))
    register("conferences.ConceptVersion", (CONCEPT, "text"), (CLOSED, "section"))
    register("conferences.ConceptComment", (COMMENT, "text"), (CLOSED, "section"), (CODE, "code"))
    register("conferences.StatutesVersion", (STATUTES, "rules decided"), (CLOSED, "state"))
    register("conferences.WorkingGroup", (GROUP, "name aim"), (CODE, "code"))
    register("conferences.Mandate", (CLOSED, "role way"), (CODE, "code"))
