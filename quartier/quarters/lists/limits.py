"""How large a list may be, and the error for files that are no list."""

MAX_BYTES = 20 * 1024 * 1024  # of the file
MAX_UNPACKED = 100 * 1024 * 1024  # bytes in a package, and characters in all of its cells
MAX_ROWS = 20_000  # of one sheet, up to the last row with a value
MAX_COLUMNS = 200  # up to the last column with a value
MAX_AREA = 8_000_000  # cells of all sheets, empty ones between others included


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """The file cannot be read as a list.

    `code` is one of "empty", "not_a_spreadsheet", "password", "damaged", "macros", "too_big",
    "too_many_rows" and "too_many_columns"; `details` has figures and codes without words: `limit`, or `found` (what the file seems to be).
    """

    def __init__(self, code: str, **details: int | str) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


def check_cell(row: int, column: int) -> None:
    """Refuse a value that stands too far down or to the right; both count from 0."""
    if row >= MAX_ROWS:
        raise Unreadable("too_many_rows", limit=MAX_ROWS)
    if column >= MAX_COLUMNS:
        raise Unreadable("too_many_columns", limit=MAX_COLUMNS)


class Budget:
    """What all sheets of a file together may hold."""

    def __init__(self) -> None:
        self.characters = self.area = 0

    def add_text(self, characters: int) -> None:
        """Count the text of a cell."""
        self.characters += characters
        if self.characters > MAX_UNPACKED:
            raise Unreadable("too_big", limit=MAX_UNPACKED)

    def add_area(self, cells: int) -> None:
        """Count the cells of a sheet."""
        self.area += cells
        if self.area > MAX_AREA:
            raise Unreadable("too_big", limit=MAX_AREA)
