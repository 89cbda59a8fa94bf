"""Rules that cannot both be kept: each contradiction names the two rules it stands between."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quartier.conferences.governance.statutes import Band, Majority, Statutes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule stands in the document, and its number."""

    path: str
    number: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two rules that contradict each other: a code, and what a sentence about it needs."""

    code: str
    first: Place
    second: Place
    facts: Mapping[str, Any]


def find(statutes: Statutes) -> list[Contradiction]:
    """Return every contradiction, in the order of the rules."""
    return [found for check in _CHECKS for found in check(statutes)]


def _found(code: str, first: tuple[str, Any], second: tuple[str, Any], **facts: Any) -> Contradiction:
    places = [Place(path, getattr(rule, "number", "")) for path, rule in (first, second)]
    return Contradiction(code, places[0], places[1], facts)


def _seats(s: Statutes) -> Iterator[Contradiction]:
    seats = ("seats", s.seats[0] if s.seats else None)
    for place, ground in enumerate(s.votes):
        if ground.how == "seat" and not s.seats:
            yield _found("seat_vote_without_seats", (f"votes[{place}]", ground), seats)
    if s.substitutes and not s.seats:
        yield _found("substitutes_without_seats", ("substitutes", s.substitutes), seats)
    only_seats = s.votes and all(ground.how == "seat" for ground in s.votes)
    if s.quorum and s.quorum.how == "count" and only_seats and s.seats and s.quorum.count > len(s.seats):
        yield _found("quorum_above_seats", ("quorum", s.quorum), seats, count=s.quorum.count, seats=len(s.seats))
    if s.quorum and s.quorum.how == "share" and s.quorum.of == "seats" and not s.seats:
        yield _found("quorum_of_no_seats", ("quorum", s.quorum), seats)


def _grounds(s: Statutes) -> Iterator[Contradiction]:
    silent = set(s.without_vote.memberships) if s.without_vote else set()
    for place, ground in enumerate(s.votes):
        here = (f"votes[{place}]", ground)
        if s.opinion_only:
            yield _found("vote_without_votes", here, ("opinion_only", s.opinion_only))
        if ground.memberships and set(ground.memberships) <= silent:
            yield _found("vote_given_and_taken", here, ("without_vote", s.without_vote))
        if ground.how == "elected" and not ground.offices:
            yield _found("elected_without_office", here, ("offices", s.offices[0] if s.offices else None))
        if ground.lapse and ground.how != "presences":
            yield _found("lapse_of_nothing", (f"votes[{place}].lapse", ground.lapse), here)
        if ground.how == "presences" and ground.meetings is not None and ground.presences > ground.meetings:
            yield _found("presences_above_meetings", here, here, presences=ground.presences, meetings=ground.meetings)


def _quorum(s: Statutes) -> Iterator[Contradiction]:
    if not s.quorum:
        return
    here = ("quorum", s.quorum)
    voters = ("votes[0]", s.votes[0]) if s.votes else ("votes", None)
    if s.quorum.how == "share" and s.quorum.share is not None and s.quorum.share > 1:
        yield _found("quorum_above_all", here, voters, share=s.quorum.share)
    if s.quorum.how == "invitation" and not s.notice:
        yield _found("invitation_without_notice", here, ("notice", None))
    silent = set(s.without_vote.memberships) if s.without_vote else set()
    for place, quota in enumerate(s.quorum.quotas):
        if quota.membership in silent and quota.count:
            where = (f"quorum.quotas[{place}]", s.quorum)
            yield _found("quota_without_vote", where, ("without_vote", s.without_vote), membership=quota.membership)


def _majorities(s: Statutes) -> Iterator[Contradiction]:
    seen: dict[str, tuple[str, Majority]] = {}
    voters = ("votes[0]", s.votes[0]) if s.votes else ("votes", None)
    silent = set(s.without_vote.memberships) if s.without_vote else set()
    for place, majority in enumerate(s.majorities):
        here = (f"majorities[{place}]", majority)
        if s.opinion_only:
            yield _found("majority_without_votes", here, ("opinion_only", s.opinion_only))
        if majority.how == "share" and majority.share is not None and not 0 < majority.share <= 1:
            yield _found("majority_impossible", here, voters, share=majority.share)
        if majority.electorate and set(majority.electorate) <= silent:
            yield _found("electorate_without_vote", here, ("without_vote", s.without_vote))
        for kind in majority.kinds or ("",):
            if kind in seen:
                yield _found("two_majorities", seen[kind], here, kind=kind)
            seen.setdefault(kind, here)


def _offices(s: Statutes) -> Iterator[Contradiction]:
    places = {}
    for place, office in enumerate(s.offices):
        here = places[office.code] = (f"offices[{place}]", office)
        if office.least is not None and office.most is not None and office.least > office.most:
            yield _found("size_reversed", here, here, office=office.code, least=office.least, most=office.most)
        term = office.term
        if term and term.begins and term.ends and term.ends < term.begins:
            facts = {"office": office.code, "begins": term.begins, "ends": term.ends}
            yield _found("term_reversed", (f"offices[{place}].term", term), here, **facts)
    for number, condition in enumerate(s.conditions):
        where, office = places[condition.office]
        if office.most is not None and condition.at_least > office.most:
            facts = {"office": office.code, "count": condition.at_least, "most": office.most}
            yield _found("condition_above_size", (f"conditions[{number}]", condition), (where, office), **facts)


def _money(s: Statutes) -> Iterator[Contradiction]:
    bands = sorted(enumerate(s.competence), key=lambda entry: (entry[1].above or 0, entry[0]))
    for (one, lower), (other, upper) in itertools.pairwise(bands):
        places: tuple[tuple[str, Band], tuple[str, Band]]
        places = (f"competence[{one}]", lower), (f"competence[{other}]", upper)
        begins = upper.above or 0
        if lower.up_to is None or lower.up_to > begins:
            yield _found("bands_overlap", *places, cents=begins)
        elif lower.up_to < begins:
            yield _found("bands_gap", *places, low_cents=lower.up_to, high_cents=begins)
    for place, band in enumerate(s.competence):
        if band.up_to is not None and band.up_to <= (band.above or 0):
            where = (f"competence[{place}]", band)
            yield _found("band_reversed", where, where, low_cents=band.above or 0, high_cents=band.up_to)
    if s.fund and s.fund.applicants and s.fund.applicants.may_vote and s.bias and "applicant" in s.bias.because:
        yield _found("applicant_votes_biased", ("fund.applicants", s.fund.applicants), ("bias", s.bias))
    if s.fund and s.fund.own_share and s.fund.own_share.share > 1:
        facts = {"share": s.fund.own_share.share}
        yield _found("own_share_above_all", ("fund.own_share", s.fund.own_share), ("fund", s.fund), **facts)


_CHECKS: tuple[Callable[[Statutes], Iterator[Contradiction]], ...] = (
    _seats,
    _grounds,
    _quorum,
    _majorities,
    _offices,
    _money,
)
