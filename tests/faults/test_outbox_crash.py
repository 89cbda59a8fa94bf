"""R5: workers die while they send: no mail is lost, and an extra copy carries the same Message-ID."""

import random
import time

import pytest

from tests.faults.rig import Installation, end
from tests.faults.sink import Sink, mail_sink

pytestmark = pytest.mark.fault
LEASE = 400  # seconds: more than a claim lasts


def mail(sink: Sink, **more: str) -> dict[str, str]:
    """Return the settings that lead to the sink."""
    return {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(sink.port), "SMTP_TLS": "false", **more}


def outcome(installation: Installation, sink: Sink) -> tuple[int, int, int]:
    """Return how many mails never arrived, how many copies were too many, and how many IDs nobody knows."""
    queued = {key for (key,) in installation.rows("SELECT message_id FROM journal_message")}
    return len(queued - set(sink.seen)), sum(sink.seen.values()) - len(sink.seen), len(set(sink.seen) - queued)


def crash(installation: Installation, sink: Sink, number: int, **env: str) -> None:
    """Fill the outbox, let one worker die at its failpoint, and another one go on when the claim has run out."""
    worker = installation.start("tests.faults.drainer", str(number), **mail(sink), **env)
    assert worker.wait(timeout=120) == -9
    installation.run("tests.faults.drainer", str(number), **mail(sink), CLOCK=str(LEASE))


@pytest.mark.parametrize(("failpoint", "extra"), [("claimed", 0), ("after250", 1), ("marked", 0)])
def test_a_worker_dies_at_the_worst_moment(sqlite, figure, failpoint, extra) -> None:
    with mail_sink() as sink:
        crash(sqlite, sink, 6, FAILPOINT=failpoint)
        lost, copies, unknown = outcome(sqlite, sink)
    figure(
        f"[R5] worker killed when {failpoint}: lost {lost} of 6, extra copies {copies}, all with the same Message-ID"
    )
    assert (lost, copies, unknown) == (0, extra, 0)


def test_control_marking_before_sending_loses(sqlite, figure) -> None:
    with mail_sink() as sink:
        crash(sqlite, sink, 6, FAILPOINT="claimed", MUTANT="mark")
        lost, _copies, _unknown = outcome(sqlite, sink)
    figure(f"[R5] control, marked before sent: lost {lost} of 6")
    assert lost == 1


def test_two_workers_die_at_random(installation, figure, request) -> None:
    number, crashes = 120, 0
    with mail_sink(pause=0.01) as sink:
        for turn in range(2):
            before = sum(sink.seen.values())
            workers = [
                installation.start("tests.faults.drainer", str(number), **mail(sink), CLOCK=str(turn * LEASE))
                for _ in range(2)
            ]
            wanted, latest = before + random.randint(5, 40), time.monotonic() + 60
            while sum(sink.seen.values()) < wanted and time.monotonic() < latest:
                time.sleep(0.005)
            for worker in workers:
                crashes += worker.poll() is None
                end(worker)
        last = [
            installation.start("tests.faults.drainer", str(number), **mail(sink), CLOCK=str(3 * LEASE))
            for _ in range(2)
        ]
        assert [worker.wait(timeout=120) for worker in last] == [0, 0]
        lost, copies, unknown = outcome(installation, sink)
    figure(
        f"[R5] {request.node.callspec.id}, two workers, {crashes} random kills: lost {lost} of {number}, extra copies {copies}"
    )
    assert (lost, unknown) == (0, 0)
    assert copies <= crashes
    assert installation.rows("SELECT COUNT(*) FROM journal_message WHERE state <> 'sent'") == [(0,)]
