"""Who can be elected, whether conditions on a body are met, and what is due."""

import datetime as dt
from typing import Any

from quartier.conferences.governance.answers import Answer, Outcome, Reason, all_of, at_least
from quartier.conferences.governance.facts import Mandate
from quartier.conferences.governance.house import House, add_months, holds
from quartier.conferences.governance.statutes import Office


def eligible(house: House, person: str, office: str, day: dt.date) -> Answer:
    """Return whether somebody can be elected to an office."""
    rule = _office(house, office)
    about = house.people[person]
    facts = {"person": person, "name": about.name, "office": rule.name}
    found: list[tuple[Outcome, Reason]] = []
    if rule.no_politicians:
        clean: Outcome = "unknown" if about.is_politician is None else "no" if about.is_politician else "yes"
        code = "politician_unknown" if clean == "unknown" else "politician"
        found.append((clean, Reason(code, rule.no_politicians.number, {"office": rule.name})))
    if rule.memberships:
        among = house.belongs(person, rule.memberships, day)
        code = "membership_unknown" if among == "unknown" else "membership_missing"
        found.append((among, Reason(code, rule.number, {"memberships": house.names(rule.memberships)})))
    outcome = all_of(each for each, _reason in found)
    if outcome == "yes":
        return Answer("eligible", "yes", (Reason("nothing_against", rule.number),), facts)
    return Answer("eligible", outcome, tuple(reason for each, reason in found if each == outcome), facts)


def _office(house: House, code: str) -> Office:
    return next(office for office in house.statutes.offices if office.code == code)


def in_office(house: House, office: str, day: dt.date) -> list[str]:
    """Return who holds an office on a day; whose term has ended does not."""
    rule = _office(house, office)
    found = [each.person for each in house.holders.get(office, []) if holds(each, day) and not each.is_deputy]
    ended = {each.person for each in house.holders.get(office, []) if (end := term_ends(rule, each)) and end < day}
    return [person for person in dict.fromkeys(found) if person not in ended or _renewed(house, rule, person, day)]


def _renewed(house: House, rule: Office, person: str, day: dt.date) -> bool:
    mine = [each for each in house.holders[rule.code] if each.person == person and holds(each, day)]
    return any((end := term_ends(rule, each)) is None or end >= day for each in mine)


def conditions(house: House, office: str, day: dt.date) -> Answer:
    """Return whether an office is filled as the rules want it: how many people, and of which kinds."""
    rule = _office(house, office)
    facts = {"office": rule.name, "date": day}
    people = in_office(house, office, day)
    found: list[tuple[Outcome, Reason]] = []
    told: dict[str, Any] = {"there": len(people), "least": rule.least, "most": rule.most}
    if rule.least is not None and len(people) < rule.least:
        found.append(("no", Reason("too_few_in_office", rule.number, told)))
    if rule.most is not None and len(people) > rule.most:
        found.append(("no", Reason("too_many_in_office", rule.number, told)))
    for condition in house.statutes.conditions:
        if condition.office == office:
            outcomes = [house.belongs(person, [condition.membership], day) for person in people]
            there = outcomes.count("yes"), len(outcomes) - outcomes.count("no")
            outcome = at_least(*there, condition.at_least)
            code = {"yes": "condition_met", "no": "condition_missed", "unknown": "condition_unknown"}[outcome]
            named = house.names([condition.membership])[0]
            about = {"membership": named, "there": there[0], "needed": condition.at_least}
            found.append((outcome, Reason(code, condition.number, about)))
    outcome = all_of(each for each, _reason in found)
    reasons = tuple(reason for each, reason in found if each == outcome)
    return Answer("conditions", outcome, reasons or (Reason("nothing_against", rule.number),), facts)


def term_ends(office: Office, mandate: Mandate) -> dt.date | None:
    """Return the last day of a mandate: as it was given, or by the term of the office, whichever is first."""
    ends = [mandate.until, office.term.ends if office.term else None]
    if office.term and office.term.months and mandate.since:
        ends.append(add_months(mandate.since, office.term.months))
    return min((end for end in ends if end is not None), default=None)


def due(house: House, today: dt.date, days: int = 30) -> list[Answer]:
    """Return what is overdue or due: terms, too few meetings this year, proofs. Each is an answer with its reason."""
    return [*_terms(house, today, days), *_rhythm(house, today), *_proofs(house, today, days)]


def _due(subject: str, reason: Reason, outcome: Outcome = "yes") -> Answer:
    return Answer("due", outcome, (reason,), {"subject": subject})


def _terms(house: House, today: dt.date, days: int) -> list[Answer]:
    found = []
    for office in house.statutes.offices:
        last: dict[str, dt.date | None] = {}
        for mandate in house.holders.get(office.code, []):
            if mandate.is_deputy or (mandate.since and mandate.since > today):
                continue
            end = term_ends(office, mandate)
            known = last.get(mandate.person, dt.date.min)
            last[mandate.person] = None if end is None or known is None else max(known, end)
        number = (office.term.number if office.term else "") or office.number
        for person, end in sorted(last.items()):
            if end is None or (end - today).days > days:
                continue
            facts = {"office": office.name, "name": house.people[person].name, "ends": end}
            facts["days"] = (end - today).days
            found.append(_due(office.name, Reason("term_expired" if end < today else "term_ends", number, facts)))
    return found


def _rhythm(house: House, today: dt.date) -> list[Answer]:
    rule = house.statutes.rhythm
    if rule is None:
        return []
    there = sum(1 for meeting in house.meetings if meeting.date.year == today.year)
    if there >= rule.per_year:
        return []
    facts = {"there": there, "needed": rule.per_year, "missing": rule.per_year - there, "year": today.year}
    return [_due(str(today.year), Reason("too_few_meetings", rule.number, facts))]


def _proofs(house: House, today: dt.date, days: int) -> list[Answer]:
    rule = house.statutes.fund.proof if house.statutes.fund else None
    found = []
    for about in sorted(house.facts.applications, key=lambda each: each.id) if rule else ():
        title = about.title or about.id
        if rule is None or about.proven is not None:
            continue
        if about.ends is None:
            found.append(_due(title, Reason("end_unknown", rule.number, {"title": title}), "unknown"))
            continue
        until = add_months(about.ends, rule.months)
        if (until - today).days <= days and about.ends <= today:
            facts = {"title": title, "until": until, "ends": about.ends}
            found.append(_due(title, Reason("proof_missing" if until < today else "proof_due", rule.number, facts)))
    return found
