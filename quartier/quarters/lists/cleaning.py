"""Rows of a sheet as drafts: what each row alone says about an actor and its contact person."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quartier.quarters.lists import cells, names
from quartier.quarters.lists.columns import Header, Mapping
from quartier.quarters.lists.drafts import INDIVIDUAL, ActorDraft, Note, PersonDraft
from quartier.quarters.lists.words import JOINED

_ADDRESS = re.compile(r"(.+?)[,;]\s*((?:D-)?\d{5}\s+.+)")
# Fields whose value keeps the letters of the list. Others are understood, or they are notes.
_LETTERS = frozenset(("organisation", "first_name", "last_name", "full_name", "street", "postcode_city", "role"))
_PERSON_FIELDS = ("first_name", "last_name", "full_name")


@dataclass(frozen=True)
class Row:
    """A row of the sheet, counted from 0. `draft` is None for blank rows and titles (the header and above).

    A draft without a name comes from a row that names neither an organisation nor a person.
    """

    index: int
    draft: ActorDraft | None = None
    title: bool = False


@dataclass(frozen=True)
class _Said:
    """What the columns of one field say in one row."""

    text: str
    column: str
    cell: cells.Cell


def clean_rows(rows: Sequence[Sequence[str]], header: Header, mapping: Mapping) -> list[Row]:
    """Return every row of the sheet, cleaned with a mapping (one field or None per column)."""
    cleaned: dict[tuple[str, str], cells.Cell] = {}  # the same words come again and again
    last = rows[header.body - 1] if header.height else None  # lists repeat it where a printed page began
    return [
        Row(number)
        if all(cells.is_blank(text) for text in row)
        else Row(number, title=True)
        if number < header.body or row == last
        else Row(number, _draft(row, header, mapping, cleaned))
        for number, row in enumerate(rows)
    ]


def _draft(
    row: Sequence[str], header: Header, mapping: Mapping, cleaned: dict[tuple[str, str], cells.Cell]
) -> ActorDraft:
    said: dict[str, list[_Said]] = defaultdict(list)
    notes: list[Note] = []
    for column, text in enumerate(row):
        if cells.is_blank(text):
            continue
        name = header.names[column] if column < len(header.names) else ""
        field = mapping[column] if column < len(mapping) else None
        if field is None:
            notes.append(Note("column", text.strip(), "", name))
        else:
            if (field, text) not in cleaned:
                cleaned[field, text] = cells.clean_cell(field, text)
            cell = cleaned[field, text]
            said[field].append(_Said(text.strip(), name, cell))
            notes += [replace(note, column=name) for note in cell.notes]
    return _Draft(said, notes).build()


class _Draft:
    """Puts the cells of one row together."""

    def __init__(self, said: dict[str, list[_Said]], notes: list[Note]) -> None:
        self.said, self.notes = said, notes
        self.damaged: set[str] = set()

    def build(self) -> ActorDraft:
        organisation, person = self.text("organisation"), self.person()
        kind = self.kind(organisation)
        street, city = self.address()
        mails, phones = self.codes("emails"), self.codes("phones")
        if person:
            person = replace(person, mails=mails, phones=phones)
            mails = phones = ()
        capacity, step_free = self.first("capacity"), self.text("step_free")
        web, since = self.text("web"), self.text("since")
        self.notes += [Note("note", one.text, "note", one.column) for one in self.said["note"] if not one.cell.notes]
        whose_name = "organisation" in self.damaged if organisation else bool(person and person.damaged)
        return ActorDraft(
            name=organisation or (person.name if person else ""),
            kind=kind if organisation else INDIVIDUAL if person else "",
            mails=mails,
            phones=phones,
            street=street,
            postcode_city=city,
            web=web,
            capacity=capacity.value if capacity and isinstance(capacity.value, int) else None,
            capacity_estimated=bool(capacity and capacity.estimated),
            step_free=step_free,
            action_fields=self.codes("action_fields"),
            languages=self.codes("languages"),
            since=since,
            persons=(person,) if person else (),
            notes=tuple(dict.fromkeys(self.notes)),
            damaged=frozenset(self.damaged & JOINED | ({"name"} if whose_name else set())),
        )

    def first(self, field: str) -> cells.Cell | None:
        """Return the first cell of a field that says something; what other columns say becomes a note."""
        found = None
        for one in self.said[field]:
            if one.cell.value in (None, ()):
                continue
            if found is None:
                found = one.cell
            else:
                self.notes.append(Note("second_column", one.text, field, one.column))
        if found and found.damaged and field in _LETTERS:
            self.damaged.add(field)
        return found

    def text(self, field: str) -> str:
        """Return the text or code of a field, or ""."""
        if field in JOINED:
            self.damaged |= {field for one in self.said[field] if one.cell.damaged}
            return " ".join(str(one.cell.value) for one in self.said[field] if one.cell.value)
        cell = self.first(field)
        return str(cell.value) if cell else ""

    def codes(self, field: str) -> tuple[str, ...]:
        """Return the values of all columns of a list field."""
        values = [one.cell.value for one in self.said[field]]
        return tuple(dict.fromkeys(value for each in values if isinstance(each, tuple) for value in each))

    def person(self) -> PersonDraft | None:
        first, last, full = (self.text(field) for field in _PERSON_FIELDS)
        role = self.text("role")
        damaged = self.damaged & {"first_name", "last_name", "role"}
        if full and not (first or last):
            title, first, last = names.split(full)
            damaged |= {"first_name", "last_name"} if "full_name" in self.damaged else set()
        else:
            self.notes += [Note("second_column", one.text, "full_name", one.column) for one in self.said["full_name"]]
            title, first = names.split_title(first)
        if first or last:
            return PersonDraft(first, last, title, role=role, damaged=frozenset(damaged))
        if role:
            self.notes.append(Note("role", role, "role"))
        return None

    def kind(self, organisation: str) -> str:
        """Return the kind; a word that contradicts the row (a person's organisation) stays as a note."""
        kind = self.text("kind")
        if kind and (kind == INDIVIDUAL) == bool(organisation):
            self.notes += [Note("kind", one.text, "kind", one.column) for one in self.said["kind"]]
            return ""
        return kind

    def address(self) -> tuple[str, str]:
        """Return street, and postcode with city, which may stand in one column."""
        street, city = self.text("street"), self.text("postcode_city")
        found = _ADDRESS.fullmatch(street)
        return (found[1], found[2]) if found and not city else (street, city)
