"""Random house rules and histories, drawn from the annotations of the records; seeded, so that they come again."""

import dataclasses
import datetime as dt
import random
import types
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from quartier.conferences.governance import facts, statutes
from quartier.conferences.governance.facts import Facts
from quartier.conferences.governance.records import Range, Shape
from quartier.conferences.governance.statutes import Statutes

T = TypeVar("T")
KINDS, SEATS, OFFICES, DECISIONS = ["k1", "k2"], ["s1", "s2", "s3"], ["o1", "o2"], ["d1", "d2"]
PEOPLE, MEETINGS = [f"p{i}" for i in range(6)], [f"m{i}" for i in range(6)]
# Which codes a field may name.
CODES = {
    "memberships": KINDS,
    "membership": KINDS,
    "electorate": KINDS,
    "offices": OFFICES,
    "office": OFFICES,
    "kinds": DECISIONS[:1],
    "person": PEOPLE,
    "excused": PEOPLE,
    "voices": PEOPLE,
    "applicant": PEOPLE,
    "of": SEATS + OFFICES,
    "meeting": MEETINGS,
}
SMALL = {
    "minimum_age": 1,
    "presences": 3,
    "count": 2,
    "cents": 9_000,
    "hour_cents": 2_000,
    "total": 9_000,
    "own": 900,
    "days": 40,
}


def draw(chance: random.Random, record: type[T], /, **given: Any) -> T:
    """Return a random record; `given` fields are taken as they are."""
    hints = get_type_hints(record, include_extras=True)
    values = dict(given)
    for field in dataclasses.fields(record):  # type: ignore[arg-type]
        if field.name not in values and (field.default is dataclasses.MISSING or chance.random() < 0.7):
            values[field.name] = _value(chance, hints[field.name], field.name)
    return record(**values)


def _value(chance: random.Random, hint: Any, name: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        return None if chance.random() < 0.05 else _value(chance, args[0], name)
    if origin is Literal:
        return chance.choice(args)
    if origin is tuple:
        drawn = [
            _value(chance, args[0], name)
            for _ in range(chance.randrange(4) if name != "present" else chance.randrange(3, 15))
        ]
        return tuple(dict.fromkeys(drawn))
    if name == "from_item":
        return 1
    if origin is Annotated:
        return _limited(chance, args[1], name)
    if dataclasses.is_dataclass(hint):
        return draw(chance, hint)  # type: ignore[arg-type]
    simple: dict[Any, Any] = {
        bool: lambda: chance.random() < 0.5,
        str: lambda: chance.choice(["", "§ 1", "§ 2.3"]),
        dt.date: lambda: dt.date(2025, 1, 1) + dt.timedelta(days=chance.randrange(-300, 300)),
        Fraction: lambda: Fraction(chance.randrange(0, 8), chance.randrange(1, 6)),
    }
    return simple[hint]()


def _limited(chance: random.Random, limit: Range | Shape, name: str) -> Any:
    if isinstance(limit, Range):
        return chance.randint(limit.low, min(limit.high, limit.low + SMALL.get(name, 6)))
    return chance.choice(CODES[name]) if limit.is_code else chance.choice(["Eins", "Zwei", "Tagesordnung"])


def random_statutes(chance: random.Random) -> Statutes:
    """Return rules with three seats, two offices, two kinds of members and of decisions, and anything else."""
    seats = tuple(statutes.Seat(code, code.upper(), "§ 1") for code in SEATS[: chance.randrange(4)])
    found = draw(
        chance,
        Statutes,
        format=statutes.FORMAT,
        memberships=tuple(statutes.Named(code, code.upper()) for code in KINDS),
        decisions=tuple(statutes.Named(code, code.upper()) for code in DECISIONS),
        offices=tuple(draw(chance, statutes.Office, code=code) for code in OFFICES),
        seats=seats,
        opinion_only=statutes.Rule("§ 9") if chance.random() < 0.1 else None,
    )
    whole = Fraction(1, 2)
    majorities = tuple(dataclasses.replace(each, share=each.share or whole) for each in found.majorities)
    quorum = found.quorum and dataclasses.replace(found.quorum, share=found.quorum.share or whole)
    return dataclasses.replace(found, majorities=majorities, quorum=quorum)


def random_facts(chance: random.Random, rules: Statutes) -> Facts:
    """Return a history that names what the rules know."""
    posts = [seat.code for seat in rules.seats] + OFFICES
    applications = tuple(draw(chance, facts.Application, id=f"a{i}") for i in range(2))
    found = Facts(
        "quartier-facts/1",
        today=dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(300)),
        people=tuple(
            draw(chance, facts.Person, id=code, household=chance.choice(["", "", "h", "h", None]), institution=chance.choice(["", "", "i", "i", None]),
                 memberships=chance.choice([None, (), (), (), (facts.Belonging("k1"),), (facts.Belonging("k2"), facts.Belonging("k1"))]))
            for code in PEOPLE
        ),
        mandates=tuple(
            draw(chance, facts.Mandate, person=person, of=chance.choice(posts), until=None)
            for person in PEOPLE
            if chance.random() < 0.7
        ),
        meetings=tuple(
            draw(chance, facts.Meeting, id=code, date=dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(-90, 300)))
            for code in MEETINGS
        ),
        applications=applications,
    )  # fmt: skip
    decisions = []
    for number in range(3):
        named = chance.choice(["", "a0", "a1"])
        voted = chance.sample(PEOPLE, chance.randrange(7))
        ballots = tuple(facts.Ballot(person, chance.choice(["yes", "yes", "no", "abstention"])) for person in voted)
        kind = chance.choice(["", *DECISIONS])
        decisions.append(draw(chance, facts.Decision, id=f"e{number}", application=named, kind=kind, ballots=ballots))
    questions = (
        facts.Question("biased", person="p0", application="a0"),
        facts.Question("biased", person="p1", application="a0"),
        facts.Question("who_decides", cents=chance.randrange(20)),
        facts.Question("eligible", person="p0", office="o1", today=found.today),
    )
    return dataclasses.replace(found, decisions=tuple(decisions), questions=questions)
