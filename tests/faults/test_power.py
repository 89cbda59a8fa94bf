"""R2: what was acknowledged is still there after a power cut, because SQLite runs with synchronous=FULL."""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.disk import Disk, NoDiskError
from tests.faults.load import Ledger, jobs, write_until_killed
from tests.faults.rig import Installation, serving

pytestmark = pytest.mark.fault
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    try:
        made = Disk(tmp_path)
    except NoDiskError as error:
        pytest.skip(str(error))
    try:
        yield made
    finally:
        made.unmount()


def on_disk(template: Installation, disk: Disk) -> Installation:
    """Return a copy of the installation whose data are on the disk for good."""
    shutil.copy(template.home / "quartier.sqlite3", disk.path)
    os.sync()
    return replace(template, home=disk.path)


def write_and_cut(installation: Installation, disk: Disk, ledger: Ledger, rounds: int, **env: str) -> None:
    """Write, cut the power at a random moment, mount again; so many times."""
    work = jobs(installation.people)
    for _ in range(rounds):
        with serving(installation, **env) as server:
            write_until_killed(server, work, ledger, random.uniform(0.6, 2.0), disk.cut_power, is_power_cut=True)
        disk.unmount()
        disk.mount()


def test_a_power_cut_loses_nothing(sqlite_template, disk, figure) -> None:
    installation, ledger = on_disk(sqlite_template, disk), Ledger()
    write_and_cut(installation, disk, ledger, ROUNDS)
    lost, doubled = ledger.compare(installation)
    figure(f"[R2] SQLite, {ROUNDS} x power cut: lost {len(lost)} of {len(ledger.acked)}, doubled {len(doubled)}")
    assert len(ledger.acked) > 5 * ROUNDS
    assert (lost, doubled) == ([], [])
    assert installation.rows("PRAGMA integrity_check") == [("ok",)]


def test_control_synchronous_normal_loses(sqlite_template, disk, figure) -> None:
    """One cut may lose nothing: when somebody else on the machine has just written everything to the disk."""
    installation, ledger = on_disk(sqlite_template, disk), Ledger()
    for _ in range(8):
        write_and_cut(installation, disk, ledger, 1, QUARTIER_SYNCHRONOUS="NORMAL")
        lost, _doubled = ledger.compare(installation)
        if lost:
            break
    figure(f"[R2] control, synchronous=NORMAL: lost {len(lost)} of {len(ledger.acked)}")
    assert lost
