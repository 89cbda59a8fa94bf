"""Words for the codes of the vocabulary."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.base.labels import ACTION_FIELDS as ACTION_FIELDS
from quartier.quarters import vocabulary as v

KINDS = {
    "individual": _("Engagierte Person"),
    "tenants": _("Mieterinitiative"),
    "parents": _("Elterngruppe"),
    "association": _("Verein"),
    "citizens_association": _("Bürgerverein"),
    "heritage_association": _("Heimatverein"),
    "sports_club": _("Sportverein"),
    "religious_community": _("Religionsgemeinschaft"),
    "migrant_association": _("Verein von Zugewanderten"),
    "initiative": _("Initiative"),
    "citizens_bus": _("Bürgerbus"),
    "kindergarten": _("Kita"),
    "school": _("Schule"),
    "youth_centre": _("Jugendzentrum"),
    "family_centre": _("Familienzentrum"),
    "advice_centre": _("Beratungsstelle"),
    "intercultural_centre": _("Interkulturelles Zentrum"),
    "street_work": _("Streetwork"),
    "seniors_office": _("Seniorenbüro"),
    "care_home": _("Pflegeheim"),
    "hospice": _("Hospizdienst"),
    "health_practice": _("Praxis oder Gesundheitsdienst"),
    "volunteer_agency": _("Freiwilligenagentur"),
    "child_protection": _("Kinderschutz"),
    "adult_education": _("Volkshochschule"),
    "library": _("Bibliothek"),
    "quarter_management": _("Quartiersmanagement"),
    "city_office": _("Amt der Stadt"),
    "citizens_office": _("Bürgerbüro"),
    "jobcenter": _("Jobcenter"),
    "police": _("Polizei"),
    "waste_company": _("Stadtreinigung"),
    "city_management": _("Citymanagement"),
    "district_council": _("Bezirksvertretung"),
    "district_mayor": _("Ortsvorstand"),
    "party": _("Partei oder Fraktion"),
    "traders_association": _("Werbegemeinschaft"),
    "housing_company": _("Wohnungsgesellschaft"),
    "shop": _("Laden oder Gaststätte"),
    "company": _("Unternehmen"),
    "other": _("Etwas anderes"),
}
GROUPS = {
    "resident": _("Bewohnerschaft"),
    "volunteer": _("Ehrenamt"),
    "professional": _("Fachleute"),
    "administration": _("Verwaltung"),
    "politics": _("Politik"),
    "business": _("Wirtschaft"),
}
GOODS = {
    "room": _("Raum"),
    "skill": _("Können"),
    "time": _("Zeit"),
    "money": _("Geld"),
    "material": _("Dinge"),
}
AUDIENCES = {
    v.PUBLIC: _("alle"),
    v.MEMBERS: _("die Mitglieder"),
    v.COORDINATORS: _("nur die Koordination"),
}
# What somebody has agreed to, in a word; the sentence they agreed to stands in `consents.py`.
CONSENTS = {"public": _("öffentlich"), "members": _("für Mitglieder"), "mail": _("Einladungen per Mail")}
ANSWERS = {v.YES: _("ja"), v.PARTLY: _("teilweise"), v.NO: _("nein"), v.UNKNOWN: _("nicht bekannt")}
ACCESS = {
    "step_free": _("ohne Stufen"),
    "lift": _("Aufzug, mindestens 110 × 140 cm"),
    "doors_90": _("Türen mindestens 90 cm breit"),
    "turning_space": _("Platz zum Wenden, 150 cm"),
    "accessible_toilet": _("barrierefreie Toilette"),
    "parking": _("breiter Parkplatz"),
    "smooth_paths": _("glatter Weg ohne Kopfsteinpflaster"),
    "public_transport": _("Bus oder Bahn in der Nähe"),
    "wheelchair_places": _("Plätze für Rollstühle"),
    "under_ride_tables": _("unterfahrbare Tische"),
    "induction_loop": _("Höranlage"),
    "marked_glass": _("Glastüren mit Streifen"),
    "quiet_room": _("ruhiger Raum zum Zurückziehen"),
    "escape_plan": _("Fluchtweg für Rollstühle"),
}
SEATINGS = {
    "any": _("insgesamt"),
    "rows": _("in Stuhlreihen"),
    "tables": _("an Tischen"),
    "circle": _("im Stuhlkreis"),
    "standing": _("im Stehen"),
}
EQUIPMENT = {
    "projector": _("Beamer"),
    "screen": _("Leinwand"),
    "wifi": _("WLAN"),
    "kitchen": _("Küche"),
    "microphone": _("Mikrofon"),
    "flipchart": _("Flipchart"),
    "play_corner": _("Spielecke"),
    "outdoor": _("Platz im Freien"),
}
LANGUAGES = {
    "de": _("Deutsch"),
    "en": _("Englisch"),
    "tr": _("Türkisch"),
    "ar": _("Arabisch"),
    "pl": _("Polnisch"),
    "uk": _("Ukrainisch"),
    "ru": _("Russisch"),
    "ro": _("Rumänisch"),
    "bg": _("Bulgarisch"),
    "fa": _("Persisch und Dari"),
    "ku": _("Kurdisch"),
    "sr": _("Serbisch, Kroatisch, Bosnisch"),
    "it": _("Italienisch"),
    "es": _("Spanisch"),
    "fr": _("Französisch"),
    "sq": _("Albanisch"),
    "gsg": _("Gebärdensprache"),
}
FACET_NAMES = {
    "group": _("Gruppe"),
    "kind": _("Art"),
    "action_fields": _("Thema"),
    "languages": _("Sprache"),
    "offers": pgettext_lazy("facet of actors", "Bietet an"),
    "seeks": pgettext_lazy("facet of actors", "Sucht"),
}
# What the columns of an address list say.
IMPORT_FIELDS = {
    "organisation": _("Name der Einrichtung"),
    "kind": _("Art der Einrichtung"),
    "first_name": _("Vorname"),
    "last_name": _("Nachname"),
    "full_name": _("Vor- und Nachname"),
    "role": _("Aufgabe der Person"),
    "emails": _("E-Mail"),
    "phones": _("Telefon"),
    "street": _("Straße"),
    "postcode_city": _("Postleitzahl und Ort"),
    "capacity": _("Plätze im Raum"),
    "step_free": _("ohne Stufen"),
    "action_fields": _("Themen"),
    "languages": _("Sprachen"),
    "since": _("dabei seit"),
    "web": _("Internet"),
    "note": _("Bemerkung"),
}
FATES = {
    "new": _("neu"),
    "merges": _("ergänzt"),
    "merges_row": _("gehört zu einer früheren Zeile"),
    "same": _("ist schon da"),
    "decide": _("braucht eine Entscheidung"),
    "refused": _("wird nicht übernommen"),
    "skipped": _("ausgelassen"),
    "title": _("Überschrift"),
    "blank": _("leer"),
}
REASONS = {
    "similar_name": _("ähnlicher Name"),
    "same_mail": _("gleiche E-Mail-Adresse"),
    "same_phone": _("gleiche Telefonnummer"),
    "same_name": _("gleicher Name, andere Angaben"),
    "damaged_name": _("gleicher Name mit verlorenen Buchstaben"),
    "no_name": _("Weder eine Einrichtung noch eine Person ist genannt."),
}
