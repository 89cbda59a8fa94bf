"""One cell for one field: its value, and notes with whatever is not understood. Nothing is dropped."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from quartier.quarters.lists import names, phones, words
from quartier.quarters.lists.drafts import Note
from quartier.quarters.lists.keys import fold, is_damaged, repaired
from quartier.quarters.vocabulary import UNKNOWN

Value = str | int | tuple[str, ...] | None

# Cells that say nothing: dashes, dots, lone signs.
_NOTHING = re.compile(r"[\W_]*")
_FORMULA = re.compile(r"\s*[=＝]\s*[\w(+@\"-]")
_MAIL = re.compile(r"[\w.+'&~-]+@[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}")
_MAIL_BREAKS = re.compile(r"[\s;,<>()\[\]|/]+|\bmailto:", re.IGNORECASE)
_ROUGHLY = re.compile(
    "ca|circa|etwa|rund|ungefaehr|zirka|max|maximal|bis|zu|fuer|pers|person|personen|plaetze|platz|sitzplaetze|stehplaetze"
    "|leute|menschen|about|people|seats|up|to"
)
_MONTHS = ("januar", "februar", "maerz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
           "dezember")  # fmt: skip
_LIST_BREAKS = re.compile(r"[,;/\n|•·]+")
_WEB = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_NAME_FIELDS = frozenset(("organisation", "first_name", "last_name", "full_name", "street", "postcode_city"))
MOST_PEOPLE = 10_000  # a room for more is a typing error


@dataclass(frozen=True)
class Cell:
    """A clean cell. `value` None or () says nothing. `damaged`: letters are lost; `estimated`: a rough number."""

    value: Value = None
    notes: tuple[Note, ...] = ()
    damaged: bool = False
    estimated: bool = False


EMPTY = Cell()


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: empty, or only dashes and the like."""
    if text[:1].isalnum():
        return False
    return not text or (_NOTHING.fullmatch(text) is not None and "\ufffd" not in text)


def clean_cell(field: str, text: str) -> Cell:
    """Return a cell's text as the value of a field (see `words.FIELDS`)."""
    if is_blank(text):
        return EMPTY
    if _FORMULA.match(text):  # never evaluated; where text is expected it stays as text
        kept = one_line(text) if field in _TEXTS else None
        return Cell(kept, (Note("formula", text.strip(), field),))
    whole = repaired(text)
    notes = [Note("repaired", text.strip(), field)] if whole != text else []
    cell = _CLEANERS[field](whole.strip())
    damaged = whole != text or (field not in ("web", "emails") and is_damaged(whole, name=field in _NAME_FIELDS))
    return Cell(
        cell.value, (*notes, *(_in(note, field) for note in cell.notes)), cell.damaged or damaged, cell.estimated
    )


def _in(note: Note, field: str) -> Note:
    return Note(note.code, note.text, field)


def one_line(text: str) -> str:
    """Return the text with single spaces and without line breaks."""
    return " ".join(text.split())


def _unknown(text: str) -> Cell:
    return Cell(None, (Note("not_understood", text),))


def _text(text: str) -> Cell:
    return Cell(one_line(text))


def _lines(text: str) -> Cell:
    return Cell(text)


def _emails(text: str) -> Cell:
    readable = re.sub(r"\s*[(\[](?:at|ät)[)\]]\s*", "@", text, flags=re.IGNORECASE)
    found, rest, damaged = [], [], False
    for word in filter(None, _MAIL_BREAKS.split(readable)):
        mail = word.strip(".:!\"'").casefold()
        if _MAIL.fullmatch(mail):
            found.append(mail)
        elif fold(word) and fold(word) not in ("und", "oder", "e", "mail", "email", "u"):
            rest.append(word)
            damaged = damaged or ("@" in word and is_damaged(word))
    if not rest:
        return Cell(tuple(dict.fromkeys(found))) if found else _unknown(text)
    says_none = not found and re.search(r"\bkein|\bohne\b|\bnone\b", text, re.IGNORECASE)
    note = Note("no_mail" if says_none else "not_understood", text)
    return Cell(tuple(dict.fromkeys(found)), (note,), damaged)


def _phones(text: str) -> Cell:
    found, understood, incomplete = phones.find(text)
    code = "not_understood" if not understood or not found else "incomplete_number" if incomplete else ""
    return Cell(tuple(found), (Note(code, text),) if code else ())


def _capacity(text: str) -> Cell:
    plain = re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", text)
    figures = [int(figure) for figure in re.findall(r"\d+", plain[:100])]
    if re.search(r"\d\s*(-|–|bis)\s*\d", plain) and len(figures) == 2 and figures[0] < figures[1]:
        return Cell(figures[1], (Note("range", text),), estimated=True)
    if len(figures) != 1 or not 0 < figures[0] <= MOST_PEOPLE:
        return _unknown(text)
    around = fold(re.sub(r"\d+", " ", plain)).split()
    understood = all(_ROUGHLY.fullmatch(word) for word in around)
    notes = () if understood else (Note("not_understood", text),)
    return Cell(figures[0], notes, estimated=not plain.strip().isdecimal())


def _step_free(text: str) -> Cell:
    said = fold(text)
    answer = words.ANSWER_BY_WORD.get(said)
    if answer and "?" not in text:
        return Cell(answer)
    if "?" in text:  # somebody was not sure
        return Cell(UNKNOWN, (Note("not_understood", text),))
    first = words.ANSWER_BY_WORD.get(said.partition(" ")[0]) if len(said) > 2 else None
    return Cell(first, (Note("not_understood", text),))


def _since(text: str) -> Cell:
    said = re.sub(r"^seit\s+|^ab\s+|^since\s+", "", text.strip(), flags=re.IGNORECASE)
    if re.fullmatch(r"\d{5}", said) and 20_000 < int(said) < 60_000:  # a day that lost its format in a spreadsheet
        return Cell((date(1899, 12, 30) + timedelta(int(said))).isoformat(), (Note("day_number", text),))
    parts = _day_parts(said)
    if parts and 1900 <= parts[0] <= 2100:
        try:
            date(*(*parts, 1, 1)[:3])
        except ValueError:
            return _unknown(text)
        return Cell("-".join(f"{part:02}" for part in parts))
    return _unknown(text)


def _day_parts(said: str) -> tuple[int, ...] | None:
    """Return year, month and day, as far as they are said."""
    if found := re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:[ T]\d\d:\d\d(?::\d\d)?)?", said):
        return tuple(int(part) for part in found.groups() if part)
    if found := re.fullmatch(r"(?:(\d{1,2})[./])?\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})", said):
        day, month, year = found.groups()
        if len(year) == 2 and not day:
            return None
        full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
        return (full, int(month), int(day)) if day else (full, int(month))
    month_name, _, year = fold(said).rpartition(" ")
    matches = [at for at, name in enumerate(_MONTHS, 1) if len(month_name) > 2 and name.startswith(month_name)]
    return (int(year), matches[0]) if matches and re.fullmatch(r"\d{4}", year) else None


def _person(text: str) -> Cell:
    several = re.search(r"\s(?:und|u\.|and)\s|[/&;\n+]", text)
    name = one_line(text) if several else names.in_order(one_line(names.without_salutation(text)))
    notes = [Note("several_persons", text)] if several else []
    if not several and names.without_salutation(text) != text:
        notes.append(Note("salutation", text))
    return Cell(name.strip(" ,"), tuple(notes))


def _street(text: str) -> Cell:
    return Cell(re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\.)(?=\d)", " ", one_line(text).strip(" ,")))


def _kind(text: str) -> Cell:
    kind = kind_of(text)
    return Cell(kind) if kind else _unknown(text)


def kind_of(text: str) -> str:
    """Return the kind of actor that a word or an organisation's name says, or ""."""
    said = fold(text)
    if found := words.KIND_BY_WORD.get(said):
        return found
    padded = f" {said} "
    for kind, said_by in words.KINDS:
        if any(f" {word} " in padded for word in said_by):
            return kind
    for kind, said_by in words.KINDS:
        if any(f"{word} " in padded for word in said_by if len(word) > 5):  # the end of a compound says what it is
            return kind
    return ""


def _codes(text: str, known: dict[str, str], code: str) -> Cell:
    if found := known.get(fold(text)):
        return Cell((found,))
    values, notes = [], []
    for part in filter(fold, _LIST_BREAKS.split(text)):
        halves = [part] if fold(part) in known else re.split(r"\s+(?:und|u\.|and)\s+|\s*[&+]\s*", part)
        for half in filter(fold, halves):
            if found := known.get(fold(half)):
                values.append(found)
            else:
                notes.append(Note(code, half.strip()))
    return Cell(tuple(dict.fromkeys(values)), tuple(notes))


def _action_fields(text: str) -> Cell:
    return _codes(text, words.TOPIC_BY_WORD, "unknown_topic")


def _languages(text: str) -> Cell:
    return _codes(text, words.LANGUAGE_BY_WORD, "unknown_language")


def _web(text: str) -> Cell:
    if not _WEB.fullmatch(text):
        return _unknown(text)
    scheme, found, _ = text.rpartition("://")
    return Cell(f"{scheme.lower()}{found}{text[len(scheme + found) :]}" if found else f"https://{text}")


_CLEANERS: dict[str, Callable[[str], Cell]] = {
    "organisation": _text, "kind": _kind, "first_name": _text, "last_name": _text, "full_name": _person,
    "emails": _emails, "phones": _phones, "street": _street, "postcode_city": _text, "capacity": _capacity,
    "step_free": _step_free, "action_fields": _action_fields, "since": _since, "role": _text, "web": _web,
    "languages": _languages, "note": _lines,
}  # fmt: skip
_TEXTS = frozenset(name for name, cleaner in _CLEANERS.items() if cleaner in (_text, _lines, _person, _street))
