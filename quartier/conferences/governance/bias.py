"""Who is biased about an application."""

from typing import Any

from quartier.conferences.governance.answers import Answer, Reason
from quartier.conferences.governance.house import House


def biased(house: House, person: str, application: str) -> Answer:
    """Return whether somebody is biased about an application; whether they may speak is among the facts."""
    s = house.statutes
    about = house.applications[application]
    facts: dict[str, Any] = {"person": person, "name": house.people[person].name, "title": about.title or application}
    causes: list[Reason] = []
    fund = s.fund.applicants if s.fund else None
    if about.applicant == person:
        if s.bias and "applicant" in s.bias.because:
            causes.append(Reason("bias_applicant", s.bias.number))
        elif fund and not fund.may_vote:
            causes.append(Reason("bias_applicant", fund.number))
    stated = {each.because for each in about.interests if each.person == person}
    if s.bias:
        causes += [Reason(f"bias_{each}", s.bias.number) for each in s.bias.because if each in stated]
        facts["may_speak"] = s.bias.may_speak
    if causes:
        return Answer("biased", "yes", tuple(causes), facts)
    if s.bias and "institution" in s.bias.because and person != about.applicant:
        own, theirs = house.people[person].institution, house.people[about.applicant].institution
        if theirs and own == theirs:
            return Answer("biased", "yes", (Reason("bias_institution", s.bias.number),), facts)
        if theirs is None or (theirs and own is None):
            return Answer("biased", "unknown", (Reason("institution_unknown", s.bias.number),), facts)
    if s.bias is None and fund is None:
        return Answer("biased", "no", (Reason("bias_not_ruled"),), facts)
    number = s.bias.number if s.bias else fund.number if fund else ""
    return Answer("biased", "no", (Reason("bias_none", number),), facts)
