"""Words of a conference: the guide through a concept, and the verbs of the journal."""

from django.utils.translation import gettext_lazy as _

# Section -> what it is called, the question that it answers, and a hint for whoever is stuck.
CONCEPT = {
    "occasion": (
        _("Anlass"),
        _("Warum gerade jetzt?"),
        _("Was ist passiert, wer hat angefangen? Zwei, drei Sätze genügen."),
    ),
    "goals": (
        _("Ziele"),
        _("Woran merken Sie in zwei Jahren, dass es sich gelohnt hat?"),
        _("Lieber drei Ziele, die man sehen kann, als zehn, die gut klingen."),
    ),
    "area": (
        _("Gebiet"),
        _("Für welche Straßen ist die Konferenz da?"),
        _("Was liegt am Rand, und wer ist dort zuständig? Ein zu großes Gebiet macht müde."),
    ),
    "people": (
        _("Wer mitmacht"),
        _("Wer gehört an den Tisch, und warum gerade diese?"),
        _("Denken Sie auch an die, die selten gefragt werden: Jugendliche, Menschen ohne Verein, Menschen mit anderer Sprache."),
    ),
    "working": (
        _("Arbeitsweise"),
        _("Wie oft treffen Sie sich, und wie fallen Entscheidungen?"),
        _("Wer lädt ein, wer schreibt mit, was passiert zwischen den Sitzungen?"),
    ),
    "resources": (
        _("Was da ist"),
        _("Welche Zeit, welche Räume, welches Können haben Sie?"),
        _("Schreiben Sie Stunden und Räume auf, nicht nur guten Willen."),
    ),
    "city": (
        _("Draht zur Stadt"),
        _("Wer in der Verwaltung hört zu und antwortet?"),
        _("Nennen Sie Amt und Aufgabe. Menschen wechseln, Ämter bleiben."),
    ),
    "funding": (
        _("Geld"),
        _("Was kostet es, und woher kann es kommen?"),
        _("Räume, Kekse, Dolmetschen, Kinderbetreuung: Kleine Posten werden leicht vergessen."),
    ),
}  # fmt: skip
VERBS = {
    "conference.founded": _("Konferenz gegründet"),
    "conference.changed": _("Konferenz beschrieben"),
    "conference.site_arranged": _("Seite der Konferenz gestaltet"),
    "conference.published": _("Konferenz veröffentlicht"),
    "conference.withdrawn": _("Konferenz nur noch Mitgliedern gezeigt"),
    "conference.ended": _("Konferenz beendet"),
    "conference.manager_appointed": _("Leitung einer Konferenz bestimmt"),
    "conference.manager_dismissed": _("Leitung einer Konferenz beendet"),
    "conference.written_to": _("An eine Konferenz geschrieben"),
    "concept.saved": _("Konzept weitergeschrieben"),
    "concept.commented": _("Konzept kommentiert"),
    "concept.comment_removed": _("Kommentar zum Konzept gelöscht"),
    "group.begun": _("Arbeitsgruppe begonnen"),
    "group.changed": _("Arbeitsgruppe geändert"),
    "group.members_changed": _("Mitglieder einer Arbeitsgruppe geändert"),
    "group.joined": _("Einer Arbeitsgruppe beigetreten"),
    "group.ended": _("Arbeitsgruppe beendet"),
    "mandate.given": _("Mandat vergeben"),
    "mandate.changed": _("Mandat geändert"),
    "mandate.handed_over": _("Mandat übergeben"),
}
