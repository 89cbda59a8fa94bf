"""The shapes between a list and the quarter: actors and persons as plain values, and what becomes of every row."""

from dataclasses import dataclass, field
from typing import Any

from quartier.quarters.vocabulary import KINDS_BY_GROUP

INDIVIDUAL = KINDS_BY_GROUP["resident"][0]

# What may become of a row. Every row has exactly one fate.
BLANK = "blank"  # nothing in it
TITLE = "title"  # the header, or above it
NEW = "new"  # the first row of an actor that the quarter does not have
SAME = "same"  # the quarter, or an earlier row, already says all of it
MERGES = "merges"  # adds something to an actor of the quarter (`key`)
MERGES_ROW = "merges_row"  # adds something to an actor that an earlier row of the list began (`earlier`)
DECIDE = "decide"  # looks like others (`options`): a person decides
REFUSED = "refused"  # names neither an organisation nor a person, and its mails and phones belong to nobody
SKIPPED = "skipped"  # a person decided to leave it out
FATES = (BLANK, TITLE, NEW, SAME, MERGES, MERGES_ROW, DECIDE, REFUSED, SKIPPED)


@dataclass(frozen=True)
class Note:
    """A text of the list that is no value, or not only: `code` says why it stands here.

    `text` is the wording of the list, `field` the target field or "", `column` the header of its column or "".
    The codes: "note" (a column of remarks), "column" (a column without a field), "second_column" (another column has the
    field), "not_understood", "unknown_topic", "unknown_language", "no_mail", "incomplete_number", "range", "day_number",
    "salutation", "several_persons", "formula", "repaired" (the garbled original), "kind" (it contradicts the row),
    "role" (of nobody), "other_value" (the actor has another one; codes of closed lists stand as codes) and "other_name".
    """

    code: str
    text: str
    field: str = ""
    column: str = ""


@dataclass(frozen=True)
class PersonDraft:
    """A contact person. `damaged` names fields whose text has lost letters ("Petrovi?")."""

    first_name: str = ""
    last_name: str = ""
    title: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    role: str = ""
    notes: tuple[Note, ...] = ()
    damaged: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Return the name as one says it, without title."""
        return " ".join(filter(None, (self.first_name, self.last_name)))


@dataclass(frozen=True)
class ActorDraft:
    """An actor as a list or the quarter knows it. An empty text, tuple or None says nothing.

    An individual (`kind` is "individual") has exactly one person, who carries the mails, phones and role.
    An organisation has mails and phones of its own only from rows that name no person.
    `aliases` are other names under which lists have it; keep them, or the same row asks again next time.
    """

    name: str
    kind: str = ""  # a code of vocabulary.KINDS, or "" when the list does not say
    aliases: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    street: str = ""
    postcode_city: str = ""
    web: str = ""
    capacity: int | None = None  # people
    capacity_estimated: bool = False
    step_free: str = ""  # a code of vocabulary.ANSWERS, or "" when the list does not say
    action_fields: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: str = ""  # ISO: a year, a month or a day
    persons: tuple[PersonDraft, ...] = ()
    notes: tuple[Note, ...] = ()
    damaged: frozenset[str] = frozenset()

    @property
    def individual(self) -> bool:
        """Tell whether this is a person on its own account."""
        return self.kind == INDIVIDUAL


@dataclass(frozen=True)
class Known:
    """An actor that the quarter already has. Its stored remarks may come as one Note with the whole text."""

    key: int
    actor: ActorDraft


@dataclass(frozen=True)
class Change:
    """One value that a row brings. `person` is the person's name, or "" for the actor itself."""

    field: str
    value: Any
    person: str = ""


@dataclass(frozen=True)
class Option:
    """An actor that a row may mean: `key` of the quarter, or `row` of the list that began it.

    `reason` is "similar_name", "same_mail", "same_phone", "same_name" (a person with other mails, phones or street) or
    "damaged_name" (equal but for lost letters); `likeness` goes from 0 to 100.
    """

    name: str
    reason: str
    likeness: int
    key: int | None = None
    row: int | None = None


@dataclass(frozen=True)
class Choice:
    """What a person decided about a row: a new actor, none at all (`skip`), or one of its options."""

    key: int | None = None
    row: int | None = None
    skip: bool = False


@dataclass(frozen=True)
class Fate:
    """What becomes of one row. `row` counts from 0 in the sheet, `draft` is what the row alone says.

    `earlier` is the row that began the actor: whole names come first, so for a damaged one it may stand further down.
    `adds` is what the actor gets, `ignored` what it does not take: damaged texts beside good ones. `reason` of REFUSED
    is "no_name".
    """

    row: int
    fate: str
    draft: ActorDraft | None = None
    key: int | None = None
    earlier: int | None = None
    adds: tuple[Change, ...] = ()
    ignored: tuple[Change, ...] = ()
    options: tuple[Option, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Result:
    """An actor after the import: `key` None is to be made, otherwise to be changed. `rows` have contributed."""

    actor: ActorDraft
    rows: tuple[int, ...]
    key: int | None = None


@dataclass(frozen=True)
class Outcome:
    """The fate of every row, in the order of the sheet, and every actor that is to be made or changed."""

    fates: tuple[Fate, ...]
    results: tuple[Result, ...] = field(default=())
