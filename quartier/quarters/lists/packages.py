"""Spreadsheets in ZIP packages (XLSX, ODS), looked through before anybody unpacks them into memory.

A package of a few kilobytes can claim a million rows, or unpack to gigabytes. Each member is read once, in pieces, and
the reading stops at the first limit. What passes is small enough for the library that reads it whole.
"""

import io
import re
import zipfile
import zlib
from posixpath import join, normpath
from xml.parsers import expat

from quartier.quarters.lists.limits import MAX_UNPACKED, Budget, Unreadable, check_cell

_PIECE = 1 << 18  # bytes
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError, ValueError, KeyError, IndexError,
    NotImplementedError,
)  # fmt: skip

# Formulas that were never calculated: (row, column), both from 0 -> "=…".
Formulas = dict[tuple[int, int], str]


def look_through(data: bytes) -> dict[str, Formulas]:
    """Return each sheet's formulas without a result by the sheet's name, or raise `Unreadable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _look_through(package)
    except _BROKEN:
        raise Unreadable("damaged") from None
    except RuntimeError:  # zipfile's way to say that a member has a password
        raise Unreadable("password") from None


def _look_through(package: zipfile.ZipFile) -> dict[str, Formulas]:
    members = {member.filename.lower(): member for member in package.infolist()}
    if sum(member.file_size for member in package.infolist()) > MAX_UNPACKED:
        raise Unreadable("too_big", limit=MAX_UNPACKED)
    if len(members) < len(package.infolist()):
        raise Unreadable("damaged")  # two members of one name: another reader would see the other one
    if "xl/workbook.xml" in members:
        return _excel(package, members)
    if "content.xml" in members and b"spreadsheet" in package.read("mimetype"):
        _open_document(package, members)
        return {}
    found = "text_document" if members.keys() & {"word/document.xml", "content.xml"} else "archive"
    raise Unreadable("not_a_spreadsheet", found=found)


class _Reader:
    """Walks through one member. Subclasses collect in `start`, `end` and `text`; names come without namespace."""

    def __init__(self, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, given: self.start(tag.rpartition(" ")[2], given)
        parser.EndElementHandler = lambda tag: self.end(tag.rpartition(" ")[2])
        parser.CharacterDataHandler = self.text
        parser.EntityDeclHandler = self._refuse
        with package.open(member) as file:
            while piece := file.read(_PIECE):  # the end checks the sum: a false size cannot hide anything
                parser.Parse(piece, False)
        parser.Parse(b"", True)

    @staticmethod
    def _refuse(*_: object) -> None:
        raise Unreadable("damaged")  # no spreadsheet declares entities, bombs do

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Note the beginning of an element."""

    def end(self, tag: str) -> None:
        """Note the end of an element."""

    def text(self, text: str) -> None:
        """Note a piece of text."""


class _Attributes(_Reader):
    """The attributes of all elements of one name, without their namespaces."""

    def __init__(self, package: zipfile.ZipFile, member: zipfile.ZipInfo, tag: str) -> None:
        self.tag, self.found = tag, list[dict[str, str]]()
        super().__init__(package, member)

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == self.tag:
            self.found.append({name.rpartition(" ")[2]: value for name, value in given.items()})


class _StringLengths(_Reader):
    """How long each shared string is, in characters."""

    def __init__(self, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self.lengths = list[int]()
        super().__init__(package, member)

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "si":
            self.lengths.append(0)

    def text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _ExcelSheet(_Reader):
    """Where values stand in a sheet of XLSX, and its formulas without a result."""

    def __init__(self, package: zipfile.ZipFile, member: zipfile.ZipInfo, strings: list[int], budget: Budget) -> None:
        self.strings, self.budget = strings, budget
        self.formulas: Formulas = {}
        self.rows = self.columns = 0  # up to the last value
        self.row, self.column = -1, -1
        self.inside, self.kind, self.formula, self.value = "", "", "", ""
        super().__init__(package, member)
        budget.add_area(self.rows * self.columns)

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "row":
            self.row, self.column = int(given.get("r", self.row + 2)) - 1, -1
        elif tag == "c":
            self.column += 1
            if place := _REFERENCE.fullmatch(given.get("r", "")):
                self.row, self.column = int(place[2]) - 1, _column(place[1])
            self.kind, self.formula, self.value = given.get("t", "n"), "", ""
        elif tag in ("f", "v", "t"):
            self.inside = tag

    def text(self, text: str) -> None:
        if self.inside == "f":
            self.formula += text
        elif self.inside:
            self.value += text

    def end(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""
        elif tag == "c" and (self.value or self.formula):
            check_cell(self.row, self.column)
            self.rows, self.columns = max(self.rows, self.row + 1), max(self.columns, self.column + 1)
            shared = self.kind == "s" and self.value.isdecimal()
            self.budget.add_text(self.strings[int(self.value)] if shared else len(self.value))
            if self.formula and (not self.value or self.kind == "e"):
                self.formulas[self.row, self.column] = f"={self.formula}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _excel(package: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> dict[str, Formulas]:
    ways = {
        way["Id"]: normpath(join("/xl", way["Target"])).lower()[1:]
        for way in _Attributes(package, members["xl/_rels/workbook.xml.rels"], "Relationship").found
        if way.get("Type", "").endswith("/worksheet")
    }
    sheets = _Attributes(package, members["xl/workbook.xml"], "sheet").found
    strings = members.get("xl/sharedstrings.xml")
    lengths = _StringLengths(package, strings).lengths if strings else []
    budget = Budget()
    return {
        sheet["name"]: _ExcelSheet(package, members[ways[sheet["id"]]], lengths, budget).formulas
        for sheet in sheets
        if sheet.get("id") in ways  # the others are charts
    }


class _OpenSheets(_Reader):
    """Where values stand in the sheets of an ODS. One element may stand for many equal cells or rows."""

    def __init__(self, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self.budget = Budget()
        self.rows = self.columns = self.row = self.column = 0
        self.wide = self.length = self.repeated = self.row_repeated = 0
        super().__init__(package, member)

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            self.rows = self.columns = self.row = 0
        elif tag == "table-row":
            self.column = self.wide = 0
            self.row_repeated = self._times(given, "number-rows-repeated")
        elif tag in ("table-cell", "covered-table-cell"):
            self.length = 0
            self.repeated = self._times(given, "number-columns-repeated")

    @staticmethod
    def _times(given: dict[str, str], name: str) -> int:
        return next((int(value) for key, value in given.items() if key.rpartition(" ")[2] == name), 1)

    def text(self, text: str) -> None:
        self.length += len(text.strip())

    def end(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            self.column += self.repeated
            if self.length:
                self.wide = self.column
                check_cell(self.row + self.row_repeated - 1, self.wide - 1)
                self.budget.add_text(self.length * self.repeated * self.row_repeated)
            self.length = 0
        elif tag == "table-row":
            self.row += self.row_repeated
            if self.wide:
                self.rows, self.columns = self.row, max(self.columns, self.wide)
        elif tag == "table":
            self.budget.add_area(self.rows * self.columns)


def _open_document(package: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> None:
    manifest = members.get("meta-inf/manifest.xml")
    if manifest and _Attributes(package, manifest, "encryption-data").found:
        raise Unreadable("password")
    _OpenSheets(package, members["content.xml"])
