"""Words for the codes of the vocabulary."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.base.labels import ACTION_FIELDS as ACTION_FIELDS

KINDS = {"method": _("Beteiligungsmethode"), "offer": _("Angebot im Stadtteil")}
COMPLETENESS = {"stub": _("Stichwort"), "partial": _("in Arbeit"), "complete": _("vollständig")}
LEVELS = {
    "inform": _("informieren"),
    "consult": _("Meinungen einholen"),
    "involve": _("einbeziehen"),
    "collaborate": _("gemeinsam entwickeln"),
    "empower": _("selbst entscheiden"),
}
SETTINGS = {"on_site": _("vor Ort"), "online": _("online"), "both": _("vor Ort und online")}
CONFLICT = {"yes": _("auch bei Konflikten"), "no": _("nicht bei offenen Konflikten")}
FACILITATION = {
    "none": _("ohne besondere Moderation"),
    "experienced": _("mit erfahrener Moderation"),
    "professional": _("mit professioneller Moderation"),
}
RECRUITMENT = {
    "open": _("offen für alle"),
    "invited": _("auf Einladung"),
    "outreach": _("aufsuchend"),
    "random": _("per Los"),
    "delegated": _("entsandt"),
    "elected": _("gewählt"),
}
AIMS = {
    "inform": _("informieren"),
    "activate": _("Menschen aktivieren"),
    "collect_views": _("Meinungen sammeln"),
    "understand": _("den Stadtteil verstehen"),
    "develop_ideas": _("Ideen entwickeln"),
    "plan_together": _("gemeinsam planen"),
    "decide": _("entscheiden"),
    "resolve_conflict": _("Konflikte lösen"),
    "network": _("sich vernetzen"),
    "cooperate": _("dauerhaft zusammenarbeiten"),
    "meet": _("sich begegnen"),
}
USERS = {
    "municipality": _("Kommune"),
    "welfare": _("Wohlfahrtsverband"),
    "housing": _("Wohnungsunternehmen"),
    "association": _("Verein oder Initiative"),
    "care": _("Pflege und Gesundheit"),
    "faith": _("Religionsgemeinschaft"),
    "school": _("Schule oder Kita"),
    "quarter_management": _("Quartiersmanagement"),
    "individual": _("engagierte Einzelperson"),
}
TARGET_GROUPS = {
    "residents": _("alle im Stadtteil"),
    "children": _("Kinder"),
    "youth": _("Jugendliche"),
    "older_people": _("ältere Menschen"),
    "families": _("Familien"),
    "migrants": _("Zugewanderte"),
    "disabled": _("Menschen mit Behinderung"),
    "tenants": _("Mieterinnen und Mieter"),
    "business": _("Handel und Gewerbe"),
    "professionals": _("Fachkräfte"),
    "politics_administration": _("Politik und Verwaltung"),
}
RATER_ROLES = {
    "resident": _("Bewohnerin oder Bewohner"),
    "professional": _("Fachkraft"),
    "administration": _("Verwaltung"),
    "politics": _("Politik"),
}
# scale: (name, left pole, right pole)
SCALES = {
    "phase": (
        _("Prozessphase"),
        _("eignet sich zur Analyse und Planung"),
        _("eignet sich zur konkreten Umsetzung"),
    ),
    "time": (_("Zeitaufwand"), _("lässt sich schnell umsetzen"), _("bedarf längerer Vorbereitung")),
    "staff": (_("Personalaufwand"), _("geringer personeller Einsatz nötig"), _("ist sehr personalintensiv")),
    "money": (
        _("Finanzieller Aufwand"),
        _("ist mit geringen Kosten verbunden"),
        _("ist sehr kostenintensiv"),
    ),
    "participation": (
        _("Beteiligung"),
        _("hat einen geringen Beteiligungsgrad"),
        _("hat einen hohen Beteiligungsgrad"),
    ),
    "complexity": (
        _("Komplexität"),
        _("keine Vorkenntnisse erforderlich"),
        _("bedarf professioneller Unterstützung"),
    ),
}
SECTIONS = {
    "aim": pgettext_lazy("Abschnitt", "Zielsetzung"),
    "users": pgettext_lazy("Abschnitt", "Anwenderinnen und Anwender"),
    "target_group": pgettext_lazy("Abschnitt", "Zielgruppe"),
    "action_fields": pgettext_lazy("Abschnitt", "Handlungsfelder"),
    "implementation": pgettext_lazy("Abschnitt", "Umsetzung und Durchführung"),
    "steps": pgettext_lazy("Abschnitt", "Wichtige Schritte und Aufwand"),
    "roles": pgettext_lazy("Abschnitt", "Rollen"),
    "material": pgettext_lazy("Abschnitt", "Material"),
    "room": pgettext_lazy("Abschnitt", "Raum"),
    "outputs": pgettext_lazy("Abschnitt", "Ergebnisse"),
    "suited_for": pgettext_lazy("Abschnitt", "Geeignet für"),
    "not_suited_for": pgettext_lazy("Abschnitt", "Nicht geeignet für"),
    "pitfalls": pgettext_lazy("Abschnitt", "Stolpersteine"),
    "accessibility": pgettext_lazy("Abschnitt", "Barrierefreiheit"),
    "verdict": pgettext_lazy("Abschnitt", "Bewertung"),
    "contacts": pgettext_lazy("Abschnitt", "Kontakte und Ansprechpersonen"),
    "funding": pgettext_lazy("Abschnitt", "Finanzierung"),
    "advice": pgettext_lazy("Abschnitt", "Beratung"),
}
FACET_NAMES = {
    "kind": _("Art"),
    "aims": _("Was wollen Sie erreichen?"),
    "level": _("Grad der Beteiligung"),
    "group": _("Wie viele Menschen?"),
    "setting": _("Wo?"),
    "conflict": _("Bei Konflikten"),
    "facilitation": _("Moderation"),
    "users": _("Wer lädt ein?"),
    "target_groups": _("Für wen?"),
    "action_fields": _("Worum geht es?"),
    "completeness": _("Stand des Textes"),
}
GROUPS = {
    "small": _("bis 15"),
    "medium": _("16 bis 40"),
    "large": _("41 bis 100"),
    "huge": _("mehr als 100"),
}
ORDERS = {
    "": _("nach Titel"),
    "hours": _("wenig Arbeitszeit zuerst"),
    "cost": _("geringe Kosten zuerst"),
    "newest": _("zuletzt geändert zuerst"),
}
LINK_PROBLEMS = {
    "refused": _("wird nicht geprüft: keine öffentliche Adresse"),
    "unknown_host": _("den Server gibt es nicht"),
    "unreachable": _("der Server antwortet nicht"),
    "certificate": _("das Zertifikat stimmt nicht"),
    "redirects": _("leitet immer weiter"),
    "missing": _("die Seite gibt es nicht mehr"),
    "server": _("der Server meldet einen Fehler"),
}

# verb of the journal -> what happened
VERBS = {
    "method.created": _("Methode angelegt"),
    "method.changed": _("Methode geändert"),
    "method.relations_changed": _("Verwandte Methoden geändert"),
    "method.published": _("Methode veröffentlicht"),
    "method.withdrawn": _("Methode zurückgezogen"),
    "proposal.made": _("Vorschlag eingelesen"),
    "proposal.part_taken": _("Teil eines Vorschlags übernommen"),
    "proposal.rejected": _("Vorschlag abgelehnt"),
    "proposal.reopened": _("Vorschlag wieder aufgenommen"),
    "assessment.given": _("Methode bewertet"),
    "assessment.changed": _("Bewertung geändert"),
    "assessment.withdrawn": _("Bewertung zurückgenommen"),
    "comment.written": _("Kommentar geschrieben"),
    "comment.edited": _("Kommentar geändert"),
    "comment.withdrawn": _("Eigenen Kommentar zurückgezogen"),
    "comment.returned": _("Eigenen Kommentar wieder gezeigt"),
    "comment.reported": _("Kommentar gemeldet"),
    "comment.kept": _("Gemeldeten Kommentar stehen gelassen"),
    "comment.hidden": _("Kommentar verborgen"),
    "comment.restored": _("Kommentar wieder gezeigt"),
}

# field of a document -> the words of its codes
CHOICES = {
    "kind": KINDS,
    "completeness": COMPLETENESS,
    "level": LEVELS,
    "setting": SETTINGS,
    "conflict": CONFLICT,
    "facilitation": FACILITATION,
    "recruitment": RECRUITMENT,
    "aims": AIMS,
    "users": USERS,
    "target_groups": TARGET_GROUPS,
    "action_fields": ACTION_FIELDS,
}
