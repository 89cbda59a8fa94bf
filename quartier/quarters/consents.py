"""The words to which people agree. Changed words are a new version: old consents keep the words they were given to."""

from django.utils.translation import gettext_lazy as _

VERSION = "2026-11"

# purpose -> the whole sentence that somebody reads or hears before they agree
WORDS = {
    "public": _(
        "Ich bin einverstanden: Mein Name und meine Aufgabe stehen im öffentlichen Verzeichnis des Stadtteils. "
        "Meine Telefonnummer und meine E-Mail-Adresse stehen dort nicht."
    ),
    "members": _(
        "Ich bin einverstanden: Die Mitglieder des Stadtteils sehen meinen Namen, meine Telefonnummer und meine "
        "E-Mail-Adresse."
    ),
    "mail": _("Ich bin einverstanden: Der Stadtteil schickt mir Einladungen und Nachrichten per E-Mail."),
}
# What each side of an introduction agrees to. Like the words above, it belongs to VERSION.
EXCHANGE = _(
    "Ich bin einverstanden: Wenn auch die andere Seite möchte, bekommt sie meinen Namen, meine Telefonnummer und meine "
    "E-Mail-Adresse. Ich bekomme dann eine E-Mail mit ihren."
)
RIGHTS = _("Sie können das jederzeit zurücknehmen. Dann gilt es sofort nicht mehr.")
