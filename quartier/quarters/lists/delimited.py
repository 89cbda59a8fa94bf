"""Tables as text: which encoding, which delimiter, and the rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from quartier.quarters.lists.limits import Unreadable, check_cell

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ";\t,|"
_LINE_END = re.compile("\r+\n|\r|\v|\f|\u2028|\u2029")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f]")
_SAMPLE = 100  # rows by which the delimiter is found
_RUNAWAY = 20  # line breaks in one cell: a quotation mark that nobody closed
_LONGEST = 1_000_000  # characters of a line


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the encoding that was assumed.

    Raises `Unreadable` for bytes that are no text.
    """
    encoding = _encoding(data)
    text = data.decode(encoding, "replace")
    if text.count("\0") > len(text) // 10 or len(_CONTROL.findall(text)) > len(text) // 100:
        raise Unreadable("not_a_spreadsheet", found="binary")
    return text.replace("\0", ""), encoding


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:4000]
    if len(sample) >= 4 and sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le"
    if len(sample) >= 4 and sample[::2].count(0) > len(sample) // 4:
        return "utf-16-be"
    # A UTF-8 file with a few broken bytes is still UTF-8; a Windows file has hardly a valid sequence.
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken if broken else 1
    return "utf-8" if whole > broken else "cp1252"


def parse(text: str) -> tuple[list[list[str]], str]:
    """Return the rows and the delimiter that was assumed."""
    text = _LINE_END.sub("\n", text)
    if max(map(len, text.split("\n"))) > _LONGEST:
        raise Unreadable("damaged")
    head, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=.", head):  # a line of Excel's own
        # The line stays as a blank row: rows are counted as a text editor counts them.
        return _rows("\n" + rest, head[-1]), head[-1]
    delimiter = _delimiter(text)
    return _rows(text, delimiter), delimiter


def _delimiter(text: str) -> str:
    """Return the delimiter that gives most rows the same width."""

    def fitness(delimiter: str) -> tuple[int, int]:
        try:
            sample = list(islice(csv.reader(_lines(text), delimiter=delimiter), _SAMPLE))
        except csv.Error:
            return 0, 0
        widths = Counter(len(row) for row in sample if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(_DELIMITERS, key=fitness)


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="\n")


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = _checked(csv.reader(_lines(text), delimiter=delimiter))
        if all(cell.count("\n") <= _RUNAWAY for row in rows for cell in row if "\n" in cell):
            return rows
    except csv.Error:  # a cell longer than any cell is
        pass
    try:
        return _checked(csv.reader(_lines(text), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error:
        raise Unreadable("damaged") from None


def _checked(reader: Iterable[list[str]]) -> list[list[str]]:
    """Return the rows without empty cells at their ends and without empty rows at the end of all."""
    rows: list[list[str]] = []
    for number, row in enumerate(reader):
        while row and not row[-1].strip():
            row.pop()
        if row:
            check_cell(number, len(row) - 1)
            rows.extend([] for _ in range(number - len(rows)))  # millions of blank lines at the end cost nothing
            rows.append(row)
    return rows
