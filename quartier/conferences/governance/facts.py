"""What has happened in a body: people, mandates, meetings, decisions, applications, read strictly.

What nobody knows is null or left out; it leads to the answer "cannot be said".
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quartier.conferences.governance import records
from quartier.conferences.governance.records import Cents, Code, Count, Days, Text, UnreadableError
from quartier.conferences.governance.statutes import Statutes, known

Applicant = Literal["person", "initiative", "legal_person"]
Cause = Literal["relative", "institution", "benefit"]


@dataclass(frozen=True, slots=True)
class Belonging:
    """A kind of membership, from one day to another, both included."""

    kind: Code
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody; household and institution are "" for those who have none, and null where nobody knows."""

    id: Code
    name: Text
    born: dt.date | None = None
    is_local: bool | None = None
    household: str | None = None
    institution: str | None = None
    is_politician: bool | None = None
    memberships: tuple[Belonging, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who holds a seat or an office, from one day to another."""

    person: Code
    of: Code
    is_deputy: bool = False
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """Who was there, from one item of the agenda to another, both included; without an end, to the end."""

    person: Code
    from_item: Count = 1
    to_item: Count | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, held or planned. `voices`: who casts the vote of a household or an institution."""

    id: Code
    date: dt.date
    published: dt.date | None = None
    enclosed: tuple[Text, ...] | None = None
    present: tuple[Presence, ...] | None = None
    excused: tuple[Code, ...] = ()
    voices: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Ballot:
    """An open vote of one person."""

    person: Code
    choice: Literal["yes", "no", "abstention"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was voted on, and how: counted (yes, no, abstentions), or by name in `ballots`."""

    id: Code
    meeting: Code
    title: str = ""
    kind: str = ""
    item: Count | None = None
    application: str = ""
    yes: Count | None = None
    no: Count | None = None
    abstentions: Count | None = None
    ballots: tuple[Ballot, ...] = ()
    objection: str = ""
    casting: Literal["yes", "no"] | None = None
    secret_requested: bool = False
    was_secret: bool | None = None


@dataclass(frozen=True, slots=True)
class Interest:
    """Why somebody is biased about an application."""

    person: Code
    because: Cause


@dataclass(frozen=True, slots=True)
class Application:
    """An application for money. `partner`: who applies together with the applicant, "none" if nobody does."""

    id: Code
    applicant: Code
    title: str = ""
    kind: Applicant | None = None
    partner: Literal["none", "person", "initiative", "legal_person"] | None = None
    total: Cents | None = None
    own: Cents | None = None
    hours: Count | None = None
    interests: tuple[Interest, ...] = ()
    ends: dt.date | None = None
    proven: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What an answer has to be: its outcome, and its sentence if one is given."""

    outcome: Literal["yes", "no", "unknown"]
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the rules, about what it names, and what is expected as the answer."""

    ask: Literal[
        "may_vote",
        "voters",
        "new_voters",
        "quorate",
        "notice",
        "adopted",
        "biased",
        "who_decides",
        "formally_fine",
        "eligible",
        "conditions",
        "due",
    ]
    person: str = ""
    meeting: str = ""
    item: Count | None = None
    kind: str = ""
    decision: str = ""
    application: str = ""
    office: str = ""
    cents: Cents | None = None
    today: dt.date | None = None
    days: Days = 30
    expect: tuple[Expected, ...] | None = None


# What each question has to name.
NEEDED: dict[str, tuple[str, ...]] = {
    "may_vote": ("person", "meeting"),
    "voters": ("meeting",),
    "new_voters": ("meeting",),
    "quorate": ("meeting",),
    "notice": ("meeting",),
    "adopted": ("decision",),
    "biased": ("person", "application"),
    "who_decides": ("cents",),
    "formally_fine": ("application",),
    "eligible": ("person", "office", "today"),
    "conditions": ("office", "today"),
    "due": ("today",),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known about one body on one day."""

    format: Literal["quartier-facts/1"]
    today: dt.date | None = None
    people: tuple[Person, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    applications: tuple[Application, ...] = ()
    questions: tuple[Question, ...] = ()


def read(value: object, statutes: Statutes) -> Facts:
    """Return facts that fit the house rules. Raises UnreadableError with the place of the first mistake."""
    found = records.read(Facts, value)
    check(found, statutes)
    return found


def write(facts: Facts) -> str:
    """Return facts as JSON text, the same bytes for the same facts."""
    return records.dumps(facts)


def check(found: Facts, statutes: Statutes) -> None:
    """Refuse facts that name what is defined nowhere, or that end before they begin."""
    for name in ("people", "meetings", "decisions", "applications"):
        _unique(name, [entry.id for entry in getattr(found, name)])
    people = {person.id for person in found.people}
    kinds = {entry.code for entry in statutes.memberships}
    for place, person in enumerate(found.people):
        for at, belonging in enumerate(person.memberships or ()):
            known(f"people[{place}].memberships[{at}].kind", [belonging.kind], kinds)
            _forward(f"people[{place}].memberships[{at}]", belonging)
    posts = {entry.code for entry in statutes.seats} | {entry.code for entry in statutes.offices}
    for place, mandate in enumerate(found.mandates):
        known(f"mandates[{place}].person", [mandate.person], people)
        known(f"mandates[{place}].of", [mandate.of], posts)
        _forward(f"mandates[{place}]", mandate)
    _meetings(found, people)
    _decisions(found, people, statutes)
    _questions(found, people, statutes)


def _meetings(found: Facts, people: set[str]) -> None:
    for place, meeting in enumerate(found.meetings):
        known(f"meetings[{place}].present", (presence.person for presence in meeting.present or ()), people)
        known(f"meetings[{place}].excused", meeting.excused, people)
        known(f"meetings[{place}].voices", meeting.voices, people)


def _decisions(found: Facts, people: set[str], statutes: Statutes) -> None:
    meetings = {meeting.id for meeting in found.meetings}
    applications = {application.id for application in found.applications}
    kinds = {"", *(entry.code for entry in statutes.decisions)}
    for place, decision in enumerate(found.decisions):
        known(f"decisions[{place}].meeting", [decision.meeting], meetings)
        known(f"decisions[{place}].kind", [decision.kind], kinds)
        known(f"decisions[{place}].application", [decision.application], applications | {""})
        voted = [ballot.person for ballot in decision.ballots]
        known(f"decisions[{place}].ballots", voted, people)
        _unique(f"decisions[{place}].ballots", voted)
    for place, application in enumerate(found.applications):
        known(f"applications[{place}].applicant", [application.applicant], people)
        known(f"applications[{place}].interests", (each.person for each in application.interests), people)


def _questions(found: Facts, people: set[str], statutes: Statutes) -> None:
    allowed = {
        "person": people,
        "meeting": {each.id for each in found.meetings},
        "kind": {each.code for each in statutes.decisions},
        "decision": {each.id for each in found.decisions},
        "application": {each.id for each in found.applications},
        "office": {each.code for each in statutes.offices},
    }
    for place, question in enumerate(found.questions):
        for name in NEEDED[question.ask]:
            if getattr(question, name) in ("", None) and not (name == "today" and found.today):
                raise UnreadableError(f"questions[{place}].{name}", "missing_key")
        for name, codes in allowed.items():
            known(f"questions[{place}].{name}", [getattr(question, name)], codes | {""})


def _unique(path: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for place, code in enumerate(codes):
        if code in seen:
            raise UnreadableError(f"{path}[{place}]", "code_twice", {"code": code})
        seen.add(code)


def _forward(path: str, span: Belonging | Mandate) -> None:
    if span.since and span.until and span.until < span.since:
        raise UnreadableError(path, "ends_before", {"begins": span.since, "ends": span.until})
