"""Promises that hold for any rules and any history."""

import datetime as dt
import random
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from quartier.conferences import reasons
from quartier.conferences.governance import (
    asking,
    contradictions,
    deciding,
    facts,
    presences,
    records,
    statutes,
    voting,
)
from quartier.conferences.governance.answers import Answer
from quartier.conferences.governance.deciding import Tally
from quartier.conferences.governance.facts import Facts, Mandate, Meeting, Person, Presence
from quartier.conferences.governance.house import House, add_months
from quartier.conferences.governance.statutes import Ground, Lapse, Majority, Rule, Seat, Statutes
from tests.conferences.governance.chance import random_facts, random_statutes
from tests.patience import unhurried

SEEDS = st.integers(0, 2**32)
DAYS = [dt.date(2026, 1, 1) + dt.timedelta(days=20 * step) for step in range(20)]
LAPSES = st.none() | st.builds(Lapse, months=st.none() | st.integers(1, 12), absences=st.none() | st.integers(1, 5))
GROUNDS = st.builds(
    Ground,
    how=st.just("presences"),
    presences=st.integers(0, 4),
    months=st.none() | st.integers(1, 12),
    meetings=st.none() | st.integers(1, 8),
    lapse=LAPSES,
)


def answers(house: House) -> list[Answer]:
    asked = [*house.facts.questions, *asking.everything(house)]
    return [answer for question in asked for answer in asking.ask(house, question)]


def everybody(house: House) -> dict[tuple[str, str], str]:
    return {
        (person, meeting.id): voting.may_vote(house, person, meeting.id).outcome
        for meeting in house.meetings
        for person in house.people
    }


@unhurried
@given(SEEDS)
def test_random_rules_and_histories_never_raise_and_every_answer_is_explained(seed: int) -> None:
    chance = random.Random(seed)
    rules = random_statutes(chance)
    house = House(rules, random_facts(chance, rules))
    for language in ("de", "en"):
        with override(language):
            for found in contradictions.find(rules):
                assert reasons.contradiction(found).endswith(".")
            for answer in answers(house):
                assert answer.reasons
                said = reasons.sentence(answer)
                assert said.endswith(".")
                assert "%(" not in said
                assert "None" not in said


@unhurried
@given(SEEDS)
def test_what_was_written_is_read_as_the_same(seed: int) -> None:
    chance = random.Random(seed)
    rules = random_statutes(chance)
    known = random_facts(chance, rules)
    assert statutes.loads(statutes.write(rules)) == rules
    assert facts.read(records.loads(facts.write(known)), rules) == known


@unhurried
@given(SEEDS)
def test_the_order_of_events_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    rules = random_statutes(chance)
    known = random_facts(chance, rules)

    def mixed(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(items, len(items)))

    meetings = [
        replace(each, present=None if each.present is None else mixed(each.present), excused=mixed(each.excused))  # type: ignore[arg-type]
        for each in known.meetings
    ]
    other = replace(
        known,
        people=mixed(known.people),  # type: ignore[arg-type]
        mandates=mixed(known.mandates),  # type: ignore[arg-type]
        meetings=mixed(tuple(meetings)),  # type: ignore[arg-type]
        applications=mixed(known.applications),  # type: ignore[arg-type]
    )
    one, two = House(rules, known), House(rules, other)
    assert everybody(one) == everybody(two)
    assert answers(one) == answers(two)


@unhurried
@example(Ground("presences", presences=2, months=12, lapse=Lapse(months=3)), {0, 9}, set(), 2)
@given(GROUNDS, st.sets(st.integers(0, 18)), st.sets(st.integers(0, 18)), st.integers(0, 18))
def test_one_presence_more_never_takes_a_vote_away(
    ground: Ground, came: set[int], excused: set[int], more: int
) -> None:
    def earned(places: set[int]) -> list[bool]:
        meetings = tuple(
            Meeting(
                id=f"m{place}",
                date=day,
                present=(Presence("a"),) if place in places else (),
                excused=("a",) if place in excused else (),
            )
            for place, day in enumerate(DAYS)
        )
        rules = Statutes(statutes.FORMAT, "Runde", votes=(ground,))
        house = House(rules, Facts("quartier-facts/1", people=(Person("a", "A"),), meetings=meetings))
        return [presences.count(house, ground, "a", place).earned is not None for place in range(len(DAYS))]

    before, after = earned(came), earned(came | {more})
    assert all(then or not now for now, then in zip(before, after, strict=True))


@unhurried
@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("xyz"), st.booleans()), max_size=9, unique=True),
    st.sets(st.sampled_from("abcdef")),
    st.booleans(),
)
def test_no_seat_ever_has_two_votes(held: list[tuple[str, str, bool]], here: set[str], has_deputies: bool) -> None:
    rules = Statutes(
        statutes.FORMAT,
        "Beirat",
        seats=tuple(Seat(code, code.upper()) for code in "xyz"),
        votes=(Ground("seat"),),
        substitutes=Rule() if has_deputies else None,
    )
    known = Facts(
        "quartier-facts/1",
        people=tuple(Person(code, code.upper()) for code in "abcdef"),
        mandates=tuple(Mandate(person, seat, is_deputy=deputy) for person, seat, deputy in held),
        meetings=(Meeting("m", DAYS[0], present=tuple(Presence(person) for person in sorted(here))),),
    )
    voters = {person for person, answer in voting.voters(House(rules, known), "m").items() if answer.outcome == "yes"}
    filled = {seat for person, seat, deputy in held if person in here and (has_deputies or not deputy)}
    assert len(voters) <= len(filled)
    principals = {seat: [p for p, s, deputy in held if s == seat and not deputy and p in here] for seat in "xyz"}
    for person in voters:
        mine = [(seat, deputy) for who, seat, deputy in held if who == person]
        assert any(not deputy or (has_deputies and not principals[seat]) for seat, deputy in mine)


COUNTS = st.integers(0, 30)
SHARES = st.fractions(0, 1, max_denominator=12)


@unhurried
@given(COUNTS, COUNTS, COUNTS, COUNTS, SHARES, SHARES)
def test_a_stricter_majority_never_adopts_what_a_laxer_refuses(
    yes: int, no: int, abstentions: int, away: int, one: Fraction, other: Fraction
) -> None:
    tally = Tally(yes, no, abstentions)
    there = yes + no + abstentions
    base = {"cast": 0, "present": there, "entitled": there + away}

    def adopts(majority: Majority) -> bool:
        return deciding.reached(majority, tally, (base[majority.of],) * 2)[0] == "yes"

    low, high = sorted([one, other])
    chain = [
        Majority("share", share=low),
        Majority("share", share=high),
        Majority("share", share=high, of="present"),
        Majority("share", share=high, of="entitled"),
    ]
    more = [Majority("simple"), Majority("absolute", of="present"), Majority("absolute", of="entitled")]
    strictest = [Majority("simple"), Majority("consensus"), Majority("consensus", abstentions_block=True)]
    for laxer_first in (chain, more, strictest):
        outcomes = [adopts(majority) for majority in laxer_first]
        assert outcomes == sorted(outcomes, reverse=True)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.integers(1, 1_200))
def test_months_go_by_the_calendar(day: dt.date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + dt.timedelta(1)).day == 1
