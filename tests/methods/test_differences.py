"""A difference can be read in both directions."""

import time

from hypothesis import given
from hypothesis import strategies as st

from quartier.methods.differences import Run, between, words
from quartier.methods.leaves import join, split
from tests.methods.documents import DOCUMENTS, unhurried

TEXTS = st.text(st.sampled_from("ab <&\n\täß."), max_size=80)


def read(runs: list[Run], left_out: str) -> str:
    """Return one side of a difference between texts."""
    return "".join(run.text for run in runs if run.kind != left_out)


def put(values, document):
    """Return the document with (path, value) put into its fields; None takes the field away."""
    changed = dict(values)
    leaves = {path: value for path, value in split(document).items() if path not in changed}
    return join(leaves | {path: value for path, value in changed.items() if value is not None})


@unhurried
@given(TEXTS, TEXTS)
def test_words_give_both_texts_back(old: str, new: str) -> None:
    runs = words(old, new)
    assert (read(runs, "added"), read(runs, "removed")) == (old, new)
    assert all(run.text for run in runs)


@unhurried
@given(TEXTS)
def test_the_same_text_has_no_difference(text: str) -> None:
    assert all(run.kind == "same" for run in words(text, text))


@unhurried
@given(DOCUMENTS, DOCUMENTS)
def test_documents_give_both_sides_back(old, new) -> None:
    changes = between(old, new)
    assert put([(change.path, change.new) for change in changes], old) == new
    assert put([(change.path, change.old) for change in changes], new) == old
    assert bool(changes) == (old != new)


def test_a_changed_word_is_shown_and_not_the_whole_sentence() -> None:
    runs = words("Wir treffen uns am Montag im Hof.", "Wir treffen uns am Dienstag im Hof.")
    assert [(run.kind, run.text) for run in runs if run.kind != "same"] == [
        ("removed", "Montag "),
        ("added", "Dienstag "),
    ]


def test_long_and_nasty_texts_take_less_than_a_second() -> None:
    pairs = [
        ("wort " * 4000, "wort " * 3990 + "anders " * 20),
        ("a b " * 5000, "b a " * 5000),
        ("\n".join(f"Zeile {n}" for n in range(2000)), "\n".join(f"Zeile {n}" for n in range(1, 2001))),
        ("x" * 20_000, "y" * 20_000),
        ("a\n" * 10_000, "b\na\n" * 5000),
    ]
    for old, new in pairs:
        started = time.process_time()
        runs = words(old, new)
        assert time.process_time() - started < 1
        assert (read(runs, "added"), read(runs, "removed")) == (old, new)
