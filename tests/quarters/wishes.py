"""Offers and requests of an invented neighbourhood, with the offers that fit each request.

Written by the author of the matching, so its figures are optimistic. Each actor writes as such actors do; requests use
other words than offers on purpose.
"""

# key, good, fields, text
OFFERS = """
o01 | room | community | Gemeinschaftsraum für bis zu 40 Personen, mit Teeküche, an Werktagen ab 17 Uhr frei
o02 | room | culture_education | Aula der Grundschule, Bühne und 120 Stühle, außerhalb der Ferien
o03 | room | health | Gymnastikraum im Vereinsheim, mittwochs vormittags leer
o04 | room | community | Küche im Gemeindehaus, groß genug zum gemeinsamen Kochen mit 15 Leuten
o05 | room | culture_education | Werkstatt mit Hobelbank und Standbohrmaschine, samstags nutzbar
o06 | room | economy | Leerstehendes Ladenlokal in der Ziegelgasse, ein Jahr zur Zwischennutzung
o07 | room | health | Beratungszimmer, ruhig und abschließbar, zwei Nachmittage in der Woche
o08 | room | culture_education | Proberaum im Keller des Jugendzentrums, Schlagzeug vorhanden
o09 | room | community | Café mit Spielecke, vormittags gern für Krabbelgruppen
o10 | room | public_space | Schulhof am Wochenende, asphaltiert, gut für Feste
o11 | skill | culture_education | Ich dolmetsche Arabisch und Kurdisch bei Gesprächen mit Ämtern
o12 | skill | culture_education | Übersetze Briefe aus dem Türkischen ins Deutsche
o13 | skill | economy | Hilfe bei Bewerbungen und Lebenslauf
o14 | skill | environment | Fahrräder reparieren, Werkzeug bringe ich mit
o15 | skill | culture_education | Gitarrenunterricht für Anfängerinnen
o16 | skill | community | Moderation von Versammlungen und Workshops
o17 | skill | having_say | Wie man einen Antrag an die Bezirksvertretung schreibt, erkläre ich gern
o18 | skill | economy | Buchhaltung und Kassenprüfung für kleine Vereine
o19 | skill | culture_education | Gestalte Plakate und Faltblätter
o20 | skill | culture_education | Fotografiere bei Veranstaltungen
o21 | skill | housing | Beratung zum Mietrecht, Nebenkosten und Kündigung
o22 | skill | health | Erste-Hilfe-Kurs für Gruppen
o23 | skill | health | Yoga auf dem Stuhl für ältere Menschen
o24 | skill | environment | Obstbäume schneiden, auch als Kurs
o25 | skill | culture_education | Internetseiten bauen und pflegen
o26 | skill | supply | Beratung zu Schulden und Haushaltsgeld
o27 | skill | safety | Training in Zivilcourage und Selbstbehauptung
o28 | skill | culture_education | Smartphone-Sprechstunde für Seniorinnen und Senioren
o29 | time | supply | Einkäufe erledigen für Menschen, die schlecht zu Fuß sind
o30 | time | culture_education | Vorlesen in Kita und Bücherei
o31 | time | culture_education | Nachhilfe in Mathematik bis Klasse 10
o32 | time | community | Besuche bei Alleinstehenden, zuhören und Karten spielen
o33 | time | mobility | Fahre Leute mit dem eigenen Pkw zum Arzt
o34 | time | public_space | Müll sammeln im Park, wir sind acht Freiwillige
o35 | time | community | Aufbauen und Abbauen bei Festen
o36 | time | health | Begleitung beim Spaziergang, auch mit Rollator
o37 | time | community | Ausgabe von Kaffee und Kuchen bei Veranstaltungen
o38 | time | environment | Gießdienst für Beete in den Sommerferien
o39 | time | safety | Schulweghelfer an der Kreuzung Südring
o40 | time | housing | Kleine Handgriffe in der Wohnung: Lampe anschließen, Regal aufhängen
o41 | money | community | Zuschuss bis 500 Euro aus dem Verfügungsfonds für Nachbarschaftsfeste
o42 | money | culture_education | Stiftung fördert Leseprojekte mit Kindern
o43 | money | environment | Preisgeld für begrünte Höfe und Fassaden
o44 | money | health | Krankenkasse bezahlt Bewegungskurse
o45 | money | economy | Startkapital für Gründerinnen im Viertel
o46 | material | community | Zehn Biertischgarnituren zum Ausleihen
o47 | material | community | Pavillon, drei mal drei Meter, wetterfest
o48 | material | culture_education | Beamer mit Leinwand
o49 | material | community | Tonanlage mit zwei Funkmikrofonen
o50 | material | mobility | Lastenrad, tageweise
o51 | material | mobility | Transporter am Wochenende
o52 | material | culture_education | Gebrauchte Laptops mit Ladegerät
o53 | material | environment | Gartengeräte: Spaten, Harken, Schubkarre
o54 | material | environment | Saatgut und Setzlinge aus unserer Gärtnerei
o55 | material | supply | Kinderkleidung in den Größen 92 bis 140
o56 | material | health | Rollstuhl zum Verleih
o57 | material | culture_education | Bücherkisten in Russisch und Ukrainisch
o58 | material | community | Hüpfburg mit Gebläse
o59 | material | public_space | Absperrgitter und Warnwesten
o60 | material | supply | Kühlschrank, gebraucht, kostenlos
"""

# key, good, fields, the offers that fit, text
SEEKS = """
s01 | room | community | o01 | Unsere Mieterinitiative sucht einen Ort für ihre Treffen am Abend, etwa 25 Leute, kein Saal mit Bühne
s02 | room | culture_education | o02 | Theatergruppe braucht eine Bühne für die Aufführung im Mai
s03 | room | health | o03 | Platz für Rückengymnastik mit zwölf Frauen
s04 | room | community | o04 | Wir wollen mit Geflüchteten zusammen kochen, haben aber keine Küche
s05 | room | culture_education | o05 | Holzwerkstatt für einen Kurs gesucht: Nistkästen bauen
s06 | room | economy | o06 | Laden auf Zeit für unseren Umsonstladen
s07 | room | health | o07 | Raum für vertrauliche Gespräche, Suchtberatung
s08 | room | culture_education | o08 | Band sucht Probemöglichkeit, es darf laut werden
s09 | room | community | o09 | Treffpunkt für Eltern mit Babys am Vormittag
s10 | room | public_space | o10 | Wo kann unser Straßenfest stattfinden, wenn die Straße nicht gesperrt wird? Ein Hof wäre gut
s11 | skill | culture_education | o11 | Wer spricht Arabisch und kommt mit zum Jobcenter?
s12 | skill | culture_education | o12 | Türkische Urkunden müssen übersetzt werden
s13 | skill | economy | o13 | Jugendliche brauchen Unterstützung, sich um eine Lehrstelle zu bewerben
s14 | skill | environment | o14 | Fahrradwerkstatt sucht Leute, die schrauben können
s15 | skill | culture_education | o15 | Möchte Gitarre lernen
s16 | skill | community | o16 | Jemand, der unser Stadtteilgespräch moderiert
s17 | skill | having_say | o17 | Wie stellen wir einen Antrag beim Bezirk?
s18 | skill | economy | o18 | Kassenwart sucht Rat bei der Buchführung
s19 | skill | culture_education | o19 | Plakat für das Sommerfest
s20 | skill | culture_education | o20 | Fotos von unserem Jubiläum
s21 | skill | housing | o21 | Der Vermieter hat gekündigt, wer kennt sich aus?
s22 | skill | health | o22 | Unsere Übungsleiter wollen Erste Hilfe auffrischen
s23 | skill | health | o23 | Bewegungsangebot für Hochbetagte im Sitzen
s24 | skill | environment | o24 | Apfelbäume auf der Streuobstwiese brauchen einen Schnitt
s25 | skill | culture_education | o25 | Unser Verein hat keine Homepage, wer richtet eine Webseite ein
s26 | skill | supply | o26 | Familien mit Schulden wissen nicht weiter
s27 | skill | safety | o27 | Mädchen möchten sich selbst behaupten lernen
s28 | skill | culture_education | o28 | Handykurs für unsere Seniorengruppe
s29 | time | supply | o29 | Wer kauft für eine gehbehinderte Nachbarin ein?
s30 | time | culture_education | o30 | Vorlesepatinnen für unsere Kindertagesstätte
s31 | time | culture_education | o31 | Hilfe bei Mathe für eine Achtklässlerin
s32 | time | community | o32 | Einsame Bewohner unseres Heims freuen sich über Besuch
s33 | time | mobility | o33 | Fahrdienst zur Arztpraxis gesucht
s34 | time | public_space | o34 | Der Stadtpark ist voller Abfall, wer räumt mit auf?
s35 | time | community | o35, o37 | Helfende für unser Kinderfest: aufbauen, Kuchen verkaufen
s36 | time | health | o36 | Spaziergangsbegleitung für eine Dame mit Rollator
s37 | time | environment | o38 | Wer gießt im Juli unsere Hochbeete?
s38 | time | housing | o40 | Eine Lampe hängt lose, ich traue mich nicht auf die Leiter
s39 | money | community | o41 | Geld für ein Nachbarschaftsfest, rund 300 Euro
s40 | money | culture_education | o42 | Förderung für Lesepaten
s41 | money | environment | o43 | Zuschuss zur Begrünung unseres Innenhofs
s42 | money | health | o44 | Wer finanziert einen Sportkurs für Ältere?
s43 | material | community | o46 | Tische und Bänke für 80 Gäste
s44 | material | community | o47 | Zelt gegen Regen für unseren Stand
s45 | material | culture_education | o48 | Projektor für den Filmabend
s46 | material | community | o49 | Mikrofon und Lautsprecher für die Eröffnung
s47 | material | mobility | o50, o51 | Etwas, womit wir Getränkekisten holen: Auto oder Lastenfahrrad
s48 | material | culture_education | o52 | Computer für Schulkinder ohne eigenes Gerät
s49 | material | environment | o53, o54 | Werkzeug und Pflanzen für den Gemeinschaftsgarten
s50 | material | supply | o55 | Kleider für Kinder, Größe 110
"""


def rows(table: str, cells: int) -> list[list[str]]:
    """Return the cells of the lines of a table."""
    return [[cell.strip() for cell in line.split("|", cells - 1)] for line in table.strip().splitlines()]
