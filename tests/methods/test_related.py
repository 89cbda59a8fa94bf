"""Which methods are alike: the pure comparison."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.methods import related
from quartier.methods.keywords import ENOUGH, Keywords, nouns
from quartier.methods.related import TELLING, WORDS, Profile, relate

CODES = {
    "aims": ["meet", "decide", "inform"],
    "action_fields": ["housing", "mobility"],
    "target_groups": ["children", "residents"],
    "level": ["consult", "involve"],
    "kind": ["method", "offer"],
    "group": ["small", "large"],
    "setting": ["on_site", "online"],
}
FIELDS = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(codes), unique=True) for name, codes in CODES.items()},
)


def unit(words: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in words.values()))
    return {word: weight / length for word, weight in words.items()} if length else {}


WORD_VECTORS = st.dictionaries(st.sampled_from(["Karte", "Weg", "Fest", "Tisch"]), st.floats(0.1, 5)).map(unit)
PROFILES = st.lists(st.tuples(FIELDS, WORD_VECTORS), max_size=14).map(
    lambda rows: [Profile(key * 7 + 1, fields, words) for key, (fields, words) in enumerate(rows)]
)


@settings(deadline=None)  # the machine may be busy
@given(PROFILES, st.integers(1, 5), st.booleans())
def test_no_self_at_most_n_and_every_reason_is_true_and_telling(profiles, most, is_large) -> None:
    by_key = {profile.key: profile for profile in profiles}
    with pytest.MonkeyPatch.context() as patch:
        if is_large:
            patch.setattr(related, "_COMPARE_ALL", 1)
            patch.setattr(related, "_CANDIDATES", 3)
        answers = dict(relate(profiles, most))
    assert answers.keys() == by_key.keys()
    for key, found in answers.items():
        keys = [relation.key for relation in found]
        assert key not in keys
        assert len(keys) == len(set(keys)) <= most
        assert [relation.score for relation in found] == sorted((r.score for r in found), reverse=True)
        for relation in found:
            assert TELLING & {field for field, _shared in relation.reasons}
            for field, shared in relation.reasons:
                both = [by_key[key], by_key[relation.key]]
                sides = [profile.words if field == WORDS else profile.fields[field] for profile in both]
                assert shared
                assert all(code in side for code in shared for side in sides)


@settings(deadline=None)  # the machine may be busy
@given(PROFILES)
def test_likeness_is_the_same_from_both_sides_and_in_any_order(profiles) -> None:
    answers = dict(relate(profiles, 99))
    scores = {(key, relation.key): relation.score for key, found in answers.items() for relation in found}
    assert all(scores[other, key] == score for (key, other), score in scores.items())
    assert dict(relate(reversed(profiles), 99)) == answers


def test_rare_codes_count_for_more_than_common_ones() -> None:
    common = [Profile(n, {"aims": ["meet"]}, {}) for n in range(10, 20)]
    rare = [Profile(1, {"aims": ["meet", "decide"]}, {}), Profile(2, {"aims": ["decide"]}, {})]
    assert dict(relate([*common, *rare], 3))[1][0].key == 2


def test_only_level_and_size_in_common_is_no_recommendation() -> None:
    alike = {"level": ["consult"], "group": ["small"], "kind": ["method"], "setting": ["online"]}
    assert dict(relate([Profile(1, alike, {}), Profile(2, alike, {})], 3)) == {1: [], 2: []}


def test_large_catalogues_find_what_shares_rare_words_or_codes() -> None:
    many = [Profile(n, {"aims": ["meet"], "kind": ["method"]}, {}) for n in range(1000)]
    many[3] = Profile(3, {"aims": ["meet"]}, {"Karte": 1.0})
    many[900] = Profile(900, {"aims": ["meet"]}, {"Karte": 1.0})
    many[5] = Profile(5, {"aims": ["decide"]}, {})
    many[950] = Profile(950, {"aims": ["decide"]}, {})
    answers = dict(relate(many, 6))
    assert answers[3][0].key == 900
    assert answers[900][0].key == 3
    assert answers[950][0].key == 5
    assert len(answers[0]) == 6


def test_nouns_are_capitals_within_a_sentence() -> None:
    assert nouns("Runder Tisch", "Danach liegt eine Karte auf dem Tisch. Bitten Sie Ihren Nachbarn dazu.") == [
        *["Runder", "Tisch"] * 3,
        "Karte",
        "Tisch",
        "Nachbarn",
    ]


def test_keywords_fold_plurals_and_take_compounds_apart() -> None:
    keywords = Keywords({"stadtteilspaziergang": ["stadtteil", "spaziergang"]})
    keywords.add(1, "Stadtteilspaziergang", "")
    keywords.add(2, "Spaziergänge", "wir gehen einen Spaziergang")
    keywords.add(3, "Fest", "")
    keywords.add(4, "Tisch", "")
    vectors = dict(keywords.vectors())
    assert vectors[1] == vectors[2] == {"Spaziergang": 1 / ENOUGH}  # one word alone says little
    assert vectors[3] == {}


def test_a_text_with_enough_keywords_has_length_one() -> None:
    keywords = Keywords({})
    words = [f"Wort{letter}" for letter in "abcdefghijkl"]
    for key in range(2):
        keywords.add(key, "", "die " + " die ".join(words))
    for key in range(2, 9):
        keywords.add(key, "", "die Sonne")
    vectors = dict(keywords.vectors())
    assert set(vectors[0]) == set(words)
    assert sum(weight**2 for weight in vectors[0].values()) == pytest.approx(1)
