"""What becomes of every row: examples, and promises for any list."""

import random
import re
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.quarters.lists import drafts as d
from quartier.quarters.lists.cleaning import Row, clean_rows
from quartier.quarters.lists.columns import Header, find_header, guess, mapping_of
from quartier.quarters.lists.fates import count, decide
from quartier.quarters.lists.keys import fold, organisation_key, person_key, phone_key, street_key
from quartier.quarters.lists.reading import read
from tests.quarters.lists import sheets

NEW_ACTOR = d.Choice()
FIELDS = (
    "organisation", "first_name", "last_name", "emails", "phones", "street", "capacity", "step_free", "since", "note",
)  # fmt: skip
HEADER = Header(0, 1, FIELDS)


def rows_of(data: bytes) -> list[Row]:
    sheet = read(data, "liste")[0]
    header = find_header(sheet.rows)
    return clean_rows(sheet.rows, header, mapping_of(guess(sheet.rows, header)))


def rows_from(*table: Sequence[str]) -> list[Row]:
    """Return rows below a header, each with as many of the FIELDS as it has cells."""
    return clean_rows([FIELDS, *table], HEADER, FIELDS)


def decided(rows: Sequence[Row], known: Sequence[d.Known] = (), *, join: bool = False) -> d.Outcome:
    """Return the outcome after a person has answered every question: a new actor, or the first option."""
    choices: dict[int, d.Choice] = {}
    while True:
        outcome = decide(rows, known, choices)
        asked = [fate for fate in outcome.fates if fate.fate == d.DECIDE and fate.row not in choices]
        if not asked:
            return outcome
        fate = asked[0]
        first = fate.options[0]
        must_join = fate.draft is not None and not fate.draft.name
        choices[fate.row] = d.Choice(first.key, first.row) if join or must_join else NEW_ACTOR


def after(known: Iterable[d.Known], outcome: d.Outcome) -> list[d.Known]:
    """Return what the quarter has after an import."""
    actors = {one.key: one.actor for one in known}
    for result in outcome.results:
        key = result.key if result.key is not None else max(actors, default=0) + 1
        actors[key] = result.actor
    return [d.Known(key, actor) for key, actor in actors.items()]


def fate_names(outcome: d.Outcome) -> list[str]:
    return [fate.fate for fate in outcome.fates]


def test_a_list_becomes_actors_and_asks_about_two_people_of_one_name() -> None:
    outcome = decide(rows_of(sheets.xlsx()), [])
    assert fate_names(outcome) == [
        "title", "blank", "title", "new", "new", "new", "blank", "new", "new", "new", "new", "decide", "same",
    ]  # fmt: skip
    question = outcome.fates[11]
    assert [(one.reason, one.row) for one in question.options] == [("same_name", 10)]
    assert outcome.fates[12].earlier == 5
    actors = [result.actor for result in outcome.results]
    assert [actor.name for actor in actors if actor.individual] == ["Ole Brandt"]
    school = actors[1]
    assert (school.kind, school.capacity, school.capacity_estimated, school.since) == ("school", 80, True, "2015")
    assert school.persons[0].mails == ("stanislaw.zak@wehr.example",)
    assert {note.text for note in actors[5].notes} == {'=HYPERLINK("http://falle.example")', "Sport"}


def test_a_second_import_changes_nothing() -> None:
    rows = rows_of(sheets.xlsx())
    known = after([], decided(rows))
    outcome = decide(rows, known)
    assert set(fate_names(outcome)) == {"title", "blank", "same"}
    assert outcome.results == ()


def test_a_damaged_copy_of_the_list_changes_nothing_and_says_what_it_ignored() -> None:
    known = after([], decided(rows_of(sheets.xlsx())))
    outcome = decide(rows_of(sheets.windows()), known)
    assert set(fate_names(outcome)) == {"title", "blank", "same"}
    assert {(change.field, change.value) for fate in outcome.fates for change in fate.ignored} == {
        ("name", "Stanis?aw ?ak"), ("street", "?ód?-Platz 12 b"), ("name", "Goran Babi?"),
    }  # fmt: skip


def test_a_good_copy_mends_a_damaged_one() -> None:
    known = after([], decided(rows_of(sheets.windows())))
    outcome = decide(rows_of(sheets.xlsx()), known)
    assert count(outcome.fates)["merges"] == 2
    mended = after(known, outcome)
    assert not [one for one in mended if one.actor.damaged or any(person.damaged for person in one.actor.persons)]
    assert {one.actor.name for one in mended} == {one.actor.name for one in known}
    assert set(fate_names(decide(rows_of(sheets.windows()), mended))) == {"title", "blank", "same"}


def test_a_mended_name_is_still_known_by_its_damaged_copy() -> None:
    known = after([], decided(rows_from(("Kita B?rkenhain", "", "", "", "0201 555010"))))
    rows = rows_from(("Kita Birkenhain", "", "", "", "0201 555010"), ("Kita B?rkenhain",))
    mended = after(known, decide(rows, known))
    assert [one.actor.name for one in mended] == ["Kita Birkenhain"]
    assert fate_names(decide(rows, mended)) == ["title", "same", "same"]


def test_several_contact_persons_are_persons_of_one_actor() -> None:
    rows = rows_from(
        ("Silo", "Goran", "Babić", "info@silo.example"),
        ("SILO e.V.", "Tilda", "Wehr", "info@silo.example"),
        ("Silo", "G.", "Babić", "info@silo.example"),
    )
    outcome = decide(rows, [])
    assert fate_names(outcome) == ["title", "new", "merges_row", "merges_row"]
    (result,) = outcome.results
    assert [person.name for person in result.actor.persons] == ["Goran Babić", "Tilda Wehr"]
    assert result.actor.aliases == ("SILO e.V.",)
    assert [note.text for note in result.actor.persons[0].notes] == ["G. Babić"]
    assert result.rows == (1, 2, 3)


@pytest.mark.parametrize(
    ("name", "mail", "reason"),
    [
        ("Kita Birkenhein", "", "similar_name"),
        ("Birkenhain Kita", "", "similar_name"),
        ("Kita Birkenhain Wehrfeld", "", "similar_name"),
        ("Haus der Kinder", "mona@birke.example", "same_mail"),
        ("Kita B?rkenhain", "", "damaged_name"),
        ("Kita Waldblick", "", ""),
        ("Kita Birkenhain 2", "", ""),
    ],
)
def test_what_looks_alike_is_a_question(name: str, mail: str, reason: str) -> None:
    known = [d.Known(7, d.ActorDraft("Kita Birkenhain", mails=("mona@birke.example",)))]
    fate = decide(rows_from((name, "", "", mail)), known).fates[1]
    if name.endswith("2"):
        assert fate.fate in (d.NEW, d.DECIDE)
        return
    assert fate.fate == (d.DECIDE if reason else d.NEW)
    assert [(one.key, one.reason) for one in fate.options] == ([(7, reason)] if reason else [])


def test_an_answer_is_followed_and_remembered() -> None:
    known = [d.Known(7, d.ActorDraft("Kita Birkenhain", persons=(d.PersonDraft("Mona", "Reißner"),)))]
    rows = rows_from(("Kita Birkenhein", "", "", "neu@birke.example"))
    (joined,) = decide(rows, known, {1: d.Choice(key=7)}).results
    assert (joined.key, joined.actor.name, joined.actor.aliases) == (7, "Kita Birkenhain", ("Kita Birkenhein",))
    assert fate_names(decide(rows, [d.Known(7, joined.actor)])) == ["title", "same"]
    (made,) = decide(rows, known, {1: NEW_ACTOR}).results
    assert (made.key, made.actor.name) == (None, "Kita Birkenhein")
    skipped = decide(rows, known, {1: d.Choice(skip=True)})
    assert (fate_names(skipped), skipped.results) == (["title", "skipped"], ())
    assert decide(rows, known, {1: d.Choice(key=8)}).fates[1].fate == d.NEW


def test_a_row_without_a_name_is_known_by_its_mail_or_refused() -> None:
    rows = rows_from(
        ("Silo", "", "", "info@silo.example"),
        ("", "", "", "INFO@silo.example", "0201 555010"),
        ("", "", "", "x@y.example"),
    )
    outcome = decide(rows, [])
    assert fate_names(outcome) == ["title", "new", "merges_row", "refused"]
    assert outcome.fates[3].reason == "no_name"
    assert outcome.results[0].actor.phones == ("+49 201 555010",)


def test_another_value_is_noted_and_ours_stays() -> None:
    known = [d.Known(1, d.ActorDraft("Silo", street="Siloweg 7", capacity=40, step_free="unknown", since="2015"))]
    rows = rows_from(("Silo", "", "", "", "", "Wehrstr. 1", "60", "ja", "03/2015"))
    (result,) = decide(rows, known).results
    actor = result.actor
    assert (actor.street, actor.capacity, actor.step_free, actor.since) == ("Siloweg 7", 40, "yes", "2015-03")
    assert {(note.code, note.field, note.text) for note in actor.notes} == {
        ("other_value", "street", "Wehrstr. 1"), ("other_value", "capacity", "60"),
    }  # fmt: skip


def test_a_remark_that_the_quarter_has_in_a_longer_text_is_not_added_again() -> None:
    known = [d.Known(1, d.ActorDraft("Silo", notes=(d.Note("note", "Kommt gern. Schlüssel beim Pförtner."),)))]
    row = ["Silo", *[""] * 8, "Schlüssel beim Pförtner."]
    assert fate_names(decide(rows_from(row), known)) == ["title", "same"]
    row[-1] = "Neue Leitung."
    assert fate_names(decide(rows_from(row), known)) == ["title", "merges"]


# Small pools, so that generated lists are full of doubles, contradictions and damage.
LINES = st.tuples(
    st.sampled_from(["", "", "Kita Birkenhain", "KITA BIRKENHAIN e.V.", "Kita Birkenhein", "Kita B?rkenhain", "Silo", "Jugendtreff Silo"]),
    st.sampled_from(["", "Mona", "M?na", "M.", "Ole"]),
    st.sampled_from(["", "Reißner", "Rei?ner", "Brandt", "von der Aue", "=1+1"]),
    st.sampled_from(["", "a@x.example", "A@X.EXAMPLE; b@x.example", "b@x.example", "c@x.example", "kein E-Mail!"]),
    st.sampled_from(["", "0201 555010", "0170-5550101", "abends"]),
    st.sampled_from(["", "Łódź-Platz 1", "?ód?-Platz 1", "Siloweg 7", "Siloweg"]),
    st.sampled_from(["", "40", "ca. 40", "60", "groß"]),
    st.sampled_from(["", "ja", "nein", "weiß nicht", "ja, hinten"]),
    st.sampled_from(["", "2015", "03/2015", "2016", "seit Anfang"]),
    st.sampled_from(["", "Schlüssel beim Pförtner", "neu"]),
)  # fmt: skip
LISTS = st.lists(LINES, max_size=7)


@settings(deadline=None)
@given(LISTS, LISTS)
def test_every_row_has_one_fate(first: list[tuple[str, ...]], second: list[tuple[str, ...]]) -> None:
    known = after([], decided(rows_from(*first)))
    rows = rows_from(*second)
    outcome = decide(rows, known)
    assert [fate.row for fate in outcome.fates] == [row.index for row in rows]
    assert sum(count(outcome.fates).values()) == len(second) + 1
    for fate in outcome.fates:
        assert fate.fate in d.FATES
        assert bool(fate.options) == (fate.fate == d.DECIDE)
        assert bool(fate.adds) == (fate.fate in (d.MERGES, d.MERGES_ROW))
        assert (fate.key is not None) <= (fate.fate in (d.MERGES, d.SAME))
        assert (fate.fate == d.REFUSED) == (fate.reason == "no_name")


@settings(max_examples=150, deadline=None)
@given(LISTS, LISTS, st.booleans())
def test_importing_the_outcome_again_changes_nothing(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]], join: bool
) -> None:
    known = after([], decided(rows_from(*first), join=join))
    rows = rows_from(*second)
    once = decided(rows, known, join=join)
    again = decide(rows, after(known, once))
    quiet = {d.SAME, d.BLANK, d.TITLE, d.REFUSED}
    assert [fate for fate in again.fates if fate.fate not in quiet] == []
    assert again.results == ()


def actor_keys(outcome: d.Outcome) -> set[tuple[bool, str]]:
    """Return the names of all resulting actors, as keys."""
    actors = [result.actor for result in outcome.results]
    return {(actor.individual, (person_key if actor.individual else organisation_key)(actor.name)) for actor in actors}


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_damaged_names_the_less_damaged_one_stays(order: int) -> None:
    lines = [["", "M?na", "Rei?ner", "", "0201 555010"], ["", "Mona", "Rei?ner", "", "0201 555010"]][::order]
    (result,) = decide(rows_from(*lines), []).results
    assert result.actor.name == "Mona Rei?ner"


@settings(max_examples=150, deadline=None)
@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_decide_who_is_who(lines: list[tuple[str, ...]], shuffle: random.Random) -> None:
    shuffled = list(lines)
    shuffle.shuffle(shuffled)
    assert actor_keys(decided(rows_from(*shuffled))) == actor_keys(decided(rows_from(*lines)))


def everything(actor: d.ActorDraft) -> str:
    """Return all that an actor says, folded, with digits of phones and letters of streets beside each other."""
    parts = [actor.name, *actor.aliases, *actor.mails, *actor.phones, actor.street, str(actor.capacity), actor.since]
    parts += [actor.step_free, *(note.text for note in actor.notes)]
    for person in actor.persons:
        parts += [person.name, *person.mails, *person.phones, *(note.text for note in person.notes)]
    keys = [phone_key(part) for part in parts] + [street_key(part) for part in parts]
    return " | ".join([*(fold(part) for part in parts), *keys])


SAID = {"ja": "yes", "nein": "no", "weiß nicht": "", "03/2015": "2015 03", "ca. 40": "40", "0201 555010": "49201555010"}


@settings(max_examples=100, deadline=None)
@given(LISTS)
def test_nothing_is_lost(lines: list[tuple[str, ...]]) -> None:
    outcome = decided(rows_from(*lines))
    kept = " | ".join(everything(result.actor) for result in outcome.results)
    refused = " | ".join(everything(fate.draft) for fate in outcome.fates if fate.fate == d.REFUSED and fate.draft)
    ignored = " | ".join(fold(str(change.value)) for fate in outcome.fates for change in fate.ignored)
    everywhere = f"{kept} | {refused} | {ignored}"
    for line in lines:
        for text in line:
            for part in text.split(";"):
                said = fold(SAID.get(part, part).replace("?", "qq")).removeprefix("0170 ")
                mended = re.escape(said).replace("qq", "(.{1,2})?")  # a good value may have taken a damaged one's place
                assert re.search(mended, everywhere) or street_key(part) in everywhere, (text, everywhere)


@settings(deadline=None)
@given(LISTS)
def test_a_damaged_value_never_replaces_a_good_one(lines: list[tuple[str, ...]]) -> None:
    person = d.PersonDraft("Mona", "Reißner", mails=("a@x.example",))
    good = d.ActorDraft("Kita Birkenhain", street="Łódź-Platz 1", persons=(person,))
    known = [d.Known(1, good)]
    now = after(known, decided(rows_from(*lines), known, join=True))[0]
    assert (now.actor.name, now.actor.street) == (good.name, good.street)
    assert now.actor.persons[0].name == "Mona Reißner"
