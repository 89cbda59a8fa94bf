"""Comparing all methods in a child process."""

import pytest

from quartier.methods import related_child
from quartier.methods.keywords import Keywords
from quartier.methods.related import Profile, relate
from quartier.methods.related_child import ChildError, relate_all

TEXT = "Wir gehen mit der Karte durch die Stadt. Am Ende steht der Plan, den die Gruppe mit der Karte zeichnet."
ROWS = [
    (3, {"aims": ["meet"], "level": ["consult"]}, ("Spaziergang mit Karte", TEXT)),
    (5, {"aims": ["meet", "decide"]}, None),
    (9, {"aims": ["decide"]}, ("Karte im Stadtteil", f"Heute zeigt {TEXT}")),
    (11, {"action_fields": ["housing"]}, ("Fest", "Es gibt ein Fest für alle.")),
]


def test_the_child_answers_what_the_comparison_answers_here() -> None:
    keywords = Keywords({"stadtplan": ["stadt", "plan"]})
    for key, _fields, text in ROWS:
        if text:
            keywords.add(key, *text)
    words = dict(keywords.vectors())
    here = relate([Profile(key, fields, words.get(key, {})) for key, fields, _text in ROWS], 2)
    plain = {key: [(r.key, [[f, list(shared)] for f, shared in r.reasons]) for r in found] for key, found in here}
    answer = dict(relate_all({"stadtplan": ["stadt", "plan"]}, ROWS, 2))
    assert answer == plain
    assert answer[3]  # they have something to say


def test_a_child_that_fails_is_no_empty_answer() -> None:
    with pytest.raises(ChildError):
        list(relate_all({}, [(1, {"aims": 7}, None)], 2))  # type: ignore[dict-item]


def test_nobody_who_stops_listening_leaves_a_child_behind(monkeypatch) -> None:
    started = []
    real = related_child.subprocess.Popen

    def note(*args, **kwargs):
        started.append(real(*args, **kwargs))
        return started[0]

    monkeypatch.setattr(related_child.subprocess, "Popen", note)
    answers = relate_all({}, ROWS, 2)
    next(answers)
    answers.close()
    assert started[0].poll() is not None
