"""R1: what was acknowledged is still there after a kill -9 at a random moment."""

import os
import random
import time

import pytest

from tests.faults.load import Ledger, jobs, p99, write_until_killed
from tests.faults.rig import serving

pytestmark = pytest.mark.fault
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "3"))  # more of them for a long night


def test_a_killed_server_loses_nothing_on_sqlite(sqlite, figure) -> None:
    ledger, starts, work = Ledger(), [], jobs(sqlite.people)
    for _ in range(ROUNDS):
        began = time.monotonic()
        with serving(sqlite) as server:
            starts.append(time.monotonic() - began)
            write_until_killed(server, work, ledger, random.uniform(0.6, 2.0), server.kill)
    lost, doubled = ledger.compare(sqlite)
    figure(
        f"[R1] SQLite, {ROUNDS} x kill -9 of the server: lost {len(lost)} of {len(ledger.acked)}, "
        f"doubled {len(doubled)}, cut {ledger.unanswered}, {p99(ledger.seconds)}, start {max(starts):.1f} s at most"
    )
    assert len(ledger.acked) > 5 * ROUNDS
    assert (lost, doubled, ledger.other) == ([], [], [])
    assert sqlite.rows("PRAGMA integrity_check") == [("ok",)]


def test_control_an_answer_before_the_write_is_found(sqlite, figure) -> None:
    ledger = Ledger()
    work = jobs(sqlite.people)
    for _ in range(5):
        with serving(sqlite, QUARTIER_MUTANT="late") as server:
            write_until_killed(server, work, ledger, 1.5, server.kill)
        lost, _doubled = ledger.compare(sqlite)
        if lost:
            break
    figure(f"[R1] control, answer before the write: lost {len(lost)} of {len(ledger.acked)}")
    assert lost


def test_a_killed_database_loses_nothing_on_postgresql(cluster, postgresql, figure) -> None:
    ledger, starts, work = Ledger(), [], jobs(postgresql.people)

    def kill_and_start() -> None:  # at once: clients that wait for an answer get one from the new database
        cluster.kill()
        starts.append(cluster.start())

    with serving(postgresql) as server:
        for _ in range(ROUNDS):
            write_until_killed(server, work, ledger, random.uniform(0.6, 2.0), kill_and_start)
        outage = [status for status in ledger.other if status >= 500]
        last = Ledger()
        write_until_killed(server, work, last, 1.0, server.kill)
    lost, doubled = ledger.compare(postgresql)
    figure(
        f"[R1] PostgreSQL, {ROUNDS} x kill -9 of the database: lost {len(lost)} of {len(ledger.acked)}, "
        f"doubled {len(doubled)}, 5xx meanwhile {len(outage)}, recovery {max(starts):.1f} s at most; "
        f"then kill -9 of the server: lost {len(last.compare(postgresql)[0])} of {len(last.acked)}"
    )
    assert len(ledger.acked) > 5 * ROUNDS
    assert (lost, doubled) == ([], [])
    assert last.acked, "the server did not find its way back to the database"
    assert last.compare(postgresql) == ([], [])


def test_control_postgresql_without_synchronous_commit_loses(cluster, postgresql, figure) -> None:
    cluster.kill()
    cluster.start(synchronous_commit="off", wal_writer_delay="10s")
    ledger, work = Ledger(), jobs(postgresql.people)

    def kill_and_start() -> None:
        cluster.kill()
        cluster.start(synchronous_commit="off", wal_writer_delay="10s")

    try:
        with serving(postgresql) as server:
            for _ in range(8):
                write_until_killed(server, work, ledger, 1.0, kill_and_start)
                lost, _doubled = ledger.compare(postgresql)
                if lost:
                    break
    finally:
        cluster.kill()
        cluster.start()
    figure(f"[R1] control, synchronous_commit=off: lost {len(lost)} of {len(ledger.acked)}")
    assert lost
