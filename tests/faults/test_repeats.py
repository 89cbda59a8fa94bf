"""R4: a program whose server died between commit and answer asks again with its key, and gets the first answer."""

import json

import pytest

from tests.faults.rig import Client, Installation, serving

pytestmark = pytest.mark.fault
WRITTEN = "SELECT code FROM methods_comment WHERE body = 'Noch da?'"


def say(server, person) -> tuple[int, str]:
    """Write the same comment with the same key as ever."""
    return Client(server, person).api("POST", "/erste/comments", {"body": "Noch da?"}, once="eins")


def cut_after_the_commit(installation: Installation) -> list[str]:
    """Let a server die before it answers; return the codes of the comments that it has written all the same."""
    with serving(installation, QUARTIER_MUTANT="mute") as server:
        status, _text = say(server, installation.people[0])
        assert status == 0, "the server answered: nothing is tested"
        server.process.wait(timeout=20)
    return [code for (code,) in installation.rows(WRITTEN)]


def test_the_repeat_after_a_kill_gets_the_first_answer(installation, figure, request) -> None:
    person = installation.people[0]
    written = cut_after_the_commit(installation)
    assert len(written) == 1
    with serving(installation) as server:
        answers = [say(server, person) for _ in range(3)]
        other = Client(server, person).api("POST", "/erste/comments", {"body": "Etwas anderes"}, once="eins")
    count = len(installation.rows(WRITTEN))
    figure(f"[R4] {request.node.callspec.id}, kill between commit and answer, then 3 repeats: {count} comment")
    assert [status for status, _text in answers] == [200] * 3
    assert {json.loads(text)["code"] for _status, text in answers} == set(written)
    assert (count, other[0]) == (1, 409)


def test_control_where_the_key_is_ignored_it_counts_twice(installation, figure, request) -> None:
    cut_after_the_commit(installation)
    with serving(installation, QUARTIER_MUTANT="deaf") as server:
        assert say(server, installation.people[0])[0] == 201
    count = len(installation.rows(WRITTEN))
    figure(f"[R4] control {request.node.callspec.id}, key ignored: {count} comments")
    assert count == 2
