"""House rules as a text to read: paragraphs with numbered sentences, and what differs between two versions."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from quartier.conferences import sentences
from quartier.conferences.governance import layout
from quartier.conferences.governance import statutes as s

TITLES = {
    "belonging": _lazy("Wer dazugehört"),
    "voting": _lazy("Wer abstimmt"),
    "deciding": _lazy("Wie wir beschließen"),
    "meeting": _lazy("Einladung und Öffentlichkeit"),
    "offices": _lazy("Ämter"),
    "competence": _lazy("Wer über welchen Betrag entscheidet"),
    "fund": _lazy("Das Geld für Projekte"),
}
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True)
class Line:
    """One rule in words: its place in the document, its number, its sentences."""

    path: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Several rules under one title."""

    code: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a rule: the line before and the line after; None where there was or is none."""

    title: str
    before: Line | None
    after: Line | None


def paragraphs(rules: s.Statutes) -> list[Paragraph]:
    """Return house rules as they are read, in the language of the page, numbered as they stand here."""
    return [
        Paragraph(
            section.code,
            str(TITLES[section.code]),
            tuple(
                Line(path, number, line(rules, path))
                for path, number in zip(section.lines, section.numbers(place), strict=True)
            ),
        )
        for place, section in enumerate(layout.sections(rules), 1)
    ]


def line(rules: s.Statutes, path: str) -> str:
    """Return the rule at a place as sentences; "" where none stands.

    What has no sentence of its own is said by the rule it belongs to, and a list by its first rule.
    """
    worded = sentences.WORDS.get(re.sub(r"\[\d+\]", "", path))
    if worded is None:
        return line(rules, path.rpartition(".")[0]) if "." in path else ""
    rule: Any = rules
    for name, place in (step.groups() for step in map(_STEP.fullmatch, path.split(".")) if step):
        rule = getattr(rule, name)
        if place is not None:
            rule = rule[int(place)] if int(place) < len(rule) else None
    if isinstance(rule, tuple) and path not in layout.IN_ONE_LINE:
        rule = rule[0] if rule else None
    return " ".join(worded(sentences.Names(rules), rule).split()) if rule else ""


def changes(before: s.Statutes, after: s.Statutes) -> list[Change]:
    """Return every rule that came, went or reads otherwise, in the order of the text."""
    old = {paragraph.code: paragraph.lines for paragraph in paragraphs(before)}
    new = {paragraph.code: paragraph.lines for paragraph in paragraphs(after)}
    found: list[Change] = []
    for code, title in TITLES.items():
        one, other = old.get(code, ()), new.get(code, ())
        matcher = SequenceMatcher(None, [each.text for each in one], [each.text for each in other], autojunk=False)
        for tag, i, j, k, m in matcher.get_opcodes():
            if tag != "equal":
                pairs = zip(_filled(one[i:j], m - k), _filled(other[k:m], j - i), strict=True)
                found += [Change(str(title), *pair) for pair in pairs]
    return found


def _filled(lines: tuple[Line, ...], size: int) -> list[Line | None]:
    return [*lines, *[None] * (size - len(lines))]
