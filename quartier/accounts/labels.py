"""Words for codes that the accounts store."""

from django.utils.translation import gettext_lazy as _

# verb of the journal -> what happened
VERBS = {
    "instance.set_up": _("Seite eingerichtet"),
    "instance.changed": _("Angaben zur Seite geändert"),
    "account.changed": _("Konto geändert"),
    "account.password_removed": _("Passwort entfernt"),
    "account.role_changed": _("Rolle geändert"),
    "account.closed": _("Konto geschlossen"),
    "account.reopened": _("Konto wieder geöffnet"),
    "account.signed_out_everywhere": _("Überall abgemeldet"),
    "account.erased": _("Konto gelöscht"),
    "link.made": _("Persönlichen Link ausgestellt"),
    "link.used": _("Persönlichen Link verwendet"),
    "link.revoked": _("Persönlichen Link gesperrt"),
    "link.adopted": _("Persönliche Links ins Konto übernommen"),
    "token.made": _("Schlüssel für ein Programm ausgestellt"),
    "token.revoked": _("Schlüssel für ein Programm gesperrt"),
}
