"""The house rules of a conference as one record: every parameter, each rule with its number.

`read` takes what a person wrote, strictly; `write` gives the same bytes for the same rules. What a body does not rule
is left out. docs/guides/statutes.md explains every field to people.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quartier.conferences.governance import records
from quartier.conferences.governance.records import Cents, Code, Count, Days, Months, Text, UnreadableError

FORMAT = "quartier-statutes/1"


@dataclass(frozen=True, slots=True)
class Named:
    """A code and what people call it: a kind of membership, or a kind of decision."""

    code: Code
    name: Text
    number: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat with one vote, whoever fills it."""

    code: Code
    name: Text
    number: str = ""


@dataclass(frozen=True, slots=True)
class Lapse:
    """When an earned vote is lost: so long after the last presence or excuse, or after so many absences in a row."""

    number: str = ""
    months: Months | None = None
    absences: Count | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """One way to a vote; everything that is stated has to be fulfilled. Who fulfils one ground may vote.

    present: being there; presences: for the n-th time, within months or among the last meetings; seat: holding a seat;
    elected: holding one of `offices`; member: having one of `memberships`.
    """

    how: Literal["present", "presences", "seat", "elected", "member"]
    number: str = ""
    memberships: tuple[Code, ...] = ()
    offices: tuple[Code, ...] = ()
    presences: Count = 1
    months: Months | None = None
    meetings: Count | None = None
    minimum_age: Count | None = None
    is_local: bool = False
    lapse: Lapse | None = None


@dataclass(frozen=True, slots=True)
class WithoutVote:
    """Kinds of membership that never vote."""

    memberships: tuple[Code, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class OneVote:
    """For whom one vote counts."""

    per: Literal["person", "household", "institution"]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that holds because it is there, such as that deputies vote when the holder of the seat is away."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many voters of one kind of membership have to be there."""

    membership: Code
    count: Count


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many voters have to be there, of whom, and when they are counted."""

    how: Literal["none", "invitation", "count", "share"]
    number: str = ""
    count: Count = 0
    share: Fraction | None = None
    of: Literal["entitled", "seats"] = "entitled"
    counted: Literal["start", "vote"] = "vote"
    quotas: tuple[Quota, ...] = ()


@dataclass(frozen=True, slots=True)
class Majority:
    """How decisions of these kinds are taken; without kinds, all others.

    simple: more yes than no; absolute: more than half of `of`; share: at least so much of `of`; consensus: nobody
    objects. Votes cast are yes and no. `electorate` are the only kinds of membership that vote on it.
    """

    how: Literal["simple", "absolute", "share", "consensus"]
    number: str = ""
    kinds: tuple[Code, ...] = ()
    share: Fraction | None = None
    of: Literal["cast", "present", "entitled"] = "cast"
    abstentions_block: bool = False
    tie: Literal["rejected", "chair", "lot"] = "rejected"
    electorate: tuple[Code, ...] = ()
    secret_on_request: bool = False


@dataclass(frozen=True, slots=True)
class Bias:
    """Who is biased does not vote; whether such a person may speak."""

    because: tuple[Literal["applicant", "relative", "institution", "benefit"], ...]
    number: str = ""
    may_speak: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """How many days before the meeting its date is made public, and what comes with it."""

    days: Days
    number: str = ""
    enclosed: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Publicity:
    """Whether meetings are public, what guests may do, and who gets the minutes."""

    number: str = ""
    is_public: bool = True
    guests: Literal["none", "listen", "speak"] = "speak"
    minutes_public: bool = True
    minutes_to: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """How long an office is held: so many months, or between two dates."""

    number: str = ""
    months: Months | None = None
    begins: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An elected office or body: how many people, for how long, and who cannot be elected."""

    code: Code
    name: Text
    number: str = ""
    least: Count | None = None
    most: Count | None = None
    term: Term | None = None
    memberships: tuple[Code, ...] = ()
    no_politicians: Rule | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """So many holders of an office have this kind of membership."""

    office: Code
    membership: Code
    number: str = ""
    at_least: Count = 1


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many meetings a year there have to be."""

    per_year: Count
    number: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Who decides on amounts above one limit and up to another, and who recommends before."""

    decides: Text
    number: str = ""
    above: Cents | None = None
    up_to: Cents | None = None
    recommends: str = ""


@dataclass(frozen=True, slots=True)
class OwnShare:
    """What an applicant contributes, of the total cost; an hour of unpaid work counts so many cents."""

    share: Fraction
    number: str = ""
    hour_cents: Cents = 0


@dataclass(frozen=True, slots=True)
class Applicants:
    """Who may apply, whether a partner who may apply helps, and whether applicants vote on their own application."""

    kinds: tuple[Literal["person", "initiative", "legal_person"], ...]
    number: str = ""
    with_partner: bool = False
    may_vote: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """Within how many months after its end a project is accounted for."""

    months: Months
    number: str = ""


@dataclass(frozen=True, slots=True)
class Fund:
    """The rules of the money that a conference gives away."""

    number: str = ""
    per_year: Cents | None = None
    own_share: OwnShare | None = None
    applicants: Applicants | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Statutes:
    """All house rules of one body. `opinion_only`: there are no votes, only opinion polls."""

    format: Literal["quartier-statutes/1"]
    name: Text
    memberships: tuple[Named, ...] = ()
    seats: tuple[Seat, ...] = ()
    offices: tuple[Office, ...] = ()
    decisions: tuple[Named, ...] = ()
    opinion_only: Rule | None = None
    votes: tuple[Ground, ...] = ()
    without_vote: WithoutVote | None = None
    one_vote: OneVote | None = None
    substitutes: Rule | None = None
    quorum: Quorum | None = None
    majorities: tuple[Majority, ...] = ()
    bias: Bias | None = None
    notice: Notice | None = None
    publicity: Publicity | None = None
    conditions: tuple[Condition, ...] = ()
    rhythm: Rhythm | None = None
    competence: tuple[Band, ...] = ()
    fund: Fund | None = None

    def majority(self, kind: str) -> Majority | None:
        """Return how a kind of decision is taken: by a rule of its own, or by the one for all others."""
        general = None
        for majority in self.majorities:
            if kind and kind in majority.kinds:
                return majority
            if not majority.kinds and general is None:
                general = majority
        return general


def read(value: object) -> Statutes:
    """Return house rules from plain values. Raises UnreadableError with the place of the first mistake."""
    found = records.read(Statutes, value)
    for name in ("memberships", "seats", "offices", "decisions"):
        unique(name, [entry.code for entry in getattr(found, name)])
    _references(found)
    for place, majority in enumerate(found.majorities):
        if majority.how == "share" and majority.share is None:
            raise UnreadableError(f"majorities[{place}].share", "missing_key")
    if found.quorum and found.quorum.how == "share" and found.quorum.share is None:
        raise UnreadableError("quorum.share", "missing_key")
    return found


def loads(text: str) -> Statutes:
    """Return house rules from JSON text. Raises UnreadableError."""
    return read(records.loads(text))


def write(statutes: Statutes) -> str:
    """Return house rules as JSON text, the same bytes for the same rules."""
    return records.dumps(statutes)


def unique(path: str, codes: Iterable[str]) -> None:
    """Refuse a code that stands twice in a list."""
    seen: set[str] = set()
    for place, code in enumerate(codes):
        if code in seen:
            raise UnreadableError(f"{path}[{place}].code", "code_twice", {"code": code})
        seen.add(code)


def known(path: str, codes: Iterable[str], allowed: Iterable[str]) -> None:
    """Refuse a code that is defined nowhere."""
    allowed = set(allowed)
    for code in codes:
        if code not in allowed:
            raise UnreadableError(path, "unknown_code", {"code": code})


def _references(found: Statutes) -> None:
    memberships = {entry.code for entry in found.memberships}
    offices = {entry.code for entry in found.offices}
    for place, ground in enumerate(found.votes):
        known(f"votes[{place}].memberships", ground.memberships, memberships)
        known(f"votes[{place}].offices", ground.offices, offices)
    if found.without_vote:
        known("without_vote.memberships", found.without_vote.memberships, memberships)
    if found.quorum:
        known("quorum.quotas", [quota.membership for quota in found.quorum.quotas], memberships)
    kinds = {entry.code for entry in found.decisions}
    for place, majority in enumerate(found.majorities):
        known(f"majorities[{place}].kinds", majority.kinds, kinds)
        known(f"majorities[{place}].electorate", majority.electorate, memberships)
    for place, office in enumerate(found.offices):
        known(f"offices[{place}].memberships", office.memberships, memberships)
    for place, condition in enumerate(found.conditions):
        known(f"conditions[{place}].office", [condition.office], offices)
        known(f"conditions[{place}].membership", [condition.membership], memberships)
