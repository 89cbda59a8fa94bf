"""House rules as the values of their forms, and back. What goes there and back is the same, up to the numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from quartier.base.codes import code_for
from quartier.conferences import reasons
from quartier.conferences.governance import layout, records, statutes
from quartier.conferences.governance.statutes import Statutes

Row = dict[str, Any]


def split(rules: Statutes) -> tuple[Row, dict[str, list[Row]]]:
    """Return the values of the rules that stand once, and the rows of those that stand in lists."""
    quorum, bias, notice, publicity, fund = rules.quorum, rules.bias, rules.notice, rules.publicity, rules.fund
    own, applicants = (fund.own_share, fund.applicants) if fund else (None, None)
    single = {
        "votes_or_opinion": "opinion" if rules.opinion_only else "votes",
        "without_vote": list(rules.without_vote.memberships) if rules.without_vote else [],
        "one_vote": rules.one_vote.per if rules.one_vote else "",
        "substitutes": bool(rules.substitutes),
        "quorum_how": quorum.how if quorum else "",
        "quorum_count": quorum.count if quorum and quorum.how == "count" else None,
        "quorum_share": quorum.share if quorum else None,
        "quorum_of": quorum.of if quorum else "entitled",
        "quorum_counted": quorum.counted if quorum else "vote",
        "bias": list(bias.because) if bias else [],
        "bias_may_speak": bool(bias and bias.may_speak),
        "notice_days": notice.days if notice else None,
        "notice_enclosed": "\n".join(notice.enclosed) if notice else "",
        "publicity_how": ("public" if publicity.is_public else "closed") if publicity else "",
        "guests": publicity.guests if publicity else "speak",
        "minutes_public": publicity.minutes_public if publicity else True,
        "minutes_to": "\n".join(publicity.minutes_to) if publicity else "",
        "per_year": rules.rhythm.per_year if rules.rhythm else None,
        "fund_is_there": bool(fund),
        "fund_per_year": fund.per_year if fund else None,
        "own_share": own.share if own else None,
        "hour_cents": own.hour_cents if own and own.hour_cents else None,
        "applicants": list(applicants.kinds) if applicants else [],
        "with_partner": bool(applicants and applicants.with_partner),
        "applicants_may_vote": bool(applicants and applicants.may_vote),
        "proof_months": fund.proof.months if fund and fund.proof else None,
    }
    lists = {
        "memberships": [_named(kind) for kind in rules.memberships],
        "seats": [_named(seat) for seat in rules.seats],
        "decisions": [_named(kind) for kind in rules.decisions],
        "offices": [_office(office) for office in rules.offices],
        "votes": [_vote(ground) for ground in rules.votes],
        "quotas": [{"membership": q.membership, "count": q.count} for q in quorum.quotas] if quorum else [],
        "majorities": [_majority(majority) for majority in rules.majorities],
        "conditions": [
            {"office": c.office, "membership": c.membership, "at_least": c.at_least} for c in rules.conditions
        ],
        "competence": [
            {"above": b.above, "up_to": b.up_to, "decides": b.decides, "recommends": b.recommends}
            for b in rules.competence
        ],
    }
    return single, lists


def coded(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows that have a name, each with a code: the one it had, else one made of the name."""
    found: list[dict[str, Any]] = []
    taken: set[str] = set()
    for row in rows:
        name = str(row.get("name") or "").strip()
        if not name:
            continue
        code = wanted = str(row.get("code") or "") or code_for(name) or "x"
        number = 1
        while code in taken:
            number += 1
            code = f"{wanted[:55]}-{number}"
        taken.add(code)
        found.append({**row, "name": name, "code": code})
    return found


def _named(entry: statutes.Named | statutes.Seat | statutes.Office) -> Row:
    return {"name": entry.name, "code": entry.code}


def _office(office: statutes.Office) -> Row:
    term = office.term
    return _named(office) | {
        "least": office.least,
        "most": office.most,
        "months": term.months if term else None,
        "begins": term.begins if term else None,
        "ends": term.ends if term else None,
        "memberships": list(office.memberships),
        "no_politicians": bool(office.no_politicians),
    }


def _vote(ground: statutes.Ground) -> Row:
    repeated = ground.how == "presences"
    return {
        "how": ground.how,
        "memberships": list(ground.memberships),
        "offices": list(ground.offices),
        "presences": ground.presences if repeated else None,
        "months": ground.months,
        "meetings": ground.meetings,
        "minimum_age": ground.minimum_age,
        "is_local": ground.is_local,
        "lapse_months": ground.lapse.months if ground.lapse else None,
        "lapse_absences": ground.lapse.absences if ground.lapse else None,
    }


def _majority(majority: statutes.Majority) -> Row:
    fields = ("how", "share", "of", "abstentions_block", "tie", "secret_on_request")
    lists = {"kinds": list(majority.kinds), "electorate": list(majority.electorate)}
    return {field: getattr(majority, field) for field in fields} | lists


def join(name: str, single: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Statutes:
    """Return the rules that the cleaned values of the forms stand for, numbered. Raises ValidationError."""
    votes = single["votes_or_opinion"] != "opinion"
    value = {
        "format": statutes.FORMAT,
        "name": name,
        "memberships": [_pick(row, "code", "name") for row in coded(rows["memberships"])],
        "seats": [_pick(row, "code", "name") for row in coded(rows["seats"])],
        "decisions": [_pick(row, "code", "name") for row in coded(rows["decisions"])],
        "offices": [_office_value(row) for row in coded(rows["offices"])],
        "opinion_only": None if votes else {},
        "votes": [_vote_value(row) for row in rows["votes"]],
        "without_vote": {"memberships": single["without_vote"]} if single["without_vote"] else None,
        "one_vote": {"per": single["one_vote"]} if single["one_vote"] else None,
        "substitutes": {} if single["substitutes"] else None,
        "quorum": _quorum_value(single, rows["quotas"]),
        "majorities": [_majority_value(row) for row in rows["majorities"]],
        "bias": {"because": single["bias"], "may_speak": single["bias_may_speak"]} if single["bias"] else None,
        "notice": None
        if single["notice_days"] is None
        else {"days": single["notice_days"], "enclosed": _each(single["notice_enclosed"])},
        "publicity": _publicity_value(single),
        "conditions": [
            _pick(row, "office", "membership") | {"at_least": row["at_least"] or 1} for row in rows["conditions"]
        ],
        "rhythm": {"per_year": single["per_year"]} if single["per_year"] else None,
        "competence": [_pick(row, "above", "up_to", "decides", "recommends") for row in rows["competence"]],
        "fund": _fund_value(single),
    }
    try:
        return layout.numbered(statutes.read(value))
    except records.UnreadableError as error:
        raise ValidationError(reasons.problem(error)) from error


def _pick(row: Mapping[str, Any], *fields: str) -> Row:
    return {field: row[field] for field in fields}


def _each(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _office_value(row: Mapping[str, Any]) -> Row:
    term = {
        "months": row["months"],
        "begins": row["begins"].isoformat() if row["begins"] else None,
        "ends": row["ends"].isoformat() if row["ends"] else None,
    }
    return _pick(row, "code", "name", "least", "most", "memberships") | {
        "term": term if any(term.values()) else None,
        "no_politicians": {} if row["no_politicians"] else None,
    }


def _vote_value(row: Mapping[str, Any]) -> Row:
    lapse = {"months": row["lapse_months"], "absences": row["lapse_absences"]}
    fields = ("how", "memberships", "offices", "months", "meetings", "minimum_age", "is_local")
    return _pick(row, *fields) | {
        "presences": row["presences"] or 1,
        "lapse": lapse if any(lapse.values()) else None,
    }


def _quorum_value(single: Mapping[str, Any], quotas: Sequence[Mapping[str, Any]]) -> Row | None:
    if not single["quorum_how"]:
        return None
    return {
        "how": single["quorum_how"],
        "count": single["quorum_count"] or 0,
        "share": str(single["quorum_share"]) if single["quorum_share"] is not None else None,
        "of": single["quorum_of"] or "entitled",
        "counted": single["quorum_counted"] or "vote",
        "quotas": [{"membership": row["membership"], "count": row["count"] or 0} for row in quotas],
    }


def _majority_value(row: Mapping[str, Any]) -> Row:
    share = {"share": str(row["share"]) if row["share"] is not None else None}
    fields = ("how", "kinds", "electorate", "abstentions_block", "secret_on_request")
    return _pick(row, *fields) | share | {"of": row["of"] or "cast", "tie": row["tie"] or "rejected"}


def _publicity_value(single: Mapping[str, Any]) -> Row | None:
    if not single["publicity_how"]:
        return None
    return {
        "is_public": single["publicity_how"] == "public",
        "guests": single["guests"] or "speak",
        "minutes_public": single["minutes_public"],
        "minutes_to": _each(single["minutes_to"]),
    }


def _fund_value(single: Mapping[str, Any]) -> Row | None:
    if not single["fund_is_there"]:
        return None
    own, months = single["own_share"], single["proof_months"]
    applicants = {
        "kinds": single["applicants"],
        "with_partner": single["with_partner"],
        "may_vote": single["applicants_may_vote"],
    }
    return {
        "per_year": single["fund_per_year"],
        "own_share": {"share": str(own), "hour_cents": single["hour_cents"] or 0} if own is not None else None,
        "applicants": applicants if single["applicants"] else None,
        "proof": {"months": months} if months else None,
    }
