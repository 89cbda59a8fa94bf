"""PostgreSQL ends our connections (as a restart does): the next request gets a new one, and nobody sees it."""

import os
import subprocess
import sys
import uuid

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no server that could go away"),
    pytest.mark.django_db(transaction=True),
]

# Ten requests, then every connection of this process is ended, then ten more; prints the status of each.
REQUESTS = """
import sys, django
from django.conf import settings
database = settings.DATABASES["default"]
if sys.argv[2] == "control":
    database |= {"CONN_HEALTH_CHECKS": False}
django.setup()
import psycopg
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
application = WSGIHandler()

def ask():
    statuses = []
    environ = RequestFactory().get("/impressum/", SERVER_NAME="localhost").environ
    answer = application(environ, lambda line, headers: statuses.append(line[:3]))
    list(answer)
    answer.close()
    return statuses[0]

print(*[ask() for _ in range(10)])
where = {"host": database["HOST"], "port": database["PORT"] or 5432, "user": database["USER"], "dbname": "postgres"}
with psycopg.connect(**where, password=database["PASSWORD"], application_name="other", autocommit=True) as server:
    ended = server.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = %s", [sys.argv[1]]
    ).fetchall()
assert ended
print(*[ask() for _ in range(10)])
"""


def _statuses(kind: str) -> list[str]:
    about, name = connection.settings_dict, f"healing-{uuid.uuid4().hex[:8]}"
    place = f"{about['USER']}:{about['PASSWORD']}@{about['HOST']}:{about['PORT'] or 5432}/{about['NAME']}"
    own = {"DATABASE_URL": f"postgresql://{place}", "PGAPPNAME": name, "LOG_LEVEL": "ERROR"}
    env = os.environ | own | {"DJANGO_SETTINGS_MODULE": "quartier.config.settings"}
    command = [sys.executable, "-c", REQUESTS, name, kind]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_no_request_fails_after_the_server_ended_our_connections() -> None:
    assert _statuses("as it is") == ["200"] * 20


def test_control_without_health_checks_a_request_fails() -> None:
    statuses = _statuses("control")
    assert statuses[:10] == ["200"] * 10
    assert {"500", "503"} & set(statuses[10:])
