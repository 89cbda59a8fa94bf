"""In which order house rules are read: paragraphs with lines, and the number that each rule has there.

A line is the place of a rule in the document, written as in `contradictions`: "votes[0]", "offices[1].term". What
belongs together under one number stands in one line: all seats, all kinds of membership, all kinds of decision.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quartier.conferences.governance.statutes import Statutes

IN_ONE_LINE = ("memberships", "seats", "decisions")


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph: a code for its title, and the places of its rules in order."""

    code: str
    lines: tuple[str, ...]

    def numbers(self, section: int) -> list[str]:
        """Return the number of every line, when this is the section-th paragraph."""
        return [f"§ {section}.{line}" for line in range(1, len(self.lines) + 1)]


def sections(statutes: Statutes) -> list[Section]:
    """Return the paragraphs that have something to say."""
    found = [Section(code, tuple(_lines(statutes, names))) for code, names in _ORDER]
    return [section for section in found if section.lines]


def numbered(statutes: Statutes) -> Statutes:
    """Return the same rules, each with the number of the place where it is read."""
    numbers = {
        path: number
        for place, section in enumerate(sections(statutes), 1)
        for path, number in zip(section.lines, section.numbers(place), strict=True)
    }
    changed = {field.name: _numbered(field.name, getattr(statutes, field.name), numbers) for field in _fields(statutes)}
    return dataclasses.replace(statutes, **changed)


def _numbered(path: str, value: Any, numbers: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        if path in IN_ONE_LINE:
            return tuple(dataclasses.replace(entry, number=numbers[path]) for entry in value)
        return tuple(_numbered(f"{path}[{place}]", entry, numbers) for place, entry in enumerate(value))
    if not dataclasses.is_dataclass(value):
        return value
    inner = {
        field.name: _numbered(f"{path}.{field.name}", getattr(value, field.name), numbers) for field in _fields(value)
    }
    if "number" in inner:
        inner["number"] = numbers.get(path, "")
    return dataclasses.replace(value, **inner)  # type: ignore[type-var]


def _fields(value: Any) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(value)


_ORDER = (
    ("belonging", ("memberships", "seats")),
    ("voting", ("opinion_only", "votes", "without_vote", "one_vote", "substitutes")),
    ("deciding", ("decisions", "quorum", "majorities", "bias")),
    ("meeting", ("notice", "publicity", "rhythm")),
    ("offices", ("offices", "conditions")),
    ("competence", ("competence",)),
    ("fund", ("fund",)),
)
_INSIDE = {"votes": ("lapse",), "offices": ("term", "no_politicians"), "fund": ("own_share", "applicants", "proof")}


def _lines(statutes: Statutes, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = getattr(statutes, name)
        if not value:
            continue
        if name in IN_ONE_LINE or not isinstance(value, tuple):
            rules = [(name, value)]
        else:
            rules = [(f"{name}[{place}]", rule) for place, rule in enumerate(value)]
        for path, rule in rules:
            yield path
            for inner in _INSIDE.get(name, ()):
                if getattr(rule, inner) is not None:
                    yield f"{path}.{inner}"
