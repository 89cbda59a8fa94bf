"""Words for what the journal notes about the data of people."""

from django.utils.translation import gettext_lazy as _

# verb -> what happened
PRIVACY_VERBS = {
    "person.erased": _("Ansprechperson gelöscht"),
    "person.confirmed": _("Eintrag einer Ansprechperson bestätigt"),
    "actor.erased": _("Engagierte Person gelöscht"),
    "retention.carried_out": _("Aufbewahrungsfristen angewendet"),
    "retention.people_deleted": _("Ansprechpersonen nach der Frist gelöscht"),
    "people.informed": _("Menschen benachrichtigt, dass sie im Verzeichnis stehen"),
    "letters.prepared": _("Briefe an Ansprechpersonen vorbereitet"),
    "letters.dropped": _("Briefe verworfen"),
    "entry.confirmed": _("Eigenen Eintrag bestätigt"),
    "person.reminded": _("Ansprechperson gefragt, ob ihr Eintrag noch stimmt"),
    "reminders.stopped": _("Erinnerungen beendet"),
    "reminders.wanted": _("Erinnerungen wieder erlaubt"),
    "reminders.switched_on": _("Erinnerungen im Stadtteil eingeschaltet"),
    "reminders.switched_off": _("Erinnerungen im Stadtteil ausgeschaltet"),
    "wish.made": _("Anliegen zum eigenen Eintrag geschickt"),
    "wish.closed": _("Anliegen erledigt"),
    "claim.made": _("Gesagt, dass jemand zu einer Einrichtung gehört"),
    "claim.accepted": _("Bestätigt, dass jemand zu einer Einrichtung gehört"),
    "claim.declined": _("Nicht bestätigt, dass jemand zu einer Einrichtung gehört"),
    "claim.ended": _("Beendet, dass jemand für eine Einrichtung schreibt"),
    "claim.withdrawn": _("Zurückgenommen, dass jemand zu einer Einrichtung gehört"),
    "actor.written_to": _("Nachricht über das Kontaktformular geschickt"),
}
