"""Lists as coordinators keep them, with invented people: as XLSX, as text, and broken in many ways."""

import io
import zipfile
from collections.abc import Sequence

import xlsxwriter

HEADER = (
    "Einrichtung", "Art", "Vorname", "Name", "E-Mail", "Telefon", "Straße", "Plätze Raum", "barrierefrei", "Themen",
    "dabei seit", "Funktion",
)  # fmt: skip
ROWS: tuple[tuple[str, ...], ...] = (
    ("Kita Birkenhain", "Kita", "Mona", "Reißner", "mona.reissner@birke.example", "0170-5550101", "Übersteig 4", "", "JA", "Jugend", "", "Sprecherin"),
    ("Schule am Wehr", "Grundschule", "Stanisław", "Żak", "stanislaw.zak@wehr.example", "0201 / 555010", "Łódź-Platz 12 b", "ca. 80", "teilweise", "", "2015", ""),
    ("Jugendtreff Silo", "Jugendzentrum", "Goran", "Babić", "goran.babic@silo.example", "+49 201 5550-25", "Siloweg 7", "40 Pers.", "nein", "Kultur, Verkehr", "12.05.2021", "AK Verkehr"),
    (),
    ("Moscheegemeinde Wehrfeld", "Moscheegemeinde", "Emre", "Çelik", "kein E-Mail!", "0201555077", "  Wehrstr.12  ", "120", "weiß nicht", "Klima", "seit Anfang", ""),
    ("Jobcenter Wehrfeld", "Jobcenter", "Ilse", "von der Aue", "eins@amt.example; zwei@amt.example", "", "Wehrstr. 3a", "-", "ja", "", "03/2019", ""),
    ("Turnverein Wehr e.V.", "Sportverein", "Tilda", '=HYPERLINK("http://falle.example")', "tilda@turnen.example", "", "", "25", "", "Sport", "", ""),
    ("", "Bewohner/in", "Ole", "Brandt", "ole.brandt@post-a.example", "0201 / 555090", "Siloweg 9", "", "nein", "", "2015", ""),
    ("", "Bewohner/in", "Ole", "Brandt", "ole.brandt@post-b.example", "0170-5550199", "Übersteig 30", "", "", "", "", ""),
    ("Jugendtreff Silo", "Jugendzentrum", "Goran", "Babić", "GORAN.BABIC@SILO.EXAMPLE", "", "Siloweg 7", "40 Pers.", "nein", "Kultur", "12.05.2021", ""),
)  # fmt: skip
TITLE = ("Verteiler Wehrfeld (Stand 02/26)",)
TABLE: tuple[Sequence[str], ...] = (TITLE, (), HEADER, *ROWS)
LOST = str.maketrans("łŻŁźć", "?????")  # letters that Windows-1252 does not know


def xlsx(rows: Sequence[Sequence[object]] = TABLE, *, more: Sequence[Sequence[object]] = ()) -> bytes:
    """Return a workbook; `more` becomes a second, hidden sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, table in (("Verteiler", rows), ("alt", more))[: 2 if more else 1]:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(table):
            for column, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(number, column, value, None, "")
                elif value != "":
                    sheet.write(number, column, value)
        if name == "alt":
            sheet.hide()
    book.close()
    return out.getvalue()


def text(rows: Sequence[Sequence[str]] = TABLE, *, delimiter: str = ";", end: str = "\r\n") -> str:
    """Return a text table, with quotation marks where they are needed."""

    def quoted(cell: str) -> str:
        return f'"{cell.replace(chr(34), chr(34) * 2)}"' if any(char in cell for char in f'{delimiter}"\n') else cell

    return end.join(delimiter.join(quoted(cell) for cell in row) for row in rows) + end


def windows(rows: Sequence[Sequence[str]] = TABLE) -> bytes:
    """Return the list as an old spreadsheet saved it: Windows-1252, with question marks for unknown letters."""
    return text(rows).translate(LOST).encode("cp1252")


def archive(members: dict[str, bytes]) -> bytes:
    """Return a ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def rewritten(data: bytes, member: str, content: bytes) -> bytes:
    """Return a package with one member replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    return archive(members | {member: content})


def open_document(rows: str, *, manifest: str = "<manifest/>") -> bytes:
    """Return an ODS with the given XML of its rows."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Blatt">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )
