"""Two documents side by side."""

from hypothesis import given

from quartier.methods import document as documents
from quartier.methods.leaves import split
from quartier.methods.parts import differences, take
from tests.methods.documents import DOCUMENTS, unhurried

OURS = documents.parse(
    {
        "code": "probe",
        "completeness": "complete",
        "people": [5, 10],
        "aims": ["meet"],
        "projects": [{"title": "Hof", "place": "Ruhrau", "url": "https://hof.example/"}],
        "texts": {"de": {"title": "Probe", "sections": {"aim": "Unser Ziel.", "verdict": "Gut."}}},
    }
)
THEIRS = {
    "code": "probe",
    "completeness": "stub",
    "aims": ["inform"],
    "projects": [{"title": "Hof"}, {"title": "Garten"}],
    "texts": {
        "de": {"title": "Probe", "sections": {"aim": "Ihr Ziel.", "advice": "Fragen."}},
        "en": {"title": "Test", "summary": "Short."},
    },
}


def test_only_what_theirs_says_is_a_difference() -> None:
    assert [part.key for part in differences(OURS, THEIRS)] == [
        "texts.de.sections.aim",
        "texts.de.sections.advice",
        "texts.en.title",
        "texts.en.summary",
        "aims",
        "projects",
    ]


def test_taking_a_part_changes_that_part_alone_and_twice_changes_nothing() -> None:
    for part in differences(OURS, THEIRS):
        merged = documents.parse(take(OURS, THEIRS, part))
        left = [other.key for other in differences(merged, THEIRS)]
        assert part.key not in left
        gone = {other.key for other in differences(OURS, THEIRS)} - set(left)
        assert gone <= {part.key, "texts.en.title"}  # a text that is new comes with its title
        assert documents.parse(OURS) == OURS


def test_lists_are_joined_and_ours_stays_as_it_is() -> None:
    parts = {part.key: part for part in differences(OURS, THEIRS)}
    assert parts["aims"].result == ["inform", "meet"]
    assert parts["projects"].result == [*OURS["projects"], {"title": "Garten"}]


def test_taking_everything_leaves_no_difference() -> None:
    merged = OURS
    while parts := differences(merged, THEIRS):
        merged = documents.parse(take(merged, THEIRS, parts[0]))
    assert merged["texts"]["de"]["sections"] == {"aim": "Ihr Ziel.", "verdict": "Gut.", "advice": "Fragen."}
    assert (merged["completeness"], merged["people"]) == ("complete", [5, 10])


def test_the_fingerprint_follows_our_side() -> None:
    before = differences(OURS, THEIRS)[0]
    changed = take(OURS, THEIRS, before) | {}
    changed["texts"]["de"]["sections"]["aim"] = "Inzwischen anders."
    assert differences(changed, THEIRS)[0].seen != before.seen


@unhurried
@given(DOCUMENTS, DOCUMENTS)
def test_taking_parts_in_turn_ends_and_loses_nothing_of_ours(ours, theirs) -> None:
    merged, steps = ours, 0
    while parts := differences(merged, theirs):
        merged, steps = documents.parse(take(merged, theirs, parts[0])), steps + 1
        assert steps <= len(split(theirs))
    assert split(ours).keys() <= split(merged).keys()
    assert (merged["code"], merged["completeness"]) == (ours["code"], ours["completeness"])
