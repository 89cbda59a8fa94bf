"""House rules are read strictly, and written the same way every time."""

import json
from pathlib import Path
from typing import Any

import pytest

from quartier.conferences.governance import contradictions, statutes
from quartier.conferences.governance.records import UnreadableError

PRESETS = sorted((Path(statutes.__file__).parent.parent / "presets").glob("*.json"))
BASE: dict[str, Any] = {"format": statutes.FORMAT, "name": "Runde"}


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_presets_are_canonical_and_free_of_contradictions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = statutes.loads(text)
    assert statutes.write(found) == text
    assert contradictions.find(found) == []


def test_there_are_five_presets() -> None:
    assert [path.stem for path in PRESETS] == [
        "consensus-circle",
        "council-with-seats",
        "exchange-platform",
        "fund-board",
        "open-assembly",
    ]


def test_order_and_spelling_of_the_source_do_not_change_the_bytes() -> None:
    one = {**BASE, "quorum": {"how": "share", "share": "2/4"}, "votes": []}
    other = {"quorum": {"share": "1/2", "how": "share", "counted": "vote"}, "name": " Runde", "format": statutes.FORMAT}
    assert statutes.write(statutes.read(one)) == statutes.write(statutes.read(other))


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"quorun": {}}, "quorun", "unknown_key"),
        ({"quorum": {"how": "count", "counts": 3}}, "quorum.counts", "unknown_key"),
        ({"quorum": {"how": "often"}}, "quorum.how", "no_choice"),
        ({"quorum": {"how": "count", "count": True}}, "quorum.count", "no_whole_number"),
        ({"quorum": {"how": "count", "count": -1}}, "quorum.count", "out_of_range"),
        ({"quorum": {"how": "share"}}, "quorum.share", "missing_key"),
        ({"quorum": {"how": "share", "share": "1/0"}}, "quorum.share", "no_fraction"),
        ({"quorum": {"how": "share", "share": 0.5}}, "quorum.share", "no_fraction"),
        ({"quorum": []}, "quorum", "no_object"),
        ({"votes": {}}, "votes", "no_list"),
        ({"votes": [{"number": "§ 1"}]}, "votes[0].how", "missing_key"),
        ({"votes": [{"how": "present", "is_local": 1}]}, "votes[0].is_local", "no_yes_or_no"),
        ({"votes": [{"how": "member", "memberships": ["x"]}]}, "votes[0].memberships", "unknown_code"),
        ({"majorities": [{"how": "share"}]}, "majorities[0].share", "missing_key"),
        ({"seats": [{"code": "A B", "name": "x"}]}, "seats[0].code", "no_code"),
        ({"seats": [{"code": "a", "name": "x"}, {"code": "a", "name": "y"}]}, "seats[1].code", "code_twice"),
        ({"name": ""}, "name", "empty_text"),
        ({"name": 3}, "name", "no_text"),
        ({"name": "x" * 2001}, "name", "too_long"),
        ({"seats": [1] * 20_001}, "seats", "too_many"),
        (
            {"offices": [{"code": "a", "name": "A", "term": {"begins": "2026-02-30"}}]},
            "offices[0].term.begins",
            "no_date",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(change: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        statutes.read({**BASE, **change})
    assert (caught.value.path, caught.value.code) == (path, code)


@pytest.mark.parametrize(
    ("text", "code"), [("{", "no_json"), ("[" * 99_999, "no_json"), ('{"a": 1, "a": 2}', "key_twice")]
)
def test_what_is_no_json_is_refused(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        statutes.loads(text)
    assert caught.value.code == code


SEATS = [{"code": "a", "name": "A", "number": "§ 1"}]
OFFICE = [{"code": "chair", "name": "Vorsitz", "number": "§ 2", "most": 2}]
MEMBER = [{"code": "m", "name": "M"}]
CASES: list[tuple[str, dict[str, Any], tuple[str, str]]] = [
    ("seat_vote_without_seats", {"votes": [{"how": "seat"}]}, ("votes[0]", "seats")),
    ("substitutes_without_seats", {"substitutes": {}}, ("substitutes", "seats")),
    (
        "quorum_above_seats",
        {"seats": SEATS, "votes": [{"how": "seat"}], "quorum": {"how": "count", "count": 2}},
        ("quorum", "seats"),
    ),
    ("quorum_of_no_seats", {"quorum": {"how": "share", "share": "1/2", "of": "seats"}}, ("quorum", "seats")),
    ("vote_without_votes", {"opinion_only": {}, "votes": [{"how": "present"}]}, ("votes[0]", "opinion_only")),
    (
        "vote_given_and_taken",
        {
            "memberships": MEMBER,
            "votes": [{"how": "member", "memberships": ["m"]}],
            "without_vote": {"memberships": ["m"]},
        },
        ("votes[0]", "without_vote"),
    ),
    ("elected_without_office", {"votes": [{"how": "elected"}]}, ("votes[0]", "offices")),
    ("lapse_of_nothing", {"votes": [{"how": "present", "lapse": {"months": 6}}]}, ("votes[0].lapse", "votes[0]")),
    (
        "presences_above_meetings",
        {"votes": [{"how": "presences", "presences": 3, "meetings": 2}]},
        ("votes[0]", "votes[0]"),
    ),
    ("quorum_above_all", {"quorum": {"how": "share", "share": "3/2"}}, ("quorum", "votes")),
    ("invitation_without_notice", {"quorum": {"how": "invitation"}}, ("quorum", "notice")),
    (
        "quota_without_vote",
        {
            "memberships": MEMBER,
            "without_vote": {"memberships": ["m"]},
            "quorum": {"how": "none", "quotas": [{"membership": "m", "count": 1}]},
        },
        ("quorum.quotas[0]", "without_vote"),
    ),
    (
        "majority_without_votes",
        {"opinion_only": {}, "majorities": [{"how": "simple"}]},
        ("majorities[0]", "opinion_only"),
    ),
    ("majority_impossible", {"majorities": [{"how": "share", "share": "0"}]}, ("majorities[0]", "votes")),
    ("majority_impossible", {"majorities": [{"how": "share", "share": "101/100"}]}, ("majorities[0]", "votes")),
    (
        "electorate_without_vote",
        {
            "memberships": MEMBER,
            "without_vote": {"memberships": ["m"]},
            "majorities": [{"how": "simple", "electorate": ["m"]}],
        },
        ("majorities[0]", "without_vote"),
    ),
    ("two_majorities", {"majorities": [{"how": "simple"}, {"how": "consensus"}]}, ("majorities[0]", "majorities[1]")),
    (
        "size_reversed",
        {"offices": [{"code": "c", "name": "C", "least": 3, "most": 2}]},
        ("offices[0]", "offices[0]"),
    ),
    (
        "term_reversed",
        {"offices": [{"code": "c", "name": "C", "term": {"begins": "2026-02-01", "ends": "2026-01-01"}}]},
        ("offices[0].term", "offices[0]"),
    ),
    (
        "condition_above_size",
        {
            "memberships": MEMBER,
            "offices": OFFICE,
            "conditions": [{"office": "chair", "membership": "m", "at_least": 3}],
        },
        ("conditions[0]", "offices[0]"),
    ),
    (
        "bands_overlap",
        {"competence": [{"decides": "A", "up_to": 600}, {"decides": "B", "above": 500}]},
        ("competence[0]", "competence[1]"),
    ),
    (
        "bands_gap",
        {"competence": [{"decides": "B", "above": 700}, {"decides": "A", "up_to": 600}]},
        ("competence[1]", "competence[0]"),
    ),
    ("band_reversed", {"competence": [{"decides": "A", "above": 9, "up_to": 9}]}, ("competence[0]", "competence[0]")),
    (
        "applicant_votes_biased",
        {"fund": {"applicants": {"kinds": ["person"], "may_vote": True}}, "bias": {"because": ["applicant"]}},
        ("fund.applicants", "bias"),
    ),
    ("own_share_above_all", {"fund": {"own_share": {"share": "2"}}}, ("fund.own_share", "fund")),
]


@pytest.mark.parametrize(("code", "change", "places"), CASES)
def test_a_contradiction_is_named_with_both_rules(code: str, change: dict[str, Any], places: tuple[str, str]) -> None:
    found = contradictions.find(statutes.read({**BASE, **change}))
    assert [(each.code, each.first.path, each.second.path) for each in found] == [(code, *places)]


def test_json_that_was_written_can_be_read_by_others() -> None:
    assert json.loads(PRESETS[0].read_text(encoding="utf-8"))["format"] == statutes.FORMAT
