"""Who decides on an amount, and whether an application is formally fine."""

import math
from typing import Any

from quartier.conferences.governance.answers import Answer, Outcome, Reason, all_of
from quartier.conferences.governance.facts import Application
from quartier.conferences.governance.house import House
from quartier.conferences.governance.statutes import Applicants, Band, OwnShare


def who_decides(house: House, cents: int) -> Answer:
    """Return who decides on an amount, and who recommends before."""
    bands: tuple[Band, ...] = house.statutes.competence
    facts: dict[str, Any] = {"cents": cents}
    for band in sorted(bands, key=lambda band: band.above or 0):
        if (band.above is None or cents > band.above) and (band.up_to is None or cents <= band.up_to):
            told = {"decides": band.decides, "recommends": band.recommends, "above_cents": band.above}
            code = "band_recommended" if band.recommends else "band"
            return Answer("who_decides", "yes", (Reason(code, band.number, told),), {**facts, **told})
    return Answer("who_decides", "unknown", (Reason("no_band" if bands else "bands_not_ruled"),), facts)


def formally_fine(house: House, application: str) -> Answer:
    """Return whether an application meets the formal rules of the fund, and how many cents are missing."""
    about = house.applications[application]
    facts: dict[str, Any] = {"application": application, "title": about.title or application}
    fund = house.statutes.fund
    found: list[tuple[Outcome, Reason]] = []
    if fund and fund.applicants:
        found.append(_applicant(fund.applicants, about))
    if fund and fund.own_share:
        found.append(_own_share(fund.own_share, about))
    if not found:
        return Answer("formally_fine", "yes", (Reason("fund_not_ruled"),), facts)
    outcome = all_of(each for each, _reason in found)
    return Answer("formally_fine", outcome, tuple(reason for each, reason in found if each == outcome), facts)


def _applicant(rule: Applicants, about: Application) -> tuple[Outcome, Reason]:
    facts = {"kinds": list(rule.kinds), "kind": about.kind, "partner": about.partner}
    if about.kind in rule.kinds:
        return "yes", Reason("applicant_may", rule.number, facts)
    if rule.with_partner and about.partner in rule.kinds:
        return "yes", Reason("partner_may", rule.number, facts)
    if about.kind is None or (rule.with_partner and about.partner is None):
        return "unknown", Reason("applicant_unknown", rule.number, facts)
    return "no", Reason("partner_needed" if rule.with_partner else "applicant_may_not", rule.number, facts)


def _own_share(rule: OwnShare, about: Application) -> tuple[Outcome, Reason]:
    missing = [name for name in ("total", "own", "hours") if getattr(about, name) is None]
    if not rule.hour_cents and "hours" in missing:
        missing.remove("hours")
    if missing or about.total is None or about.own is None:
        return "unknown", Reason("own_share_unknown", rule.number, {"unknown": missing, "share": rule.share})
    given = about.own + (about.hours or 0) * rule.hour_cents
    needed = math.ceil(rule.share * about.total)
    facts = {"given_cents": given, "needed_cents": needed, "missing_cents": max(0, needed - given), "share": rule.share}
    if given >= needed:
        return "yes", Reason("own_share_enough", rule.number, facts)
    return "no", Reason("own_share_missing", rule.number, facts)
