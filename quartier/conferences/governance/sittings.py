"""Whether a meeting is quorate, and whether its notice was in time and complete."""

import math
from collections.abc import Mapping
from typing import Any

from quartier.conferences.governance import voting
from quartier.conferences.governance.answers import Answer, Outcome, Reason, all_of, at_least
from quartier.conferences.governance.house import House
from quartier.conferences.governance.statutes import Quorum

START = 1  # the item of the agenda at which a quorum of the start is counted


def quorate(house: House, meeting: str, *, item: int | None = None) -> Answer:
    """Return whether a meeting is quorate at an item; rules that count at the start look at the first item."""
    about = {"meeting": meeting, "date": house.meetings[house.place[meeting]].date}
    rule = house.statutes.quorum
    if rule is None:
        return Answer("quorate", "yes", (Reason("quorum_not_ruled"),), about)
    found: list[tuple[Outcome, Reason]] = []
    if rule.how == "none":
        found.append(("yes", Reason("quorum_none", rule.number)))
    if rule.how == "invitation":
        invited = notice(house, meeting)
        found += [(invited.outcome, reason) for reason in invited.reasons]
        if invited.outcome == "yes":
            found = [("yes", Reason("quorum_by_invitation", rule.number))]
    answers: Mapping[str, Answer] = {}
    if rule.how in {"count", "share"} or rule.quotas:
        answers = voting.voters(house, meeting, item=START if rule.counted == "start" else item)
    if rule.how in {"count", "share"}:
        found.append(_reached(house, rule, house.place[meeting], voting.count(answers)))
    found += _quotas(house, rule, meeting, answers)
    outcome = all_of(each for each, _reason in found)
    return Answer("quorate", outcome, tuple(reason for each, reason in found if each == outcome), about)


def _reached(house: House, rule: Quorum, place: int, there: tuple[int, int]) -> tuple[Outcome, Reason]:
    low = high = rule.count
    facts: dict[str, Any] = {"there": there[0], "counted": rule.counted}
    if rule.how == "share" and rule.share is not None:
        base = electorate(house, place)
        if rule.of == "seats":
            base = len(house.statutes.seats), len(house.statutes.seats)
        low, high = (max(1, math.ceil(rule.share * each)) for each in base)
        facts |= {"share": rule.share, "of": rule.of, "base": base[1]}
    outcome = _between(there, low, high)
    code = {"yes": "quorum_reached", "no": "quorum_missed", "unknown": "quorum_unclear"}[outcome]
    return outcome, Reason(code, rule.number, {**facts, "needed": high, "most": there[1]})


def _between(there: tuple[int, int], low: int, high: int) -> Outcome:
    return "yes" if there[0] >= high else "no" if there[1] < low else "unknown"


def _quotas(house: House, rule: Quorum, meeting: str, answers: Mapping[str, Answer]) -> list[tuple[Outcome, Reason]]:
    day = house.meetings[house.place[meeting]].date
    found: list[tuple[Outcome, Reason]] = []
    for quota in rule.quotas:
        outcomes = [
            all_of([answer.outcome, house.belongs(person, [quota.membership], day)])
            for person, answer in answers.items()
        ]
        there = outcomes.count("yes"), len(outcomes) - outcomes.count("no")
        outcome = at_least(*there, quota.count)
        code = {"yes": "quota_reached", "no": "quota_missed", "unknown": "quota_unclear"}[outcome]
        facts = {"membership": house.names([quota.membership])[0], "there": there[0], "needed": quota.count}
        found.append((outcome, Reason(code, rule.number, facts)))
    return found


def electorate(house: House, place: int, kind: str = "") -> tuple[int, int]:
    """Return how many have a vote in the body, there or not: for sure, and at most."""
    outcomes = [voting.entitled(house, person, place) for person in house.people]
    majority = house.statutes.majority(kind)
    if majority and majority.electorate:
        day = house.meetings[place].date
        among = [house.belongs(person, majority.electorate, day) for person in house.people]
        outcomes = [all_of(pair) for pair in zip(outcomes, among, strict=True)]
    return outcomes.count("yes"), len(outcomes) - outcomes.count("no")


def notice(house: House, meeting: str) -> Answer:
    """Return whether a meeting was announced in time, with everything that has to be enclosed."""
    about = house.meetings[house.place[meeting]]
    facts: dict[str, Any] = {"meeting": meeting, "date": about.date}
    rule = house.statutes.notice
    if rule is None:
        return Answer("notice", "yes", (Reason("notice_not_ruled"),), facts)
    found: list[tuple[Outcome, Reason]] = []
    if about.published is None:
        found.append(("unknown", Reason("notice_unknown", rule.number)))
    else:
        days = (about.date - about.published).days
        told = {"days": max(0, days), "needed_days": rule.days, "published": about.published}
        in_time = days >= rule.days
        code = "notice_in_time" if in_time else "notice_too_late" if days < 0 else "notice_too_short"
        found.append(("yes" if in_time else "no", Reason(code, rule.number, told)))
    if rule.enclosed and about.enclosed is None:
        found.append(("unknown", Reason("enclosures_unknown", rule.number)))
    elif missing := [each for each in rule.enclosed if each not in (about.enclosed or ())]:
        found.append(("no", Reason("enclosure_missing", rule.number, {"missing": missing})))
    outcome = all_of(each for each, _reason in found)
    return Answer("notice", outcome, tuple(reason for each, reason in found if each == outcome), facts)
