"""Whether a decision is adopted: the notice, the quorum, who voted, and the majority."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quartier.conferences.governance import sittings, voting
from quartier.conferences.governance.answers import Answer, Outcome, Reason, all_of
from quartier.conferences.governance.facts import Decision
from quartier.conferences.governance.house import House
from quartier.conferences.governance.statutes import Majority


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said what; `left_out` are ballots of people who may not vote."""

    yes: int
    no: int
    abstentions: int
    left_out: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()

    @property
    def cast(self) -> int:
        return self.yes + self.no

    @property
    def facts(self) -> dict[str, Any]:
        return {"yes": self.yes, "no": self.no, "abstentions": self.abstentions}


def adopted(house: House, decision: str) -> Answer:
    """Return whether a decision is adopted, with the first thing that stands against it, or the majority."""
    about = house.decisions[decision]
    facts = {"decision": decision, "title": about.title or decision}
    s = house.statutes
    if s.opinion_only:
        return Answer("adopted", "no", (Reason("opinion_only", s.opinion_only.number),), facts)
    doubts: list[Reason] = []
    for before in (sittings.notice(house, about.meeting), sittings.quorate(house, about.meeting, item=about.item)):
        if before.outcome == "no":
            return Answer("adopted", "no", before.reasons, facts)
        doubts += before.reasons if before.outcome == "unknown" else ()
    majority = s.majority(about.kind)
    if majority is None:
        return Answer("adopted", "unknown", (Reason("majority_not_ruled"),), facts)
    voters = voting.voters(house, about.meeting, item=about.item, kind=about.kind, application=about.application)
    tally = count(about, voters, {person: each.name for person, each in house.people.items()})
    if tally is None:
        return Answer("adopted", "unknown", (*doubts, Reason("votes_unknown", majority.number)), facts)
    doubts += _doubts(majority, about, tally, voters)
    outcome, reasons = reached(majority, tally, _base(house, majority, about, voters), about.casting)
    if tally.left_out:
        reasons = (*reasons, Reason("left_out", "", {"names": list(tally.left_out)}))
    if tally.objections:
        reasons = (*reasons, Reason("objection_recorded", "", {"objections": list(tally.objections)}))
    if majority.secret_on_request and about.secret_requested and about.was_secret is False:
        return Answer("adopted", "no", (Reason("not_secret", majority.number),), facts)
    if not doubts:
        return Answer("adopted", outcome, reasons, facts)
    return Answer("adopted", "unknown", (*doubts, *(reasons if outcome == "unknown" else ())), facts)


def _doubts(majority: Majority, about: Decision, tally: Tally, voters: Mapping[str, Answer]) -> list[Reason]:
    doubts = []
    most = voting.count(voters)[1]
    if tally.cast + tally.abstentions > most:
        facts = {"votes": tally.cast + tally.abstentions, "voters": most}
        doubts.append(Reason("more_votes_than_voters", "", facts))
    if tally.unclear:
        doubts.append(Reason("ballots_unclear", "", {"names": list(tally.unclear)}))
    if majority.secret_on_request and about.secret_requested and about.was_secret is None:
        doubts.append(Reason("secret_unknown", majority.number))
    return doubts


def count(about: Decision, voters: Mapping[str, Answer], names: Mapping[str, str]) -> Tally | None:
    """Return the tally of a decision, from its ballots by name if there are any; None where it is not known."""
    spoken = (about.objection,) if about.objection else ()
    if not about.ballots:
        if about.yes is None or about.no is None or about.abstentions is None:
            return None
        return Tally(about.yes, about.no, about.abstentions, objections=spoken)
    choices: list[str] = []
    left_out, unclear = [], []
    for ballot in sorted(about.ballots, key=lambda ballot: ballot.person):
        answer = voters.get(ballot.person)
        if answer is None or answer.outcome == "no":
            left_out.append(names[ballot.person])
            continue
        if answer.outcome == "unknown":
            unclear.append(names[ballot.person])
        choices.append(ballot.choice)
        if ballot.choice == "no" and ballot.reason:
            spoken = (*spoken, ballot.reason)
    yes, no, abstentions = (choices.count(choice) for choice in ("yes", "no", "abstention"))
    return Tally(yes, no, abstentions, left_out=tuple(left_out), unclear=tuple(unclear), objections=spoken)


def _base(house: House, majority: Majority, about: Decision, voters: Mapping[str, Answer]) -> tuple[int, int]:
    """Return of how many a share is taken: for sure, and at most."""
    if majority.of == "entitled":
        present = voting.count(voters)
        low, high = sittings.electorate(house, house.place[about.meeting], about.kind)
        return max(low, present[0]), max(high, present[1])
    return voting.count(voters) if majority.of == "present" else (0, 0)


def reached(
    majority: Majority, tally: Tally, base: tuple[int, int], casting: str | None = None
) -> tuple[Outcome, tuple[Reason, ...]]:
    """Return whether a tally reaches a majority; `base` bounds of how many, for rules that do not take votes cast."""
    facts = tally.facts
    if tally.yes == 0:
        return "no", (Reason("nobody_for_it", majority.number, facts),)
    if majority.how == "consensus":
        return _consensus(majority, tally)
    if majority.how == "simple":
        if tally.yes == tally.no:
            return _tied(majority, facts, casting)
        won = tally.yes > tally.no
        return "yes" if won else "no", (Reason("simple_reached" if won else "simple_missed", majority.number, facts),)
    low, high = (max(tally.cast, each) for each in base)
    share = majority.share if majority.how == "share" and majority.share is not None else None
    sure, best = (_enough(tally.yes, share, each) for each in (high, low))
    outcome: Outcome = "yes" if sure else "unknown" if best else "no"
    code = {"yes": "share_reached", "no": "share_missed", "unknown": "share_unclear"}[outcome]
    told = {**facts, "share": share, "of": majority.of, "base": high}
    return outcome, (Reason(code, majority.number, told),)


def _enough(yes: int, share: Fraction | None, base: int) -> bool:
    """Return whether so many are at least a share of a number; without a share: more than half."""
    return 2 * yes > base if share is None else yes >= share * base


def _consensus(majority: Majority, tally: Tally) -> tuple[Outcome, tuple[Reason, ...]]:
    if tally.no:
        return "no", (Reason("consensus_objection", majority.number, tally.facts),)
    if majority.abstentions_block and tally.abstentions:
        return "no", (Reason("consensus_abstention", majority.number, tally.facts),)
    return "yes", (Reason("consensus_reached", majority.number, tally.facts),)


def _tied(majority: Majority, facts: Mapping[str, Any], casting: str | None) -> tuple[Outcome, tuple[Reason, ...]]:
    if majority.tie == "rejected":
        return "no", (Reason("tie_rejected", majority.number, facts),)
    if casting is None:
        return "unknown", (Reason(f"tie_{majority.tie}_open", majority.number, facts),)
    outcome: Outcome = "yes" if casting == "yes" else "no"
    return outcome, (Reason(f"tie_{majority.tie}_{outcome}", majority.number, facts),)


def admitted(house: House, meeting: str, *, item: int | None = None, kind: str = "", application: str = "") -> Answer:
    """Return how many may vote on a kind of decision; a body that only hears opinions offers a poll instead."""
    s = house.statutes
    facts: dict[str, Any] = {"date": house.meetings[house.place[meeting]].date}
    if s.opinion_only:
        return Answer("voters", "no", (Reason("opinion_only", s.opinion_only.number),), facts)
    answers = voting.voters(house, meeting, item=item, kind=kind, application=application)
    sure, most = voting.count(answers)
    told = {"voters": sure, "most": most, "there": len(answers)}
    majority = s.majority(kind)
    if sure != most:
        return Answer("voters", "unknown", (Reason("voters_unclear", "", told),), {**facts, **told})
    numbers = [majority.number] if majority and majority.electorate else [ground.number for ground in s.votes[:1]]
    reason = Reason("voters_counted" if sure else "voters_none", "".join(numbers), told)
    return Answer("voters", all_of(["yes" if sure else "no"]), (reason,), {**facts, **told})
