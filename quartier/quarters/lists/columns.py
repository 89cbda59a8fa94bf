"""Where the header of a list is, and which column says what: guesses with a reason, which a person may correct."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quartier.quarters.lists import cells, words
from quartier.quarters.lists.keys import fold

_SEARCHED = 40  # rows in which a header may begin
_SAMPLE = 200  # rows by which the contents of a column are judged
_ENOUGH = 50  # certainty below which a column stays a note
_EXACT, _CONTAINED = 95, 75  # certainty of a header that is a known word, or contains one

# Target field for each column, None for one that becomes a note.
Mapping = tuple[str | None, ...]


@dataclass(frozen=True)
class Header:
    """The header: it begins at row `first` and has 0 to 2 rows. `names` has one text per column, "" for none."""

    first: int
    height: int
    names: tuple[str, ...]

    @property
    def body(self) -> int:
        """Return the first row of the list itself."""
        return self.first + self.height


@dataclass(frozen=True)
class Guess:
    """What a column seems to say. `certainty` goes from 0 to 100.

    `reason` is "header" (a known word), "header_part" (contains one), "content" (its cells look like it),
    "taken" (another column says it more clearly) or "nothing".
    """

    column: int
    name: str
    field: str | None
    certainty: int
    reason: str


def find_header(rows: Sequence[Sequence[str]]) -> Header:
    """Return the header of a sheet, below titles and blank rows. A list without header has one of height 0."""
    width = max((len(row) for row in rows), default=0)
    scores = [(_header_score(row), -number) for number, row in enumerate(rows[:_SEARCHED])]
    best, position = max(scores, default=(0.0, 0))
    first = -position
    filled = sum(1 for cell in rows[first] if cell.strip()) if rows else 0
    if best < min(2, filled) or not filled:
        return Header(_first_of_body(rows), 0, ("",) * width)
    top, below = rows[first], rows[first + 1] if first + 1 < len(rows) else ()
    if first and _is_group_row(rows[first - 1], top):
        return Header(first - 1, 2, _joined(rows[first - 1], top, width))
    if _header_score(below) >= 2 and _is_group_row(top, below):
        return Header(first, 2, _joined(top, below, width))
    return Header(first, 1, tuple(cells.one_line(_at(top, column)) for column in range(width)))


def _header_score(row: Sequence[str]) -> float:
    """Return how many cells are words of headers; a row with data has none."""
    if any(_looks_like_data(cell) for cell in row):
        return 0
    found = [_by_header(cell)[1] for cell in row if cell.strip()]
    return sum(1 if certainty == _EXACT else 0.6 for certainty in found if certainty)


def _looks_like_data(cell: str) -> bool:
    return "@" in cell or len(cell) > 80 or len(re.findall(r"\d", cell)) > 4


def _is_group_row(above: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row stands over a header as a second one: several groups, or names for columns without any."""
    if any(_looks_like_data(cell) for cell in above):
        return False
    filled = [column for column, cell in enumerate(above) if cell.strip()]
    fills_gap = any(not _at(below, column).strip() for column in filled)
    return len(filled) >= 2 and (fills_gap or len(filled) < sum(1 for cell in below if cell.strip()))


def _joined(above: Sequence[str], below: Sequence[str], width: int) -> tuple[str, ...]:
    """Return names of two rows. A group's name goes on to the right until the next one, over columns with a name."""
    names, group = [], ""
    for column in range(width):
        over, under = cells.one_line(_at(above, column)), cells.one_line(_at(below, column))
        group = over or (group if under else "")
        names.append(" ".join(filter(None, (group, under))) if group != under else under)
    return tuple(names)


def _first_of_body(rows: Sequence[Sequence[str]]) -> int:
    """Return the first row that is no title: where most rows are wide, a title is narrow."""
    widths = sorted(sum(1 for cell in row if cell.strip()) for row in rows if any(cell.strip() for cell in row))
    usual = widths[len(widths) // 2] if widths else 0
    for number, row in enumerate(rows):
        filled = sum(1 for cell in row if cell.strip())
        if filled and (usual < 3 or filled >= 2):
            return number
    return 0


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def guess(rows: Sequence[Sequence[str]], header: Header) -> list[Guess]:
    """Return one guess per column, from header words first and from contents where these say nothing."""
    body = [row for row in rows[header.body :] if any(row)][:_SAMPLE]
    guesses = []
    for column, name in enumerate(header.names):
        texts = [text for row in body if not cells.is_blank(text := _at(row, column))]
        guesses.append(_guess_column(column, name, texts, header.names))
    return _without_doubles(_names_of_persons(guesses, body))


def mapping_of(guesses: Sequence[Guess]) -> Mapping:
    """Return the guesses as a mapping."""
    return tuple(guess.field for guess in guesses)


def _guess_column(column: int, name: str, texts: list[str], names: Sequence[str]) -> Guess:
    field, certainty = _by_header(name)
    if field:
        return Guess(column, name, field, certainty, "header" if certainty == _EXACT else "header_part")
    by_content, share = _by_content(texts)
    if by_content and share >= _ENOUGH:
        return Guess(column, name, by_content, share, "content")
    return Guess(column, name, None, 0, "nothing")


def _by_header(name: str) -> tuple[str | None, int]:
    """Return the field that a header names, and how certain that is."""
    said = fold(name)
    if not said:
        return None, 0
    if said == "name":
        return "full_name", _EXACT  # see _names_of_persons
    if found := words.FIELD_BY_HEADER.get(said.strip("0123456789 ")):
        return found, _EXACT
    padded = f" {said} "
    hits = [
        (padded.rindex(f" {word} "), len(word), field)
        for word, field in words.FIELD_BY_HEADER.items()
        if len(word) > 2 and f" {word} " in padded
    ]
    if hits:  # the last word says what it is: "Raum Plätze", "Kontakt Telefon"
        return max(hits, key=lambda hit: (hit[0] + hit[1], hit[1]))[2], _CONTAINED
    ends = [
        (len(word), field) for word, field in words.FIELD_BY_HEADER.items() if len(word) > 4 and said.endswith(word)
    ]
    return (max(ends)[1], _CONTAINED) if ends else (None, 0)


def _is_street(text: str) -> bool:
    return bool(re.fullmatch(r"\s*[^\W\d][^\d@]{3,40}\s?\d{1,4}\s?[a-zA-Z]?\s*", text))


def _understood(field: str) -> Callable[[str], bool]:
    def test(text: str) -> bool:
        cell = cells.clean_cell(field, text)
        return cell.value not in (None, ()) and not cell.notes

    return test


# Special before general; the share of a column's cells that pass decides.
_CONTENTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("emails", lambda text: "@" in text),
    ("web", lambda text: bool(re.match(r"\s*(https?://|www\.)\S+\s*$", text))),
    ("postcode_city", lambda text: bool(re.fullmatch(r"\s*(D-)?\d{5}(\s+\D+)?\s*", text))),
    ("phones", lambda text: len(re.findall(r"\d", text)) > 6 and _understood("phones")(text)),
    ("since", lambda text: bool(re.search(r"\b(19|20)\d\d\b", text)) and _understood("since")(text)),
    ("step_free", lambda text: len(text) > 1 and _understood("step_free")(text)),
    ("capacity", _understood("capacity")),
    ("action_fields", _understood("action_fields")),
    ("languages", lambda text: len(text) > 2 and _understood("languages")(text)),
    ("organisation", lambda text: " " in text.strip() and bool(cells.kind_of(text)) and not _is_street(text)),
    ("kind", lambda text: bool(cells.kind_of(text))),
    ("street", _is_street),
)


def _by_content(texts: list[str]) -> tuple[str | None, int]:
    """Return the field that most cells of a column look like, and the share of those cells in percent, at most 90."""
    if not texts:
        return None, 0
    shares = [(sum(map(test, texts)) * 90 // len(texts), field) for field, test in _CONTENTS]
    best = max(share for share, _ in shares)
    return next(field for share, field in shares if share == best), best


def _names_of_persons(guesses: list[Guess], body: Sequence[Sequence[str]]) -> list[Guess]:
    """Decide what a plain "Name" means: the last name beside a first name, otherwise a person or an organisation."""
    fields = {guess.field for guess in guesses}
    settled = []
    for one in guesses:
        field = one.field
        if field == "full_name" and fold(one.name).split()[-1:] == ["name"]:
            if "first_name" in fields:
                field = "last_name"
            elif "organisation" not in fields and _are_organisations([_at(row, one.column) for row in body]):
                field = "organisation"
        settled.append(Guess(one.column, one.name, field, one.certainty, one.reason))
    return settled


def _are_organisations(texts: list[str]) -> bool:
    said = [text for text in texts if text.strip()]
    return sum(1 for text in said if cells.kind_of(text)) * 3 >= len(said) > 0


def _without_doubles(guesses: list[Guess]) -> list[Guess]:
    """Leave a field that holds one value to the column that says it most clearly."""
    best: dict[str, Guess] = {}
    for one in guesses:
        if one.field and one.certainty > (best[one.field].certainty if one.field in best else 0):
            best[one.field] = one
    return [
        one
        if not one.field or one.field in words.LISTED | words.JOINED or best[one.field] is one
        else Guess(one.column, one.name, None, one.certainty, "taken")
        for one in guesses
    ]
