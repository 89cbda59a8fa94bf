"""Who may vote, on what, and why (not)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from quartier.conferences.governance import presences
from quartier.conferences.governance.answers import Answer, Outcome, Reason, all_of
from quartier.conferences.governance.bias import biased
from quartier.conferences.governance.facts import Mandate
from quartier.conferences.governance.house import House, add_months
from quartier.conferences.governance.statutes import Ground

# Reasons that only say: this way to a vote is for others.
_NOT_MEANT = {"no_seat", "not_elected", "membership_missing"}

Found = tuple[Outcome, tuple[Reason, ...]]


def may_vote(
    house: House, person: str, meeting: str, *, item: int | None = None, kind: str = "", application: str = ""
) -> Answer:
    """Return whether somebody may vote at a meeting: on an item, on a kind of decision, on an application."""
    if house.statutes.one_vote and house.statutes.one_vote.per != "person":
        answers = voters(house, meeting, item=item, kind=kind, application=application)
        if person in answers:
            return answers[person]
    return _answer(house, person, house.place[meeting], _alone(house, person, meeting, item, kind, application))


def voters(
    house: House, meeting: str, *, item: int | None = None, kind: str = "", application: str = ""
) -> dict[str, Answer]:
    """Return the answer for everybody who was there at an item; where nobody knows who was there, for all people."""
    place = house.place[meeting]
    here = [person for person in house.people if house.is_there(person, place, item) != "no"]
    found = {person: _alone(house, person, meeting, item, kind, application) for person in here}
    _one_each(house, place, found)
    return {person: _answer(house, person, place, each) for person, each in found.items()}


def count(answers: Mapping[str, Answer]) -> tuple[int, int]:
    """Return how many may vote for sure, and how many at most."""
    outcomes = [answer.outcome for answer in answers.values()]
    return outcomes.count("yes"), len(outcomes) - outcomes.count("no")


def new_voters(house: House, meeting: str) -> list[Answer]:
    """Return those who may vote at a meeting for the first time, or again after a lapse."""
    day = house.meetings[house.place[meeting]].date
    found = (answer for answer in voters(house, meeting).values() if answer.outcome == "yes")
    return [answer for answer in found if any(reason.facts.get("since") == day for reason in answer.reasons)]


def _answer(house: House, person: str, place: int, found: Found) -> Answer:
    about = {"person": person, "name": house.people[person].name, "date": house.meetings[place].date}
    return Answer("may_vote", found[0], found[1], about)


def entitled(house: House, person: str, place: int) -> Outcome:
    """Return whether somebody has a vote in the body, there or not; deputies have none of their own."""
    s = house.statutes
    day = house.meetings[place].date
    silent = house.belongs(person, s.without_vote.memberships, day) if s.without_vote else "no"
    if s.opinion_only or silent == "yes":
        return "no"
    outcomes = set()
    for ground in s.votes:
        if ground.how == "seat":
            own = [each for each in house.held(person, _seat_codes(house), day) if not each.is_deputy]
            outcome: Outcome = all_of([_conditions(house, ground, person, day)[0], "yes" if own else "no"])
        else:
            outcome = _ground(house, ground, person, place, None)[0]
        outcomes.add(all_of([outcome, "unknown" if silent == "unknown" else "yes"]))
    return "yes" if "yes" in outcomes else "unknown" if "unknown" in outcomes else "no"


def _alone(house: House, person: str, meeting: str, item: int | None, kind: str, application: str) -> Found:
    """Return whether somebody may vote, the one vote of a household or an institution aside."""
    s = house.statutes
    place = house.place[meeting]
    if s.opinion_only:
        return "no", (Reason("opinion_only", s.opinion_only.number),)
    there = house.is_there(person, place, item)
    if there == "no":
        return "no", (Reason("not_there", "", {"item": item} if item is not None else {}),)
    if not s.votes:
        return "unknown", (Reason("votes_not_ruled"),)
    doubts = [Reason("attendance_unknown", "", {"dates": [house.meetings[place].date]})] if there == "unknown" else []
    for outcome, reason in _bars(house, person, place, kind, application):
        if outcome == "yes":
            return "no", (reason,)
        doubts.append(reason)
    best = _best([_ground(house, ground, person, place, item) for ground in s.votes])
    if best[0] == "no" or not doubts:
        return best
    return "unknown", (*doubts, *(best[1] if best[0] == "unknown" else ()))


def _best(found: list[Found]) -> Found:
    """Return the first ground that gives a vote; else what is not known; else why none of them does."""
    for wanted in ("yes", "unknown"):
        for outcome, reasons in found:
            if outcome == wanted:
                return outcome, reasons
    merged: list[Reason] = []
    meant = [each for each in found if any(reason.code not in _NOT_MEANT for reason in each[1])]
    for _outcome, reasons in meant or found:
        merged += [reason for reason in reasons if reason not in merged]
    return "no", tuple(merged)


def _bars(house: House, person: str, place: int, kind: str, application: str) -> list[tuple[Outcome, Reason]]:
    """Return what keeps somebody from voting whatever they have earned: surely (yes), or perhaps (unknown)."""
    s = house.statutes
    day = house.meetings[place].date
    bars: list[tuple[Outcome, Reason]] = []
    if s.without_vote:
        facts: dict[str, Any] = {"memberships": house.names(s.without_vote.memberships)}
        silent = house.belongs(person, s.without_vote.memberships, day)
        code = "without_vote" if silent == "yes" else "membership_unknown"
        bars.append((silent, Reason(code, s.without_vote.number, facts)))
    majority = s.majority(kind)
    if majority and majority.electorate:
        facts = {"memberships": house.names(majority.electorate), "kind": house.names([kind])[0]}
        among = house.belongs(person, majority.electorate, day)
        code = "membership_unknown" if among == "unknown" else "not_in_electorate"
        bars.append(({"yes": "no", "no": "yes", "unknown": "unknown"}[among], Reason(code, majority.number, facts)))  # type: ignore[arg-type]
    if application:
        answer = biased(house, person, application)
        if answer.outcome != "no":
            bars.append((answer.outcome, answer.reasons[0]))
    return [(outcome, reason) for outcome, reason in bars if outcome != "no"]


def _ground(house: House, ground: Ground, person: str, place: int, item: int | None) -> Found:
    day = house.meetings[place].date
    conditions, hindrances = _conditions(house, ground, person, day)
    if conditions == "no":
        return "no", hindrances
    outcome, reason = _EARNED[ground.how](house, ground, person, place, item)
    if outcome == "no":
        return "no", (reason,)
    both = all_of([conditions, outcome])
    if both == "yes":
        return "yes", (reason,)
    return "unknown", (*hindrances, *([reason] if outcome == "unknown" else []))


def _conditions(house: House, ground: Ground, person: str, day: dt.date) -> Found:
    about = house.people[person]
    found: list[tuple[Outcome, Reason]] = []
    if ground.memberships:
        facts = {"memberships": house.names(ground.memberships)}
        outcome = house.belongs(person, ground.memberships, day)
        code = "membership_unknown" if outcome == "unknown" else "membership_missing"
        found.append((outcome, Reason(code, ground.number, facts)))
    if ground.minimum_age is not None:
        old: Outcome = "unknown"
        if about.born is not None:
            old = "yes" if add_months(about.born, 12 * min(ground.minimum_age, 150)) <= day else "no"
        code = "age_unknown" if old == "unknown" else "too_young"
        found.append((old, Reason(code, ground.number, {"age": ground.minimum_age})))
    if ground.is_local:
        local: Outcome = "unknown" if about.is_local is None else "yes" if about.is_local else "no"
        found.append((local, Reason("local_unknown" if local == "unknown" else "not_local", ground.number)))
    worst = all_of(outcome for outcome, _reason in found)
    return worst, tuple(reason for outcome, reason in found if outcome == worst != "yes")


def _by_presence(house: House, ground: Ground, person: str, place: int, _item: int | None) -> tuple[Outcome, Reason]:
    came = house.attended.get(person)
    first = house.meetings[came[0]].date if came else None
    if place in house.unlisted:
        return "yes", Reason("signed_today", ground.number)
    here = house.is_there(person, place, None)
    return here, Reason("signed_today" if here == "yes" else "not_there", ground.number, {"since": first})


def _by_presences(house: House, ground: Ground, person: str, place: int, _item: int | None) -> tuple[Outcome, Reason]:
    sure = presences.count(house, ground, person, place)
    dates = [house.meetings[each].date for each in sure.counted]
    facts: dict[str, Any] = {"needed": ground.presences, "months": ground.months, "meetings": ground.meetings}
    facts["dates"] = dates
    if sure.earned is not None:
        since = house.meetings[sure.earned].date
        return "yes", Reason(
            "earned_today" if sure.earned == place else "earned_before", ground.number, {**facts, "since": since}
        )
    if house.unlisted and house.unlisted[0] <= place:
        hopeful = presences.count(house, ground, person, place, hopeful=True)
        if hopeful.earned is not None:
            missing = [house.meetings[each].date for each in house.unlisted if each <= place]
            return "unknown", Reason("attendance_unknown", ground.number, {"dates": missing})
    if sure.lapsed is not None:
        lapse = ground.lapse.number if ground.lapse else ""
        return "no", Reason("lapsed", lapse or ground.number, {**facts, "lapsed": sure.lapsed})
    return "no", Reason("too_few_presences", ground.number, facts)


def _by_seat(house: House, ground: Ground, person: str, place: int, item: int | None) -> tuple[Outcome, Reason]:
    """One vote per seat: its holder's if there, else the first deputy's who is there."""
    s = house.statutes
    day = house.meetings[place].date
    held = house.held(person, _seat_codes(house), day)
    refused = Reason("no_seat", ground.number)
    for mandate in held:
        seat = house.names([mandate.of])[0]
        outcome, first = _speaker(house, mandate.of, place, item)
        facts: dict[str, Any] = {"seat": seat, "since": mandate.since}
        if first is not None and first.person == person:
            code = "seat_deputy" if first.is_deputy else "seat_holder"
            number = s.substitutes.number if first.is_deputy and s.substitutes else ground.number
            return outcome, Reason(code, number or ground.number, facts)
        if mandate.is_deputy and not s.substitutes:
            refused = Reason("no_substitutes", ground.number, facts)
        elif outcome == "unknown":
            return "unknown", Reason("seat_unclear", ground.number, facts)
        elif first is not None:
            facts["by"] = house.people[first.person].name
            number = s.substitutes.number if s.substitutes else ground.number
            refused = Reason("seat_taken", number or ground.number, facts)
    return "no", refused


def _speaker(house: House, seat: str, place: int, item: int | None) -> tuple[Outcome, Mandate | None]:
    """Return who votes for a seat: the first in the order of its mandates who is there."""
    day = house.meetings[place].date
    holders = [each for each in house.holders.get(seat, []) if each.since is None or each.since <= day]
    holders = [each for each in holders if each.until is None or day <= each.until]
    if not house.statutes.substitutes:
        holders = [each for each in holders if not each.is_deputy]
    if place in house.unlisted:
        return ("yes", holders[0]) if len(holders) == 1 else ("unknown", None)
    here = [each for each in holders if house.is_there(each.person, place, item) == "yes"]
    return "yes", here[0] if here else None


def _seat_codes(house: House) -> list[str]:
    return [seat.code for seat in house.statutes.seats]


def _by_office(house: House, ground: Ground, person: str, place: int, _item: int | None) -> tuple[Outcome, Reason]:
    held = [each for each in house.held(person, ground.offices, house.meetings[place].date) if not each.is_deputy]
    facts: dict[str, Any] = {"offices": house.names([held[0].of] if held else ground.offices)}
    if held:
        return "yes", Reason("elected", ground.number, {**facts, "since": held[0].since})
    return "no", Reason("not_elected", ground.number, facts)


def _by_membership(house: House, ground: Ground, person: str, place: int, _item: int | None) -> tuple[Outcome, Reason]:
    day = house.meetings[place].date
    kinds = ground.memberships or tuple(entry.code for entry in house.statutes.memberships)
    facts = {"memberships": house.names(kinds)}
    outcome = house.belongs(person, kinds, day)
    codes = {"yes": "is_member", "no": "membership_missing", "unknown": "membership_unknown"}
    return outcome, Reason(codes[outcome], ground.number, facts)


_EARNED = {
    "present": _by_presence,
    "presences": _by_presences,
    "seat": _by_seat,
    "elected": _by_office,
    "member": _by_membership,
}


def _one_each(house: House, place: int, found: dict[str, Found]) -> None:
    """Leave one vote to each household or institution: to the voice it named, else to who came first."""
    rule = house.statutes.one_vote
    if rule is None or rule.per == "person":
        return
    groups: dict[str, list[str]] = defaultdict(list)
    for person, (outcome, _reasons) in found.items():
        about = house.people[person]
        group = about.household if rule.per == "household" else about.institution
        if group is None and outcome == "yes":
            found[person] = "unknown", (Reason(f"{rule.per}_unknown", rule.number),)
        elif group and outcome != "no":
            groups[group].append(person)
    voices = house.meetings[place].voices
    listed = house.meetings[place].present is not None
    for people in groups.values():
        people.sort(key=lambda each: (each not in voices, house.came_at(each, place) if listed else 0, each))
        for rank, person in enumerate(people):
            before = [found[each][0] for each in people[:rank]]
            facts = {"by": house.people[people[0]].name}
            if "yes" in before:
                found[person] = "no", (Reason(f"{rule.per}_votes", rule.number, facts),)
            elif before:
                found[person] = "unknown", (Reason(f"{rule.per}_unclear", rule.number, facts),)
