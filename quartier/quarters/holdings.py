"""What a quarter stores about people."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.accounts.holdings import CLOSED, CODE, IN_PLACE, INTEREST
from quartier.accounts.personal import FreeText, NotPersonal, Processing, register
from quartier.quarters.models import (
    Activity,
    Actor,
    Approach,
    Figure,
    Good,
    Introduction,
    ListImport,
    Quarter,
    QuarterPlan,
    Tie,
    Venue,
    VenuePhoto,
)
from quartier.quarters.roles import coordinated_by

_ERASE = "quartier.quarters.actions.erasing.erase_person"
_RETAIN = "quartier.quarters.actions.retaining.retain"

PEOPLE = Processing(
    code="people",
    name=_("Ansprechpersonen"),
    whose=_("Menschen, über die eine Einrichtung zu erreichen ist"),
    data=_(
        "Name, Titel, Aufgabe, E-Mail, Telefon, Sprache, Ende der Aufgabe, Notiz, eigene Anliegen, wann nachgefragt wurde"
    ),
    purpose=_("wissen, wer im Stadtteil ansprechbar ist, und einladen"),
    basis=INTEREST,
    deleted=_("auf Wunsch sofort; sonst ein Jahr nach dem Ende der Aufgabe, wenn niemand den Eintrag bestätigt"),
    by=(_ERASE, _RETAIN),
)
CONSENTS = Processing(
    code="consents",
    name=_("Nachweis von Einwilligungen"),
    whose=_("Ansprechpersonen"),
    data=_("wofür, wann, auf welchem Weg und zu welchem Text; nach dem Löschen der Person ohne die Person"),
    purpose=_("nachweisen, dass zugestimmt wurde"),
    basis=_("rechtliche Pflicht (Art. 7 Abs. 1 DSGVO)"),
    deleted=_("der Bezug zur Person mit der Person; der Nachweis ohne Person bleibt"),
    by=(_ERASE,),
)
ACTORS = Processing(
    code="actors",
    name=_("Verzeichnis der Akteure"),
    whose=_("Engagierte Einzelpersonen; bei Einrichtungen niemand"),
    data=_("Name, Anschrift, Lage, E-Mail, Telefon, Internet-Adresse, Öffnungszeiten"),
    purpose=_("zeigen, wer im Stadtteil was macht"),
    basis=INTEREST,
    deleted=_("auf Wunsch der Person sofort"),
    by=("quartier.quarters.actions.erasing.erase_individual",),
)
LISTS = Processing(
    code="lists",
    name=_("Eingelesene Adresslisten"),
    whose=_("alle, die auf einer Liste stehen"),
    data=_("die Zeilen der Liste, und was daraus übernommen wurde"),
    purpose=_("die Liste übernehmen, und sie wieder zurücknehmen können"),
    basis=INTEREST,
    deleted=_("30 Tage nach dem Übernehmen oder Liegenlassen; bei einer gelöschten Person sofort"),
    by=(_RETAIN, _ERASE),
)
CLAIMS = Processing(
    code="claims",
    name=_("Wer sagt, zu welcher Einrichtung er oder sie gehört"),
    whose=_("Menschen mit einem Konto, die eine Einrichtung selbst pflegen möchten"),
    data=_("Name, Aufgabe, Begründung, Entscheidung der Koordination"),
    purpose=_("den Eintrag einer Einrichtung in die Hände derer geben, die zu ihr gehören"),
    basis=INTEREST,
    deleted=_("mit dem Konto und mit der Ansprechperson; abgelehnte und zurückgenommene nach einem Jahr"),
    by=("quartier.accounts.actions.profile.erase_account", _ERASE, _RETAIN),
)


def _mine(model: Any, path: str) -> Any:
    """Return the rows of the quarters that somebody coordinates."""
    return lambda user: model.objects.filter(**{f"{path}__in": coordinated_by(user)})


def _of_actor(row: Any) -> str:
    return str(row.actor.get_absolute_url())


NOTE = FreeText(_("Eintrag eines Akteurs"), _mine(Actor, "quarter"))
ACTIVITY = FreeText(_("Was gerade läuft"), _mine(Activity, "actor__quarter"), _of_actor)
GOOD = FreeText(_("Angebot oder Gesuch"), _mine(Good, "actor__quarter"), _of_actor)
VENUE = FreeText(_("Raum"), _mine(Venue, "actor__quarter"), _of_actor)
PHOTO = FreeText(
    _("Foto eines Raums"),
    _mine(VenuePhoto, "venue__actor__quarter"),
    lambda row: reverse("venue_photos", args=[row.venue.quarter_code, row.venue.code]),
)
TIE = FreeText(_("Wer mit wem"), _mine(Tie, "quarter"), lambda row: reverse("network", args=[row.quarter.code]))
INTRODUCTION = FreeText(_("Vorschlag zum Kennenlernen"), _mine(Introduction, "quarter"))
APPROACH = FreeText(
    _("Anfrage an eine Einrichtung"),
    _mine(Approach, "quarter"),
    lambda row: reverse("missing", args=[row.quarter.code]),
)
ABOUT = FreeText(_("Über den Stadtteil"), lambda user: Quarter.objects.filter(pk__in=coordinated_by(user)))
FIGURE = FreeText(
    _("Zahl über den Stadtteil"), _mine(Figure, "quarter"), lambda row: str(row.quarter.get_absolute_url())
)
PLAN = FreeText(
    _("Woher ein Plan kommt"),
    _mine(QuarterPlan, "quarter"),
    lambda row: reverse("plan_details", args=[row.quarter.code]),
)
FILE = FreeText(
    _("Name einer eingelesenen Datei"),
    _mine(ListImport, "quarter"),
    lambda row: reverse("quarter", args=[row.quarter.code]),
)
PLACE = NotPersonal(_("Angabe zum Ort, nicht zu Menschen"))


def declare() -> None:
    """Register the fields."""
    register(
        "quarters.ContactPerson",
        (PEOPLE, "title first_name last_name role emails phones language note"),
        (CODE, "code"),
    )
    register("quarters.Claim", (CLAIMS, "name role note reason"), (CLOSED, "state basis"), (CODE, "code"))
    register("quarters.Wish", (PEOPLE, "text"), (CODE, "code"))
    register("quarters.Reminder", (PEOPLE, "occasion"))
    register("quarters.Consent", (CONSENTS, "purpose text_version channel"))
    register("quarters.ConsentProof", (CONSENTS, "purpose text_version channel"))
    register(
        "quarters.Actor",
        (ACTORS, "name street place opening_hours web emails phones"),
        (NOTE, "aliases about since note"),
        (CLOSED, "kind group action_fields languages audiences"),
        (CODE, "code"),
    )
    register("quarters.Activity", (ACTIVITY, "text"))
    register("quarters.Good", (GOOD, "text"), (CLOSED, "direction kind"))
    register(
        "quarters.Venue",
        (VENUE, "name costs key_contact available measured_by note"),
        (PLACE, "seats access equipment"),
        (CODE, "code"),
    )
    register(
        "quarters.Quarter", (ABOUT, "description"), (PLACE, "name municipality boundary languages sort"), (CODE, "code")
    )
    register("quarters.VenuePhoto", (PHOTO, "words"), (CODE, "code"))
    register("quarters.QuarterPlan", (PLAN, "source"), (PLACE, "marks"))
    register("quarters.Tie", (TIE, "since note"), (CLOSED, "kinds"), (CODE, "code"))
    register("quarters.Introduction", (INTRODUCTION, "offer_text seek_text"), (CLOSED, "state"), (CODE, "code"))
    register("quarters.Decision", (CONSENTS, "text_version channel"))
    register("quarters.Approach", (APPROACH, "note"), (CLOSED, "kind answer"), (CODE, "code"))
    register("quarters.Figure", (FIGURE, "label value source"))
    register("quarters.Membership", (CLOSED, "role"))
    register(
        "quarters.ListImport",
        (LISTS, "sheets"),
        (FILE, "file_name"),
        (IN_PLACE, "mapping decisions kept"),
        (CLOSED, "state"),
        (CODE, "code"),
    )
    register("quarters.ImportedRow", (LISTS, "written"), (CLOSED, "fate"))
