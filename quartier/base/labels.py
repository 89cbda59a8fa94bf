"""Words for the closed lists that several apps share."""

from django.utils.translation import gettext_lazy as _

ACTION_FIELDS = {
    "housing": _("Wohnen"),
    "supply": _("Sich versorgen"),
    "community": _("Gemeinschaft"),
    "having_say": _("Mitreden und mitentscheiden"),
    "mobility": _("Unterwegs sein"),
    "health": _("Gesundheit und Pflege"),
    "public_space": _("Plätze und Straßen"),
    "environment": _("Umwelt und Klima"),
    "culture_education": _("Kultur und Bildung"),
    "economy": _("Arbeit und Handel"),
    "safety": _("Sicherheit"),
}
