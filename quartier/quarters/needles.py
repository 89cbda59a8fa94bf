"""How somebody is found in texts and rows: by name, by address, by number. Pure: no database, no Django."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

SHORTEST_NAME = 3  # letters: shorter ones stand in too many words to mean a person
SHORTEST_NUMBER = 6  # digits
_PREFIX = re.compile(r"^(?:0049|49|0)")


@dataclass(frozen=True)
class Needles:
    """What names one person. All lower case; a name is matched as a whole word."""

    names: tuple[str, ...]  # all of them together name the person
    mails: tuple[str, ...]
    phones: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str], mails: Iterable[str], phones: Iterable[str]) -> "Needles":
        """Return the needles of somebody; what is empty finds nothing."""
        return cls(
            tuple(name.strip().casefold() for name in names if name.strip()),
            tuple(mail.strip().casefold() for mail in mails if mail.strip()),
            tuple(phone.strip().casefold() for phone in phones if phone.strip()),
        )

    def is_named_by(self, text: str) -> bool:
        """Say whether a text holds the address, or all the names as words."""
        folded = text.casefold()
        return any(mail in folded for mail in self.mails) or self._has_names(folded)

    def may_be_meant_by(self, text: str) -> bool:
        """Say whether a text may be about the person: also the last name alone, or the number."""
        folded = text.casefold()
        return (
            self.is_named_by(folded)
            or any(len(name) >= SHORTEST_NAME and _has_word(folded, name) for name in self.names[-1:])
            or any(phone in folded or _has_number(folded, phone) for phone in self.phones)
        )

    def excerpt(self, text: str, around: int = 60) -> str:
        """Return the place of a text that may be about the person."""
        folded = text.casefold()
        for needle in (*self.mails, *self.names[-1:], *self.phones):
            place = folded.find(needle)
            if place >= 0:
                start, end = max(0, place - around), place + len(needle) + around
                return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
        return text[: 2 * around]  # a number that is written otherwise

    def _has_names(self, folded: str) -> bool:
        long_enough = any(len(name) >= SHORTEST_NAME for name in self.names)
        return long_enough and all(_has_word(folded, name) for name in self.names)


def texts_in(value: Any) -> Iterator[str]:
    """Return every text in a value as JSON has it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)


def without_row(
    rows: Sequence[Sequence[str]], known: Iterable[int], needles: Needles, kept: frozenset[int]
) -> tuple[list[list[str]], int]:
    """Return rows of a list without what they say about the person, and how many were emptied.

    `known` are places of rows that are known to be about the person; others are found by name or address. The columns
    in `kept` stay where they do not name the person themselves (for lists that are still to be read in).
    """
    places = set(known)
    emptied = 0
    result: list[list[str]] = []
    for place, row in enumerate(rows):
        if place in places or needles.is_named_by(" \n ".join(row)):
            result.append([
                cell if column in kept and not needles.may_be_meant_by(cell) else ""
                for column, cell in enumerate(row)
            ])  # fmt: skip
            emptied += 1
        else:
            result.append(list(row))
    return result, emptied


def _has_word(folded: str, word: str) -> bool:
    # The plain search first: most texts do not hold the word at all.
    return word in folded and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) is not None


def _has_number(folded: str, phone: str) -> bool:
    digits = _PREFIX.sub("", re.sub(r"\D", "", phone))
    return len(digits) >= SHORTEST_NUMBER and digits in re.sub(r"\D", "", folded)
