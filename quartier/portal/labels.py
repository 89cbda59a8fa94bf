"""Words for codes that the portal stores."""

from django.utils.translation import gettext_lazy as _

# verb of the journal -> what happened
VERBS = {
    "job.hastened": _("Aufgabe im Hintergrund gestartet"),
    "demo.removed": _("Erfundene Menschen der Vorführung entfernt"),
}
