"""R3, R4: eight submissions at once, two servers, one database: everything counts once."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.faults.load import p99
from tests.faults.rig import Client, Installation, Server, serving
from tests.faults.seed import METHODS

pytestmark = pytest.mark.fault
PERSONS = 10
PER_PERSON = (
    "SELECT author_id, COUNT(*) FROM methods_assessment a JOIN methods_method m ON m.id = a.method_id "
    "WHERE m.code = 'erste' GROUP BY author_id"
)


def at_once(*calls: Callable[[], tuple[int, str]]) -> list[tuple[int, float, str]]:
    """Make the calls in the same moment; return status, seconds and text of each."""
    barrier = threading.Barrier(len(calls))
    answers: list[tuple[int, float, str]] = []

    def one(call: Callable[[], tuple[int, str]]) -> None:
        barrier.wait()
        start = time.perf_counter()
        status, text = call()
        answers.append((status, time.perf_counter() - start, text))

    threads = [threading.Thread(target=one, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def tab(server: Server, person: dict[str, Any], step: int) -> Callable[[], tuple[int, str]]:
    """A tab of the person's browser, about to save an assessment."""
    return lambda: Client(server, person).post("/methoden/erste/bewerten/", {"time": str(step)})


def program(server: Server, person: dict[str, Any], step: int) -> Callable[[], tuple[int, str]]:
    """A program of the person, about to do the same."""
    return lambda: Client(server, person).api("PUT", "/erste/assessment", {"time": step})


def assess_at_once(
    installation: Installation, persons: int, **env: str
) -> tuple[dict[int, int], list[int], list[float]]:
    """Let every person submit eight assessments of one method at once; return counts, statuses and seconds."""
    statuses, seconds = [], []
    with serving(installation, **env) as one, serving(installation, **env) as other:
        for person in installation.people[:persons]:
            tabs = [tab(server, person, step) for server in (one, other) for step in (1, 5)]
            programs = [program(server, person, step) for server in (one, other) for step in (2, 4)]
            for status, took, _text in at_once(*tabs, *programs):
                statuses.append(status)
                seconds.append(took)
    return dict(installation.rows(PER_PERSON)), statuses, seconds


def test_eight_assessments_at_once_count_once(installation, figure, request) -> None:
    counts, statuses, seconds = assess_at_once(installation, PERSONS)
    counted_twice = sum(number > 1 for number in counts.values())
    not_counted = PERSONS - len(counts)
    figure(
        f"[R3] {request.node.callspec.id}: 8 at once x {PERSONS} persons: counted twice {counted_twice}, not counted "
        f"{not_counted}, 5xx {sum(s >= 500 for s in statuses)}, cut {statuses.count(0)}, {p99(seconds)}"
    )
    assert (counted_twice, not_counted) == (0, 0)
    assert set(statuses) <= {200, 302, 429}


def test_control_without_the_constraint_somebody_counts_twice(installation, figure, request) -> None:
    installation.run("tests.faults.seed", "drop-constraint")
    counts, _statuses, _seconds = assess_at_once(installation, PERSONS, QUARTIER_MUTANT="twice")
    counted_twice = sum(number > 1 for number in counts.values())
    figure(
        f"[R3] control {request.node.callspec.id}, look first and then insert: counted twice {counted_twice} of {PERSONS}"
    )
    assert counted_twice


def test_everything_else_that_is_pressed_twice_at_once(installation) -> None:
    with serving(installation) as one, serving(installation) as other:
        pair = (one, other)
        ben, cem, dora = installation.people[:3]
        _comment_once(installation, pair, ben)
        _report_once(installation, pair, cem)
        _withdraw_and_return(installation, pair, dora)
        _sign_in_once(installation, pair)
        _set_up_once(installation, pair)


def _comment_once(installation: Installation, pair: tuple[Server, Server], ben: dict[str, Any]) -> None:
    fields = {"body": "Zweimal gedrückt", "once": "abcdefgh23456789"}
    pressed = [lambda s=s: Client(s, ben).post("/methoden/erste/kommentieren/", fields) for s in pair * 2]
    assert {status for status, *_ in at_once(*pressed)} == {302}
    asked = [
        lambda s=s: Client(s, ben).api("POST", "/erste/comments", {"body": "Noch einmal"}, "eins") for s in pair * 4
    ]
    answers = at_once(*asked)
    assert sorted(status for status, *_ in answers) == [200] * 7 + [201]
    assert len({text for *_, text in answers}) == 1
    bodies = [body for (body,) in installation.rows("SELECT body FROM methods_comment WHERE body <> 'Hallo'")]
    assert sorted(bodies) == ["Noch einmal", "Zweimal gedrückt"]


def _report_once(installation: Installation, pair: tuple[Server, Server], cem: dict[str, Any]) -> None:
    address = f"/methoden/kommentare/{installation.seed['comment']}/melden/"
    calls = [lambda s=s, n=n: Client(s, cem).post(address, {"reason": f"Grund {n}"}) for n, s in enumerate(pair * 3)]
    assert {status for status, *_ in at_once(*calls)} == {302}
    assert installation.rows("SELECT COUNT(*) FROM methods_commentreport") == [(1,)]


def _withdraw_and_return(installation: Installation, pair: tuple[Server, Server], dora: dict[str, Any]) -> None:
    assert Client(pair[0], dora).api("POST", "/zweite/comments", {"body": "Hin und her"})[0] == 201
    own = "FROM methods_comment WHERE body = 'Hin und her'"
    code = installation.rows(f"SELECT code {own}")[0][0]
    calls = [
        lambda s=s, do=do: Client(s, dora).post(f"/methoden/kommentare/{code}/{do}/", {})
        for s in pair * 2
        for do in ("zurueckziehen", "zurueckholen")
    ]
    assert {status for status, *_ in at_once(*calls)} == {302}
    state = installation.rows(f"SELECT state {own}")[0][0]
    verbs = "SELECT COUNT(*) FROM journal_entry WHERE verb = 'comment.{}'"
    withdrawn, returned = (installation.rows(verbs.format(v))[0][0] for v in ("withdrawn", "returned"))
    assert withdrawn - returned == (1 if state == "withdrawn" else 0)


def _sign_in_once(installation: Installation, pair: tuple[Server, Server]) -> None:
    first = Client(pair[0])
    assert first.get(installation.seed["link"])[0] == 302
    twins = [Client(server) for server in pair * 2]
    for twin in twins:
        twin.cookies |= first.cookies
    answers = at_once(*[lambda twin=twin: twin.post("/l/offen/", {}) for twin in twins])
    assert sorted(status for status, *_ in answers) == [302, 404, 404, 404]
    assert installation.rows("SELECT COUNT(*) FROM journal_entry WHERE verb = 'link.used'") == [(1,)]


def _set_up_once(installation: Installation, pair: tuple[Server, Server]) -> None:
    secret = pair[1].setup_secret()  # each start makes a new one
    calls = [
        lambda s=s, n=n: Client(s).post(
            "/einrichten/",
            {"geheimnis": secret, "name": "Hier", "person": "Amira", "email": f"amira{n}@example.org"},
        )
        for n, s in enumerate(pair * 2)
    ]
    statuses = [status for status, *_ in at_once(*calls)]
    assert statuses.count(302) == 1
    assert set(statuses) <= {302, 403, 404}
    assert installation.rows("SELECT COUNT(*) FROM accounts_user WHERE role = 'administrator'") == [(1,)]


def comments_at_once(installation: Installation, **env: str) -> list[int]:
    """Let one person send sixteen different comments at once through two servers; return the statuses."""
    ben = installation.people[0]
    with serving(installation, **env) as one, serving(installation, **env) as other:
        calls = [
            lambda s=s, n=n: Client(s, ben).post("/methoden/erste/kommentieren/", {"body": f"Nummer {n}"})
            for n, s in enumerate((one, other) * 8)
        ]
        return [status for status, *_ in at_once(*calls)]


def test_a_limit_holds_for_what_comes_at_once(installation, figure, request) -> None:
    statuses = comments_at_once(installation)
    figure(f"[R3] {request.node.callspec.id}: 16 comments at once, limit 6: {statuses.count(302)} written")
    assert statuses.count(302) <= 6
    assert set(statuses) <= {302, 429}


def test_control_a_cache_that_reads_and_then_writes_lets_more_through(installation) -> None:
    assert comments_at_once(installation, QUARTIER_MUTANT="uncounted").count(302) > 6


def codes_at_once(installation: Installation, **env: str) -> int:
    """Ask for twelve sign-in codes for one address at once through two servers; return how many mails wait."""
    with serving(installation, **env) as one, serving(installation, **env) as other:
        fields = {"email": "niemand@example.org"}
        asked = [lambda s=s: Client(s).post("/konto/login/code/", fields) for s in (one, other) * 6]
        assert {status for status, *_ in at_once(*asked)} <= {200, 302, 422, 429}
    mails = "SELECT COUNT(*) FROM journal_message WHERE recipient = 'niemand@example.org'"
    return int(installation.rows(mails)[0][0])


def test_the_limit_of_sign_in_codes_holds_for_what_comes_at_once(installation, figure, request) -> None:
    """The limit is the library's, three in a minute for one address: an update may not lose its lock."""
    number = codes_at_once(installation)
    figure(f"[R3] {request.node.callspec.id}: 12 sign-in codes at once, limit 3: {number} mails")
    assert 1 <= number <= 3


def test_control_limits_without_a_lock_let_more_codes_through(installation) -> None:
    assert codes_at_once(installation, QUARTIER_MUTANT="unlocked") > 3


def test_the_load_never_writes_faster_than_the_limits_allow() -> None:
    """Otherwise a refusal would look like a race that was won."""
    assert len(METHODS) < 6
