"""Words of lists in German and English: headers, kinds of actors, topics, languages, answers. All of them folded."""

from quartier.quarters.vocabulary import NO, PARTLY, UNKNOWN, YES

# Target field -> headers that say exactly this. A header that only contains one of the words is a weaker sign.
HEADERS: dict[str, tuple[str, ...]] = {
    "organisation": (
        "einrichtung", "organisation", "organization", "institution", "verein", "traeger", "firma", "initiative", "akteur",
        "name der einrichtung", "name der organisation", "name des vereins", "einrichtungsname", "gruppe", "company",
        "association", "mitglied", "akteurin", "name einrichtung", "projekt",
    ),
    "kind": (
        "art", "typ", "kategorie", "rubrik", "type", "kind", "category", "art der einrichtung", "einrichtungsart",
        "bereich", "sparte",
    ),
    "first_name": ("vorname", "first name", "firstname", "given name", "vornamen", "rufname"),
    "last_name": ("nachname", "familienname", "zuname", "last name", "lastname", "surname", "family name"),
    "full_name": (
        "ansprechpartner", "ansprechpartnerin", "ansprechperson", "ansprechpartner in", "kontaktperson", "kontakt",
        "contact", "contact person", "person", "vor und nachname", "vorname nachname", "vorname und name",
        "name vorname", "full name", "leitung", "teilnehmer", "teilnehmerin", "vertreter", "vertreterin", "vertreten durch",
    ),
    "emails": (
        "e mail", "email", "mail", "e mail adresse", "emailadresse", "mailadresse", "e mailadresse", "mail adresse",
        "e mail address", "email address", "e mails", "e post",
    ),
    "phones": (
        "telefon", "tel", "telefonnummer", "tel nr", "fon", "phone", "telephone", "mobil", "handy", "mobile", "festnetz",
        "rufnummer", "telefon mobil", "telefon dienstlich", "tel dienstl", "telefon privat", "mobilnummer", "handynummer",
        "phone number", "durchwahl",
    ),
    "street": (
        "strasse", "str", "anschrift", "adresse", "address", "street", "strasse hausnummer", "strasse und hausnummer",
        "strasse nr", "hausnummer", "hausnr", "haus nr", "street address",
    ),
    "postcode_city": (
        "plz", "ort", "plz ort", "postleitzahl", "stadt", "wohnort", "postcode", "zip", "city", "town", "plz und ort",
        "postal code", "zip code",
    ),
    "capacity": (
        "plaetze", "plaetze raum", "raumgroesse", "kapazitaet", "sitzplaetze", "personen", "anzahl plaetze", "capacity",
        "seats", "raum plaetze", "raum personen", "max personen", "raumkapazitaet", "wie viele personen",
    ),
    "step_free": (
        "barrierefrei", "barrierefreiheit", "stufenlos", "rollstuhl", "rollstuhlgerecht", "step free", "accessible",
        "wheelchair", "ebenerdig", "accessibility", "zugang", "rolligerecht", "raum barrierefrei",
    ),
    "action_fields": (
        "themen", "thema", "handlungsfeld", "handlungsfelder", "schwerpunkt", "schwerpunkte", "interessen", "topics",
        "topic", "interests", "fields", "arbeitsfeld", "arbeitsfelder", "fields of action", "arbeitsschwerpunkte",
    ),
    "since": (
        "dabei seit", "seit", "mitglied seit", "since", "member since", "beitritt", "eintritt", "aufgenommen",
        "im verteiler seit", "eintrittsdatum", "joined", "datum",
    ),
    "role": ("funktion", "rolle", "aufgabe", "position", "role", "function", "amt", "aufgaben", "zustaendigkeit"),
    "web": (
        "web", "website", "webseite", "homepage", "internet", "url", "internetseite", "internetadresse", "link", "www",
    ),
    "languages": ("sprachen", "sprache", "languages", "language", "sprachkenntnisse", "gesprochene sprachen"),
    "note": (
        "bemerkung", "bemerkungen", "notiz", "notizen", "anmerkung", "anmerkungen", "hinweis", "hinweise", "kommentar",
        "note", "notes", "remarks", "comment", "comments", "sonstiges", "info", "infos",
    ),
}  # fmt: skip
FIELDS = tuple(HEADERS)
# Fields that several columns may fill: as a list, or as one text after the other.
LISTED = frozenset(("emails", "phones", "action_fields", "languages", "note"))
JOINED = frozenset(("street", "postcode_city"))

# How a name or a word says which kind of actor it is. The first that fits, from top to bottom: special before general.
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("individual", (
        "bewohner", "bewohnerin", "bewohner in", "anwohner", "anwohnerin", "anwohner in", "buerger in", "buergerin",
        "einzelperson", "privat", "privatperson", "resident", "individual", "nachbarin", "nachbar",
    )),
    ("citizens_bus", ("buergerbus",)),
    ("tenants", ("mieterbeirat", "mieterverein", "mieterinitiative", "mieterrat", "mieter", "tenants")),
    ("parents", ("elternbeirat", "elternvertretung", "elternrat", "elternpflegschaft", "elterninitiative", "parents")),
    ("citizens_association", ("buergerverein", "nachbarschaftsverein", "siedlergemeinschaft")),
    ("heritage_association", ("heimatverein", "geschichtsverein", "knappenverein", "brauchtumsverein")),
    ("sports_club", ("sportverein", "turnverein", "fussballverein", "sport club", "sportclub", "tus", "tsv", "sv")),
    ("intercultural_centre", ("interkulturelles zentrum", "begegnungszentrum", "integrationszentrum", "intercultural")),
    ("migrant_association", ("migrantenverein", "kulturverein", "migrantenselbstorganisation", "mso", "migrant")),
    ("religious_community", (
        "kirchengemeinde", "moscheegemeinde", "moschee", "gemeinde st", "pfarrei", "pfarrgemeinde", "synagoge", "kirche",
        "moscheeverein", "church", "mosque", "religionsgemeinschaft", "glaubensgemeinschaft", "alevitische", "pfarramt",
    )),
    ("kindergarten", (
        "kita", "kindergarten", "kindertagesstaette", "kindertageseinrichtung", "krippe", "grosstagespflege", "nursery",
    )),
    ("adult_education", ("volkshochschule", "vhs", "familienbildung", "bildungswerk", "adult education")),
    ("school", ("schule", "gymnasium", "schulzentrum", "berufskolleg", "school", "ogs")),
    ("youth_centre", ("jugendzentrum", "jugendtreff", "juz", "jugendhaus", "jugendclub", "youth centre", "jugendheim")),
    ("family_centre", ("familienzentrum", "family centre", "muetterzentrum", "haus der familie")),
    ("advice_centre", ("beratung", "beratungsstelle", "frauenhaus", "kontaktstelle", "advice", "beratungszentrum")),
    ("street_work", ("streetwork", "strassensozialarbeit", "mobile jugendarbeit")),
    ("seniors_office", ("seniorenbuero", "seniorentreff", "seniorenbeirat", "seniorenzentrum")),
    ("hospice", ("hospiz", "hospizdienst", "hospizverein", "hospice")),
    ("care_home", ("pflegeheim", "altenheim", "pflegedienst", "seniorenheim", "altenpflege", "seniorenresidenz")),
    ("health_practice", ("praxis", "arztpraxis", "hausarzt", "apotheke", "gesundheitszentrum", "arzt", "aerztin")),
    ("volunteer_agency", ("freiwilligenagentur", "freiwilligenzentrum", "ehrenamtsagentur", "ehrenamtsboerse")),
    ("child_protection", ("kinderschutzbund", "kinderschutz", "fruehe hilfen")),
    ("library", ("bibliothek", "stadtteilbibliothek", "buecherei", "library")),
    ("quarter_management", ("quartiersmanagement", "stadtteilmanagement", "stadtteilbuero", "quartiersbuero")),
    ("city_management", ("citymanagement", "stadtmarketing")),
    ("citizens_office", ("buergerbuero", "buergeramt")),
    ("jobcenter", ("jobcenter", "arbeitsagentur", "agentur fuer arbeit")),
    ("police", ("polizei", "bezirksdienst", "police")),
    ("waste_company", ("stadtreinigung", "entsorgung", "entsorgungsbetriebe", "abfallwirtschaft")),
    ("district_mayor", ("bezirksbuergermeister", "bezirksbuergermeisterin", "ortsbuergermeister", "ortsvorsteher")),
    ("district_council", ("bezirksvertretung", "bezirksrat", "ortsrat", "ortsbeirat", "stadtteilrat", "bezirksbeirat")),
    ("party", ("partei", "fraktion", "ortsverein spd", "ortsverband", "party")),
    ("traders_association", ("werbegemeinschaft", "gewerbeverein", "haendlergemeinschaft", "kaufmannschaft", "isg")),
    ("housing_company", (
        "wohnungsgesellschaft", "wohnungsgenossenschaft", "wohnungsbaugenossenschaft", "wohnungsbau", "wohnungsunternehmen",
        "baugenossenschaft", "bauverein", "wohnungsverein", "housing company",
    )),
    ("city_office", ("stadt", "amt", "jugendamt", "sozialamt", "fachbereich", "verwaltung", "rathaus", "stadtplanung")),
    ("initiative", ("initiative", "buergerinitiative", "repair cafe", "nachbarschaftsinitiative", "tafel", "treff")),
    ("shop", ("laden", "geschaeft", "baeckerei", "kiosk", "buchhandlung", "cafe", "shop", "markt")),
    ("association", ("verein", "foerderverein", "kleingartenverein", "verband", "association", "club", "chor")),
    ("company", ("gmbh", "firma", "unternehmen", "betrieb", "company", "stadtwerke", "sparkasse")),
    ("other", ("sonstige", "sonstiges", "andere", "other")),
)  # fmt: skip

TOPICS: dict[str, tuple[str, ...]] = {
    "housing": ("wohnen", "wohnung", "miete", "mieten", "housing", "wohnraum", "bauen"),
    "supply": ("sich versorgen", "versorgung", "nahversorgung", "einkaufen", "supply", "ernaehrung"),
    "community": (
        "gemeinschaft", "nachbarschaft", "begegnung", "ehrenamt", "integration", "zusammenleben", "community",
        "miteinander", "zusammenhalt",
    ),
    "having_say": (
        "mitreden", "beteiligung", "mitbestimmung", "mitreden und mitentscheiden", "demokratie", "participation",
        "politik", "buergerbeteiligung",
    ),
    "mobility": ("verkehr", "mobilitaet", "unterwegs sein", "oepnv", "fahrrad", "radverkehr", "mobility", "parken"),
    "health": ("gesundheit", "pflege", "gesundheit und pflege", "health", "praevention"),
    "public_space": (
        "sauberkeit", "plaetze", "spielplaetze", "gruenflaechen", "oeffentlicher raum", "plaetze und strassen", "muell",
        "public space", "stadtbild", "stadtplanung",
    ),
    "environment": ("klima", "umwelt", "klimaschutz", "natur", "umwelt und klima", "nachhaltigkeit", "environment"),
    "culture_education": ("kultur", "bildung", "kunst", "kultur und bildung", "schule", "musik", "culture", "education"),
    "economy": ("wirtschaft", "arbeit", "handel", "arbeit und handel", "gewerbe", "economy", "einzelhandel"),
    "safety": ("sicherheit", "kriminalitaet", "safety", "kriminalpraevention"),
}  # fmt: skip

LANGUAGES: dict[str, tuple[str, ...]] = {
    "de": ("deutsch", "german", "deu", "ger"),
    "en": ("englisch", "english", "eng"),
    "tr": ("tuerkisch", "turkish", "tuerkce", "turkce"),
    "ar": ("arabisch", "arabic"),
    "pl": ("polnisch", "polish", "polski"),
    "uk": ("ukrainisch", "ukrainian"),
    "ru": ("russisch", "russian"),
    "ro": ("rumaenisch", "romanian"),
    "bg": ("bulgarisch", "bulgarian"),
    "fa": ("farsi", "persisch", "dari", "persian"),
    "ku": ("kurdisch", "kurdish", "kurmandschi", "sorani"),
    "sr": ("serbisch", "serbian", "serbokroatisch"),
    "it": ("italienisch", "italian"),
    "es": ("spanisch", "spanish"),
    "fr": ("franzoesisch", "french"),
    "sq": ("albanisch", "albanian"),
    "gsg": ("gebaerdensprache", "deutsche gebaerdensprache", "dgs"),
}

ANSWERS: dict[str, tuple[str, ...]] = {
    YES: ("ja", "j", "yes", "y", "x", "wahr", "true", "1", "vorhanden", "ja vollstaendig"),
    NO: ("nein", "n", "no", "falsch", "false", "0", "nicht", "leider nicht", "leider nein"),
    PARTLY: ("teilweise", "teils", "tlw", "zum teil", "z t", "partly", "bedingt", "eingeschraenkt", "teils teils"),
    UNKNOWN: ("weiss nicht", "unbekannt", "unklar", "unknown", "k a", "keine angabe", "offen", "do not know"),
}

KIND_BY_WORD = {word: kind for kind, words in KINDS for word in words}
TOPIC_BY_WORD = {word: topic for topic, words in TOPICS.items() for word in words}
LANGUAGE_BY_WORD = {word: code for code, words in LANGUAGES.items() for word in (code, *words)}
ANSWER_BY_WORD = {word: answer for answer, words in ANSWERS.items() for word in words}
FIELD_BY_HEADER = {word: name for name, words in HEADERS.items() for word in words}
