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
# House rules to begin with -> what they are called, and for whom they are.
PRESETS = {
    "exchange-platform": (
        _("Austauschplattform"),
        _("Alle reden mit, niemand stimmt ab. Gut für den Anfang, und wo am Ende die Stadt entscheidet."),
    ),
    "open-assembly": (
        _("Offene Versammlung"),
        _("Wer da ist und hier wohnt oder arbeitet, stimmt ab. Eine kleine Gruppe hält die Fäden zusammen."),
    ),
    "consensus-circle": (
        _("Runder Tisch"),
        _("Beschlossen wird, wogegen niemand etwas einwendet. Gut, wenn wenige sich gut kennen."),
    ),
    "council-with-seats": (
        _("Stadtteilrat mit Sitzen"),
        _("Gruppen haben feste Sitze, und wer regelmäßig kommt, hat auch eine Stimme."),
    ),
    "fund-board": (
        _("Beirat für ein Budget"),
        _("Ein kleiner Kreis entscheidet über Geld für Projekte, mit Regeln für Anträge und Nachweise."),
    ),
}
# Lists of rules -> heading, one of them, and what the button says that adds one.
STATUTES_ROWS = {
    "memberships": (_("Wer gehört dazu?"), _("Gruppe"), _("Noch eine Gruppe")),
    "seats": (_("Welche Sitze gibt es?"), _("Sitz"), _("Noch ein Sitz")),
    "decisions": (_("Gibt es Beschlüsse, für die etwas Besonderes gilt?"), _("Art"), _("Noch eine Art von Beschluss")),
    "offices": (_("Welche Ämter gibt es?"), _("Amt"), _("Noch ein Amt")),
    "votes": (_("Wer darf abstimmen?"), _("Weg"), _("Noch ein Weg zur Stimme")),
    "quotas": (_("Müssen bestimmte Gruppen dabei sein?"), _("Gruppe"), _("Noch eine Gruppe")),
    "majorities": (_("Wann ist etwas beschlossen?"), _("Regel"), _("Noch eine Regel")),
    "conditions": (_("Wer muss in den Ämtern vertreten sein?"), _("Bedingung"), _("Noch eine Bedingung")),
    "competence": (_("Wer entscheidet über welchen Betrag?"), _("Stufe"), _("Noch eine Stufe")),
}
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
    "statutes.begun": _("Entwurf von Hausregeln begonnen"),
    "statutes.saved": _("Entwurf von Hausregeln geändert"),
    "statutes.adopted": _("Hausregeln beschlossen"),
    "statutes.taken_back": _("Beschlossene Hausregeln zurückgenommen"),
    "statutes.discarded": _("Entwurf von Hausregeln verworfen"),
    "group.begun": _("Arbeitsgruppe begonnen"),
    "group.changed": _("Arbeitsgruppe geändert"),
    "group.members_changed": _("Mitglieder einer Arbeitsgruppe geändert"),
    "group.joined": _("Einer Arbeitsgruppe beigetreten"),
    "group.ended": _("Arbeitsgruppe beendet"),
    "mandate.given": _("Mandat vergeben"),
    "mandate.changed": _("Mandat geändert"),
    "mandate.handed_over": _("Mandat übergeben"),
}
