"""A file as sheets of text: XLSX, XLS, ODS, and text with delimiters, whatever its name says."""

import io
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import python_calamine as calamine

from quartier.base.text import clean
from quartier.quarters.lists import containers, delimited, oldbooks, packages
from quartier.quarters.lists.limits import MAX_BYTES, MAX_ROWS, Unreadable, check_cell

# How files begin that people choose by mistake.
_BEGINNINGS = (
    (b"%PDF", "pdf"), (b"{\\rtf", "text_document"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"), (b"RIFF", "image"), (b"BM\x36", "image"), (b"II*\0", "image"), (b"MM\0*", "image"),
    (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"), (b"\x1f\x8b", "archive"),
)  # fmt: skip
_MARKUP = re.compile(rb"\s*<(\?xml|!doctype|html|head|body|table|svg|meta)\b", re.IGNORECASE)
# Excel's form of control characters in cells.
_ESCAPED = re.compile("_x000[0-9A-Fa-f]_")

Raw = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True)
class Sheet:
    """A sheet as text, cell by cell as it stands there. Rows end with their last value, row 0 is the first one.

    `encoding` and `delimiter` say what was assumed about a text file; they are "" for others.
    """

    name: str
    rows: list[list[str]]
    hidden: bool = False
    encoding: str = ""
    delimiter: str = ""


def read(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a file with at most 20 MB, or raise `Unreadable`.

    What the file is decides its content; `name` only gives a text file's sheet its name.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("too_big", limit=MAX_BYTES)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("empty")
    if data.startswith(b"PK"):
        return _workbook(data, packages.look_through(data))
    if data.startswith(containers.MAGIC):
        oldbooks.look_through(data)
        return _workbook(data, {})
    if found := _something_else(data):
        raise Unreadable("not_a_spreadsheet", found=found)
    text, encoding = delimited.decode(data)
    rows, delimiter = delimited.parse(text)
    title = clean(name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name)
    return [Sheet(title, [[clean(cell) for cell in row] for row in rows], encoding=encoding, delimiter=delimiter)]


def _something_else(data: bytes) -> str:
    for beginning, found in _BEGINNINGS:
        if data.startswith(beginning):
            return found
    return "markup" if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")) else ""


def _workbook(data: bytes, formulas: dict[str, packages.Formulas]) -> list[Sheet]:
    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            return [
                _sheet(book, about, formulas.get(about.name, {}))
                for about in book.sheets_metadata
                if about.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError:
        raise Unreadable("password") from None
    except BaseException as error:
        # The library's own errors, and the panics of its Rust code, which are no Exceptions.
        if not isinstance(error, calamine.CalamineError) and type(error).__name__ != "PanicException":
            raise
        raise Unreadable("damaged") from None


def _sheet(book: calamine.CalamineWorkbook, about: calamine.SheetMetadata, formulas: packages.Formulas) -> Sheet:
    sheet = book.get_sheet_by_name(about.name)
    if sheet.end:
        check_cell(0, sheet.end[1])
        check_cell(sheet.end[0], 0)
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)]
    for (number, column), formula in formulas.items():
        rows.extend([] for _ in range(number + 1 - len(rows)))
        row = rows[number]
        row.extend("" for _ in range(column + 1 - len(row)))
        row[column] = row[column] or clean(formula)
    for row in rows:
        while row and not row[-1].strip():
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(clean(about.name), rows, hidden=about.visible != calamine.SheetVisibleEnum.Visible)


def _text(value: Raw) -> str:
    """Return a cell as text: whole numbers without a decimal point, days as ISO."""
    if isinstance(value, str):
        return clean(_ESCAPED.sub("\n", value) if "_x000" in value else value) if value else ""
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"  # as the spreadsheet shows it
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)
