"""Words for codes that the journal stores."""

from django.utils.translation import gettext_lazy as _

# verb -> what happened
VERBS = {
    "message.secret_seen": _("Mail mit Anmelde-Code angesehen"),
    "message.retried": _("Mail noch einmal verschickt"),
}
