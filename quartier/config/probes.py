"""Addresses for machines, in front of Django: is the process alive, can it work, what has it counted.

They answer under any host name, because load balancers ask by IP address, and touch no session.
"""

import hmac
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from quartier.jobs.overview import job_states
from quartier.jobs.worker import is_anybody_working
from quartier.journal.models import Message

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
JSON = "application/json"
TEXT = "text/plain; version=0.0.4; charset=utf-8"


class Probes:
    """WSGI middleware that answers /healthz, /readyz and /metrics, and hands on everything else."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._is_migrated = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/healthz":
            return _answer(start_response, "200 OK", JSON, b'{"alive": true}')
        if path == "/readyz":
            reasons = self.reasons()
            body = json.dumps({"ready": not reasons, "reasons": reasons}).encode()
            return _answer(start_response, "503 Service Unavailable" if reasons else "200 OK", JSON, body)
        if path == "/metrics" and _may_see_metrics(environ):
            return _answer(start_response, "200 OK", TEXT, _metrics())
        return self.application(environ, start_response)

    def reasons(self) -> list[str]:
        """Return why this process should get no requests now, in words without secrets."""
        try:
            found = list(self._database()) or list(_worker())
        except DatabaseError:
            found = ["database: cannot be reached"]
        finally:
            close_old_connections()
        if shutil.disk_usage(settings.VAR).free < settings.MIN_FREE_MB * 1024**2:
            found.append(f"disk: less than {settings.MIN_FREE_MB} MB free")
        return found

    def _database(self) -> Iterator[str]:
        """Ask the database; whether it is migrated is asked until it is so, since new migrations need new code."""
        if self._is_migrated:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            return
        executor = MigrationExecutor(connection)
        self._is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not self._is_migrated:
            yield "database: migrations are missing"


def _worker() -> Iterator[str]:
    if os.environ.get("QUARTIER_WORKER", "embedded") == "embedded" and not is_anybody_working():
        yield "worker: no sign of life"


def _may_see_metrics(environ: dict[str, Any]) -> bool:
    given = environ.get("HTTP_AUTHORIZATION", "").encode()
    return bool(settings.METRICS_TOKEN) and hmac.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode())


class _Tables(Collector):
    """Figures that stand in the database; the same from every process."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Count what waits and what fails."""
        counts = dict(Message.objects.values_list("state").annotate(Count("pk")).order_by())
        outbox = GaugeMetricFamily("quartier_outbox_messages", "Mails by state.", labels=["state"])
        for state in (Message.State.WAITING, Message.State.FAILED):
            outbox.add_metric([state], counts.get(state, 0))
        yield outbox
        states = job_states()
        yield GaugeMetricFamily("quartier_jobs_late", "Jobs that should have begun.", sum(s.is_late for s in states))
        failing = sum(s.failures > 0 for s in states)
        yield GaugeMetricFamily("quartier_jobs_failing", "Jobs whose last run failed.", failing)
        yield GaugeMetricFamily("quartier_worker_alive", "1 when a worker lives.", int(is_anybody_working()))


def _metrics() -> bytes:
    """Return all figures; several processes add theirs up in the files that the supervisor made a folder for."""
    counted: CollectorRegistry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counted = CollectorRegistry()
        multiprocess.MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    body = generate_latest(counted)
    tables = CollectorRegistry()
    tables.register(_Tables())
    try:
        body += generate_latest(tables)
    except DatabaseError:
        body += b"# the database cannot be reached\n"
    finally:
        close_old_connections()
    return body


def _answer(start_response: Any, status: str, kind: str, body: bytes) -> list[bytes]:
    headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start_response(status, headers)
    return [body]
