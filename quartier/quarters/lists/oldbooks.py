"""Old Excel files (XLS), looked through before the library unpacks them.

A workbook is a row of records: kind, length, content. A few kilobytes can claim a sheet of 65,536 rows, two thousand
million shared texts, or the same sheet a thousand times. Each record is looked at once; what passes is small enough.
"""

import struct
from collections.abc import Iterator

from quartier.quarters.lists.containers import Container
from quartier.quarters.lists.limits import Budget, Unreadable, check_cell

_MAX_RECORDS = 2_000_000  # more than 20 MB of cells have
_MAX_STRINGS = 1_000_000
_LONGEST = 32_767  # characters in one cell
_BEGIN, _END, _CONTINUE = 0x0809, 0x000A, 0x003C
_PASSWORD, _SHEET, _STRINGS, _SIZE = 0x002F, 0x0085, 0x00FC, 0x0200
_SHARED, _MANY = 0x00FD, 0x00BD  # a cell with a shared text; several numbers side by side
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, _SHARED, _MANY})
_MACRO_SHEETS = (0x01, 0x06)  # of the kinds of sheets
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros", "VBA")

_Record = tuple[int, int, int]  # kind, where its content begins and ends


def look_through(data: bytes) -> None:
    """Return when the library may read the file; else raise `Unreadable`."""
    container = Container(data)
    if "EncryptedPackage" in container:
        raise Unreadable("password")
    book = next((name for name in ("Workbook", "Book") if name in container), "")
    if not book:
        found = "text_document" if "WordDocument" in container else "binary"
        raise Unreadable("not_a_spreadsheet", found=found)
    try:
        _Book(container.stream(book))
    except struct.error:
        raise Unreadable("damaged") from None
    if any(name in container for name in _MACROS):
        raise Unreadable("macros")


class _Book:
    """One workbook: what is common to its sheets first, then sheet by sheet."""

    def __init__(self, stream: bytes) -> None:
        self.stream, self.budget = stream, Budget()
        self.left = _MAX_RECORDS
        self.lengths: list[int] = []
        if struct.unpack_from("<H", stream)[0] != _BEGIN:
            raise Unreadable("damaged")
        places = list(self._common())
        if len(set(places)) < len(places):
            raise Unreadable("damaged")  # one sheet under many names
        if sum(self._sheet(place) for place in places) > len(stream):
            raise Unreadable("damaged")  # sheets inside of sheets

    def _records(self, place: int) -> Iterator[_Record]:
        """Yield the records from a place up to the end of that part, with the parts inside of it."""
        depth = 0
        while True:
            kind, length = struct.unpack_from("<2H", self.stream, place)
            start, place = place + 4, place + 4 + length
            self.left -= 1
            if place > len(self.stream):
                raise Unreadable("damaged")
            if self.left < 0:
                raise Unreadable("too_big", limit=_MAX_RECORDS)
            depth += (kind == _BEGIN) - (kind == _END)
            yield kind, start, place
            if depth <= 0:
                return

    def _common(self) -> Iterator[int]:
        """Yield where each sheet begins."""
        pieces: list[bytes] = []
        last = 0
        for kind, start, end in self._records(0):
            if kind == _PASSWORD:
                raise Unreadable("password")
            if kind == _SHEET:
                place, _hidden, sort = struct.unpack_from("<I2B", self.stream, start)
                if sort & 0x0F in _MACRO_SHEETS:
                    raise Unreadable("macros")
                yield place
            elif kind == _STRINGS or (kind == _CONTINUE and last == _STRINGS):
                pieces.append(self.stream[start:end])
            last = last if kind == _CONTINUE else kind
        if pieces:
            self.lengths = list(_string_lengths(pieces))

    def _sheet(self, place: int) -> int:
        """Look through one sheet; return how many bytes it has."""
        if struct.unpack_from("<H", self.stream, place)[0] != _BEGIN:
            raise Unreadable("damaged")
        rows = columns = 0
        end = place
        for kind, start, end in self._records(place):
            if kind == _PASSWORD:
                raise Unreadable("password")
            if kind == _SIZE:
                self._check_size(start, end)
            elif kind in _CELLS:
                row, column = struct.unpack_from("<2H", self.stream, start)
                if kind == _MANY:
                    column = struct.unpack_from("<H", self.stream, end - 2)[0]
                elif kind == _SHARED:
                    (number,) = struct.unpack_from("<I", self.stream, start + 6)
                    self.budget.add_text(self.lengths[number] if number < len(self.lengths) else _LONGEST)
                check_cell(row, column)
                rows, columns = max(rows, row + 1), max(columns, column + 1)
        self.budget.add_area(rows * columns)
        return end - place

    def _check_size(self, start: int, end: int) -> None:
        """Refuse a sheet that claims more cells than a sheet can have: the library makes room for all of them."""
        form = "<2I2H" if end - start == 14 else "<4H"
        first, rows, left, columns = struct.unpack_from(form, self.stream, start)
        if rows > 1 << 16 or columns > 1 << 8 or first > rows or left > columns:
            raise Unreadable("damaged")


def _string_lengths(pieces: list[bytes]) -> Iterator[int]:
    """Yield how many characters each shared text has. A text may go on in the next piece, which begins with its width."""
    total, unique = struct.unpack_from("<2I", pieces[0])
    if unique > min(_MAX_STRINGS, sum(map(len, pieces)) // 3):
        raise Unreadable("too_big" if unique <= total and unique > _MAX_STRINGS else "damaged", limit=_MAX_STRINGS)
    reader = _Pieces(pieces)
    for _number in range(unique):
        if reader.is_over():
            return
        length, wide = reader.numbers("<HB")
        runs = reader.numbers("<H")[0] if wide & 8 else 0
        extra = reader.numbers("<I")[0] if wide & 4 else 0
        reader.skip_text(length, 2 if wide & 1 else 1)
        reader.skip(runs * 4 + extra)
        yield length


class _Pieces:
    """The shared texts, which records cut anywhere."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces, self.piece, self.at = pieces, 0, 8

    def is_over(self) -> bool:
        """Say whether nothing is left; go on to the next piece when one is at its end."""
        while self.piece < len(self.pieces) and self.at >= len(self.pieces[self.piece]):
            self.piece, self.at = self.piece + 1, 0
        return self.piece == len(self.pieces)

    def numbers(self, form: str) -> tuple[int, ...]:
        if self.is_over():
            raise Unreadable("damaged")
        found: tuple[int, ...] = struct.unpack_from(form, self.pieces[self.piece], self.at)
        self.at += struct.calcsize(form)
        return found

    def skip(self, size: int) -> None:
        while size and not self.is_over():
            step = min(size, len(self.pieces[self.piece]) - self.at)
            self.at, size = self.at + step, size - step

    def skip_text(self, length: int, width: int) -> None:
        while length:
            at = self.piece
            if self.is_over():
                raise Unreadable("damaged")
            if self.piece > at:
                width, self.at = 2 if self.numbers("<B")[0] & 1 else 1, 1
            step = min(length, (len(self.pieces[self.piece]) - self.at) // width)
            if not step and self.at < len(self.pieces[self.piece]):
                raise Unreadable("damaged")  # half a character
            self.at, length = self.at + step * width, length - step
