"""The three-way merge: nothing is lost, and nobody overwrites anybody in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.methods import document as documents
from quartier.methods.leaves import join, split
from quartier.methods.merging import ENTRIES, SETS, merge
from tests.methods.documents import DOCUMENTS, unhurried

BASE = documents.parse({"code": "probe", "texts": {"de": {"title": "Probe", "summary": "Alt."}}})


def _changed(**fields):
    return documents.parse(BASE | fields)


def _all_mine(result):
    return {conflict.path: conflict.mine for conflict in result.conflicts}


def _all_theirs(result):
    return {conflict.path: conflict.theirs for conflict in result.conflicts}


@unhurried
@given(DOCUMENTS)
def test_taking_apart_and_putting_together(document) -> None:
    assert join(split(document)) == document


@unhurried
@given(DOCUMENTS, DOCUMENTS)
def test_who_changed_nothing_gets_the_other_side(base, other) -> None:
    for result in (merge(base, base, other), merge(base, other, base), merge(base, other, other)):
        assert not result.conflicts
        assert documents.parse(result.document({})) == other


@unhurried
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_every_change_of_either_side_survives_or_is_asked_about(base, theirs, mine) -> None:
    result = merge(base, theirs, mine)
    asked = {conflict.path for conflict in result.conflicts}
    old, left, right = split(base), split(theirs), split(mine)
    for path in {*old, *left, *right}:
        if path in asked or path[:2] in asked:
            continue
        one, two, kept = left.get(path), right.get(path), result.settled.get(path)
        if path[0] in SETS | ENTRIES and one != two:
            added = [entry for side in (one, two) for entry in side or [] if entry not in (old.get(path) or [])]
            assert all(entry in (kept or []) for entry in added)
        elif one != old.get(path):
            assert kept == one
        else:
            assert kept == two


@unhurried
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_conflicts_are_the_same_from_both_sides_and_can_be_settled(base, theirs, mine) -> None:
    result, mirrored = merge(base, theirs, mine), merge(base, mine, theirs)
    assert [(c.path, c.theirs, c.mine) for c in result.conflicts] == [
        (c.path, c.mine, c.theirs) for c in mirrored.conflicts
    ]
    for choices in (_all_mine(result), _all_theirs(result)):
        documents.parse(result.document(choices))


@unhurried
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS, st.randoms())
def test_a_conflict_without_a_choice_is_never_passed_over(base, theirs, mine, chance) -> None:
    result = merge(base, theirs, mine)
    if result.conflicts:
        choices = _all_mine(result)
        del choices[chance.choice(sorted(choices))]
        with pytest.raises(KeyError):
            result.document(choices)


def test_different_fields_go_together() -> None:
    result = merge(BASE, _changed(level="inform"), _changed(people=[5, 9]))
    assert documents.parse(result.document({})) == _changed(level="inform", people=[5, 9])
    assert (result.from_theirs, result.from_mine) == ((("level",),), (("people",),))


def test_lists_of_choices_take_additions_and_removals_of_both() -> None:
    base = _changed(aims=["inform", "meet"])
    result = merge(base, _changed(aims=["inform", "meet", "decide"]), _changed(aims=["meet", "network"]))
    assert not result.conflicts
    assert documents.parse(result.document({}))["aims"] == ["decide", "network", "meet"]


def test_two_new_sources_both_stay_and_one_source_changed_twice_is_asked_about() -> None:
    base = _changed(sources=[{"title": "A"}])
    both = merge(
        base, _changed(sources=[{"title": "A"}, {"title": "B"}]), _changed(sources=[{"title": "A"}, {"title": "C"}])
    )
    assert [entry["title"] for entry in both.document({})["sources"]] == ["A", "B", "C"]
    twice = merge(base, _changed(sources=[{"title": "A1"}]), _changed(sources=[{"title": "A2"}]))
    assert [conflict.path for conflict in twice.conflicts] == [("sources",)]


def test_a_text_removed_here_and_changed_there_is_one_question() -> None:
    english = {"en": {"title": "Trial", "summary": "Old."}}
    base = documents.parse(BASE | {"texts": BASE["texts"] | english})
    mine = documents.parse(BASE | {"texts": BASE["texts"] | {"en": {"title": "Trial", "summary": "New."}}})
    result = merge(base, BASE, mine)
    assert [(c.path, c.theirs) for c in result.conflicts] == [(("texts", "en"), None)]
    assert result.document({("texts", "en"): None}) == BASE
    assert result.document({("texts", "en"): mine["texts"]["en"]}) == mine
