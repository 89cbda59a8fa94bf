"""Answers with reasons: yes, no, or "cannot be said", each reason with its rule and the facts it stands on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Outcome = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code, the number of the rule ("" where none is needed), and the facts that a sentence names."""

    code: str
    number: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; `facts` say what it was about."""

    question: str
    outcome: Outcome
    reasons: tuple[Reason, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Return no if anything is no, else unknown if anything is, else yes."""
    found = set(outcomes)
    return "no" if "no" in found else "unknown" if "unknown" in found else "yes"


def at_least(low: int, high: int, needed: int) -> Outcome:
    """Return whether a number between two bounds reaches what is needed."""
    return "yes" if low >= needed else "no" if high < needed else "unknown"
