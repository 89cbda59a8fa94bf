"""What this app, the apps below it and the libraries store about people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.accounts.models import Instance
from quartier.accounts.personal import FreeText, NotPersonal, Processing, register

CONTRACT = _("Nutzung des Kontos (Art. 6 Abs. 1 b DSGVO)")
INTEREST = _("öffentliche Aufgabe oder berechtigtes Interesse (Art. 6 Abs. 1 e oder f DSGVO)")
LEGAL_DUTY = _("rechtliche Pflicht (Art. 6 Abs. 1 c DSGVO)")

CODE = NotPersonal(_("zufälliger Code"))
CLOSED = NotPersonal(_("Wert aus einer festen Liste"))
DIGEST = NotPersonal(_("Prüfsumme, aus der sich nichts zurücklesen lässt"))
TECHNICAL = NotPersonal(_("technische Angabe über das Programm"))
PUBLIC_COPY = NotPersonal(_("Wörter öffentlicher Texte für die Suche; sie gehen mit dem Text"))
IN_PLACE = NotPersonal(_("Zustand eines Ablaufs, ohne Angaben zu Menschen"))

ACCOUNT = Processing(
    code="accounts",
    name=_("Konten"),
    whose=_("Menschen mit einem Konto"),
    data=_("Name, E-Mail-Adresse, Sprache, Anmeldung mit Passwort oder Gerät, Namen eigener Zugriffsschlüssel"),
    purpose=_("Anmelden, und wissen, wer etwas darf und geschrieben hat"),
    basis=CONTRACT,
    deleted=_("sobald die Person ihr Konto löscht"),
    by=("quartier.accounts.actions.profile.erase_account",),
)
SIGNED_IN = Processing(
    code="sessions",
    name=_("Anmeldungen"),
    whose=_("Menschen, die angemeldet sind oder einen persönlichen Link geöffnet haben"),
    data=_("wer in welchem Browser angemeldet ist"),
    purpose=_("nicht auf jeder Seite neu anmelden müssen"),
    basis=CONTRACT,
    deleted=_("einen Tag nach dem Ende der Anmeldung"),
    by=("quartier.accounts.jobs.forget_sessions",),
)
LINKS = Processing(
    code="links",
    name=_("Persönliche Links"),
    whose=_("Menschen ohne Konto, die einen Link bekommen haben"),
    data=_("Name und E-Mail-Adresse"),
    purpose=_("ohne Konto mitmachen und den eigenen Eintrag pflegen"),
    basis=INTEREST,
    deleted=_("30 Tage nachdem der Link endet, oder mit dem Eintrag der Person"),
    by=("quartier.quarters.actions.retaining.retain", "quartier.quarters.actions.erasing.erase_person"),
)
MAILS = Processing(
    code="mails",
    name=_("Postausgang"),
    whose=_("Menschen, die eine Mail bekommen oder über das Kontaktformular schreiben"),
    data=_("E-Mail-Adresse und Text der Mail"),
    purpose=_("Mails zustellen, und sagen können, ob sie ankamen"),
    basis=INTEREST,
    deleted=_("90 Tage nach dem Versand, Texte mit Links zum Anmelden nach einem Tag"),
    by=("quartier.journal.outbox.forget_old", "quartier.journal.outbox.forget_secrets"),
)
RECEIPTS = Processing(
    code="receipts",
    name=_("Gemerkte Antworten"),
    whose=_("Menschen mit einem Konto"),
    data=_("Antwort auf eine Eingabe"),
    purpose=_("doppeltes Absenden erkennen"),
    basis=CONTRACT,
    deleted=_("nach einem Tag"),
    by=("quartier.journal.receipts.forget",),
)
OPERATOR = Processing(
    code="operator",
    name=_("Impressum"),
    whose=_("wer diese Seite betreibt"),
    data=_("Name, Anschrift, E-Mail-Adresse"),
    purpose=_("sagen, wer verantwortlich ist"),
    basis=LEGAL_DUTY,
    deleted=_("sobald es die Verwaltung ändert"),
    by=("quartier.accounts.actions.instance.change_instance",),
)


def _instances(user: object) -> object:
    is_administrator = bool(getattr(user, "is_administrator", False))
    return Instance.objects.all() if is_administrator else Instance.objects.none()


PRIVACY_TEXT = FreeText(_("Datenschutz-Text dieser Seite"), _instances, lambda _row: reverse("edit_instance"))  # type: ignore[arg-type]


def declare() -> None:
    """Register what is stored here, below, and by the libraries."""
    _accounts()
    _below()
    _libraries()


def _accounts() -> None:
    register("accounts.User", (ACCOUNT, "email name language password"), (CODE, "code"), (CLOSED, "role"))
    register("accounts.ApiToken", (ACCOUNT, "name"), (CODE, "code"), (DIGEST, "digest"), (CLOSED, "scopes"))
    register(
        "accounts.PersonalLink",
        (LINKS, "name email"),
        (CODE, "code subject"),
        (DIGEST, "digest"),
        (CLOSED, "purpose"),
    )
    register(
        "accounts.Instance",
        (OPERATOR, "contact_email legal_notice"),
        (PRIVACY_TEXT, "privacy"),
        (NotPersonal(_("Name der Seite")), "name"),
        (DIGEST, "setup_digest"),
    )


def _below() -> None:
    no_names = NotPersonal(_("Vorgang, Code oder Name einer Einrichtung; Menschen stehen nur als Code darin"))
    register("journal.Entry", (no_names, "title data"), (CLOSED, "verb kind"), (CODE, "code quarter"))
    register(
        "journal.Message", (MAILS, "recipient subject text html error"), (CODE, "key message_id"), (CLOSED, "state")
    )
    register("journal.Receipt", (RECEIPTS, "answer"), (CODE, "key"), (DIGEST, "digest"))
    register("search.Document", (PUBLIC_COPY, "title fields"), (CLOSED, "kind language"), (CODE, "quarter stamp"))
    register("search.Term", (PUBLIC_COPY, "text head tail"), (CLOSED, "kind language"))
    register("search.Compound", (NotPersonal(_("Teile zusammengesetzter Wörter")), "word parts"))
    register("files.Picture", (CODE, "code"), (DIGEST, "sha256"), (CLOSED, "media_type small_media_type"))
    register("jobs.Job", (TECHNICAL, "name last_error"))
    register("jobs.Worker", (TECHNICAL, "name"))


def _libraries() -> None:
    register("account.EmailAddress", (ACCOUNT, "email"))
    register("account.EmailConfirmation", (CODE, "key"))
    register("mfa.Authenticator", (ACCOUNT, "data"), (CLOSED, "type"))
    register("sessions.Session", (SIGNED_IN, "session_key session_data"))
    register("auth.Permission", (TECHNICAL, "name codename"))
    register("auth.Group", (TECHNICAL, "name"))
    register("contenttypes.ContentType", (TECHNICAL, "app_label model"))
