"""Real processes: several workers at the same jobs, one killed in the middle."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

# A worker that looks at the schedule again and again; the jobs say on standard output that they run.
WORKER = """
import sys, time, datetime as dt, django; django.setup()
from quartier.jobs import schedule
schedule._registry.clear()
if sys.argv[2] == "control":
    from django.db import models
    schedule._due = lambda moment: models.Q()
if sys.argv[2] == "later":
    real = schedule.database_time
    schedule.database_time = lambda: real() + dt.timedelta(seconds=61)
def body():
    print("run", flush=True)
    time.sleep(float(sys.argv[1]))
for number in range(8):
    schedule.recurring(f"probe-{number}", every=dt.timedelta(hours=1), lease=dt.timedelta(seconds=60))(body)
print("ready", flush=True)
sys.stdin.readline()
schedule.run_due()
"""


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """Return the environment of workers on a migrated database of files, or on the tests' PostgreSQL."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "quartier.config.settings", "QUARTIER_DATA": str(tmp_path)}
    if connection.vendor == "postgresql":
        about = connection.settings_dict
        place = f"{about['USER']}:{about['PASSWORD']}@{about['HOST']}:{about['PORT'] or 5432}/{about['NAME']}"
        return env | {"DATABASE_URL": f"postgresql://{place}"}
    env["DATABASE_URL"] = ""
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=env, check=True, timeout=120)
    return env


def _workers(environment: dict[str, str], count: int, seconds: float, kind: str) -> list[subprocess.Popen[str]]:
    command = [sys.executable, "-c", WORKER, str(seconds), kind]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    workers = [subprocess.Popen(command, env=environment, **pipes) for _number in range(count)]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()
    return workers


def _runs(workers: list[subprocess.Popen[str]]) -> int:
    return sum(worker.communicate(timeout=60)[0].count("run") for worker in workers)


def test_three_workers_run_each_job_once(environment) -> None:
    assert _runs(_workers(environment, 3, 0.1, "as it is")) == 8


def test_control_without_the_condition_they_run_jobs_twice(environment) -> None:
    assert _runs(_workers(environment, 3, 0.1, "control")) > 8


def test_a_killed_workers_job_is_taken_over_after_its_lease(environment) -> None:
    [worker] = _workers(environment, 1, 60, "as it is")
    assert worker.stdout.readline() == "run\n"
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert _runs(_workers(environment, 1, 0, "as it is")) == 7  # all but the one that is claimed
    assert _runs(_workers(environment, 1, 0, "later")) == 1
