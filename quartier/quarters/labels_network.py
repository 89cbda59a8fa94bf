"""Words for the network, introductions and gaps: codes of the vocabulary, and verbs of the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.quarters import gaps

TIE_KINDS = {
    "exchange": _("tauschen sich aus"),
    "referral": _("schicken Menschen zueinander"),
    "event": _("machen zusammen Veranstaltungen"),
    "project": _("haben ein gemeinsames Projekt"),
    "room": _("teilen Räume"),
    "help": _("helfen mit Menschen oder Dingen aus"),
    "committee": _("sitzen in einer Runde zusammen"),
}
SORTS = {
    "housing_estate": _("Siedlung, vor allem Mietwohnungen"),
    "inner_city": _("Innenstadt mit Läden und Büros"),
    "mixed": _("von allem etwas"),
    "suburb": _("Vorort oder Dorf mit vielen Häusern"),
}
WEIGHTS = {
    gaps.ESSENTIAL: _("gehört fast überall dazu"),
    gaps.USUAL: _("ist oft dabei"),
    gaps.SOMETIMES: _("ist manchmal dabei"),
    gaps.RARE: _("ist selten dabei"),
}
# verb of the journal -> what happened
NETWORK_VERBS = {
    "tie.added": _("Verbindung eingetragen"),
    "tie.changed": _("Verbindung geändert"),
    "tie.removed": _("Verbindung gelöscht"),
    "introduction.proposed": _("Zwei Akteure einander vorgeschlagen"),
    "introduction.agreed": _("Eine Seite möchte die andere kennenlernen"),
    "introduction.declined": _("Eine Seite möchte die andere nicht kennenlernen"),
    "introduction.made": _("Zwei Akteure einander vorgestellt"),
    "approach.made": pgettext_lazy("verb of the journal", "Jemanden angefragt"),
    "approach.answered": _("Antwort auf eine Anfrage notiert"),
    "quarter.sort_chosen": _("Art und Größe des Stadtteils angegeben"),
}
