"""What nobody knows is never guessed, and is only asked about where it matters."""

from typing import Any

import pytest

from quartier.conferences.governance import facts, money, offices, sittings, statutes, voting
from quartier.conferences.governance.house import House

LAPSE = {"months": 6, "number": "§ 3.3"}
PRESENCES = {"how": "presences", "presences": 3, "months": 6, "number": "§ 3.2", "lapse": LAPSE}


def house(rules: dict[str, Any], known: dict[str, Any]) -> House:
    read = statutes.read({"format": statutes.FORMAT, "name": "Runde", **rules})
    return House(read, facts.read({"format": "quartier-facts/1", **known}, read))


def meetings(*present: bool | None) -> list[dict[str, Any]]:
    """Return monthly meetings at which one person was there, was not, or nobody knows."""
    found = []
    for month, there in enumerate(present, 1):
        listed = None if there is None else [{"person": "a"}] if there else []
        found.append({"id": f"m{month}", "date": f"2026-{month:02}-10", "present": listed})
    return found


@pytest.mark.parametrize(
    ("present", "outcome"),
    [
        ((True, None, True), "unknown"),
        ((True, None, True, True), "yes"),
        ((None, False, True), "no"),
        ((True, True, None), "unknown"),
    ],
)
def test_a_missing_list_matters_only_where_it_could_change_the_answer(
    present: tuple[bool | None, ...], outcome: str
) -> None:
    found = house({"votes": [PRESENCES]}, {"people": [{"id": "a", "name": "A"}], "meetings": meetings(*present)})
    answer = voting.may_vote(found, "a", f"m{len(present)}")
    assert answer.outcome == outcome
    if outcome == "unknown":
        missing = {f"2026-{month:02}-10" for month, there in enumerate(present, 1) if there is None}
        assert {str(day) for reason in answer.reasons for day in reason.facts.get("dates", ())} >= missing


def test_an_age_that_is_not_known_is_asked_about_and_another_way_to_a_vote_makes_it_idle() -> None:
    known = {"people": [{"id": "a", "name": "A"}], "meetings": meetings(True)}
    young = {"how": "present", "minimum_age": 16}
    assert voting.may_vote(house({"votes": [young]}, known), "a", "m1").outcome == "unknown"
    assert voting.may_vote(house({"votes": [young, {"how": "present"}]}, known), "a", "m1").outcome == "yes"


@pytest.mark.parametrize(("born", "outcome"), [("2010-01-10", "yes"), ("2010-01-11", "no")])
def test_one_votes_from_the_birthday_on(born: str, outcome: str) -> None:
    known = {"people": [{"id": "a", "name": "A", "born": born}], "meetings": meetings(True)}
    found = house({"votes": [{"how": "present", "minimum_age": 16}]}, known)
    assert voting.may_vote(found, "a", "m1").outcome == outcome


def test_a_quorum_is_clear_where_doubts_about_voters_do_not_matter() -> None:
    people = [
        {"id": code, "name": code, "born": born} for code, born in zip("abc", ["1990-01-01", None, None], strict=True)
    ]
    there = [{"id": "m1", "date": "2026-01-10", "present": [{"person": code} for code in "abc"]}]
    outcomes = {}
    for needed in (1, 2, 3, 4):
        rules = {"votes": [{"how": "present", "minimum_age": 16}], "quorum": {"how": "count", "count": needed}}
        outcomes[needed] = sittings.quorate(house(rules, {"people": people, "meetings": there}), "m1").outcome
    assert outcomes == {1: "yes", 2: "unknown", 3: "unknown", 4: "no"}


def test_a_quorum_by_invitation_alone_asks_for_the_invitation() -> None:
    rules = {"votes": [{"how": "present"}], "quorum": {"how": "invitation"}, "notice": {"days": 7}}
    for published, outcome in (("2026-01-03", "yes"), ("2026-01-04", "no"), (None, "unknown")):
        there = [{"id": "m1", "date": "2026-01-10", "present": [], "published": published}]
        assert sittings.quorate(house(rules, {"meetings": there}), "m1").outcome == outcome


def test_a_share_of_the_seats_is_rounded_up() -> None:
    seats = [{"code": code, "name": code} for code in "abcde"]
    rules = {"seats": seats, "votes": [{"how": "seat"}], "quorum": {"how": "share", "share": "1/2", "of": "seats"}}
    people = [{"id": code, "name": code} for code in "abcde"]
    held = [{"person": code, "of": code} for code in "abcde"]
    for there, outcome in (("ab", "no"), ("abc", "yes")):
        came = [{"id": "m1", "date": "2026-01-10", "present": [{"person": code} for code in there]}]
        found = house(rules, {"people": people, "mandates": held, "meetings": came})
        assert sittings.quorate(found, "m1").outcome == outcome


def test_so_many_absences_in_a_row_take_a_vote_and_an_excuse_does_not() -> None:
    ground = {"how": "presences", "presences": 1, "lapse": {"absences": 2}}
    dates = [{"id": f"m{month}", "date": f"2026-{month:02}-10", "present": []} for month in range(1, 6)]
    dates[0]["present"] = [{"person": "a"}]
    known = {"people": [{"id": "a", "name": "A"}], "meetings": dates}
    entitled = [voting.entitled(house({"votes": [ground]}, known), "a", place) for place in range(5)]
    assert entitled == ["yes", "yes", "yes", "no", "no"]
    dates[2]["excused"] = ["a"]
    entitled = [voting.entitled(house({"votes": [ground]}, known), "a", place) for place in range(5)]
    assert entitled == ["yes"] * 5


def test_an_own_contribution_that_is_not_known_is_named() -> None:
    rules = {"fund": {"own_share": {"share": "1/10", "hour_cents": 1000}}}
    people = [{"id": "a", "name": "A"}]
    found = house(rules, {"people": people, "applications": [{"id": "x", "applicant": "a", "total": 1000, "own": 0}]})
    answer = money.formally_fine(found, "x")
    assert answer.outcome == "unknown"
    assert answer.reasons[0].facts["unknown"] == ["hours"]


def test_a_term_is_due_once_for_somebody_who_was_elected_again() -> None:
    rules = {"offices": [{"code": "chair", "name": "Vorsitz", "term": {"months": 24}}]}
    held = [{"person": "a", "of": "chair", "since": since} for since in ("2022-01-10", "2024-01-10")]
    found = house(rules, {"people": [{"id": "a", "name": "A"}], "mandates": held})
    day = facts.dt.date
    assert offices.due(found, day(2025, 6, 1)) == []
    assert [answer.reasons[0].code for answer in offices.due(found, day(2025, 12, 20))] == ["term_ends"]
    assert [answer.reasons[0].code for answer in offices.due(found, day(2026, 1, 11))] == ["term_expired"]
    assert offices.in_office(found, "chair", day(2026, 1, 10)) == ["a"]
    assert offices.in_office(found, "chair", day(2026, 1, 11)) == []
