"""Redis away: pages and rate limits go on without it, one line in the log, and it heals by itself."""

import logging
import shutil
import socket
import subprocess
import time

import pytest
from django.core.cache.backends.redis import RedisCache

from quartier.base import cache as forgiving
from quartier.base import logs, ratelimit
from tests.factories import make_method, make_user

pytestmark = [pytest.mark.fault, pytest.mark.django_db]


class Redis:
    """A server of the test's own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--save", "", "--bind", "127.0.0.1"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        for _try in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)


@pytest.fixture
def redis(monkeypatch):
    """Return a running server that the cache uses."""
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed (Debian: apt-get install redis-server)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = Redis(probe.getsockname()[1])
    server.start()
    monkeypatch.setattr(forgiving.ForgivingRedisCache, "_away_until", 0.0)
    _use(monkeypatch, forgiving.ForgivingRedisCache, server.port)
    yield server
    server.stop()


def _use(monkeypatch, kind: type, port: int) -> None:
    backend = kind(f"redis://127.0.0.1:{port}/0", {})
    monkeypatch.setattr("quartier.base.ratelimit.cache", backend)
    monkeypatch.setattr("allauth.core.internal.ratelimit.cache", backend, raising=False)


def test_limits_hold_while_redis_is_there_and_let_pass_while_it_is_away(redis, client, caplog, monkeypatch) -> None:
    for _use_of_it in range(2):
        ratelimit.check("probe", "ben", 2, 600)
    with pytest.raises(ratelimit.TooManyError):
        ratelimit.check("probe", "ben", 2, 600)
    make_method()
    client.force_login(make_user())
    assert client.get("/methoden/probe/kommentieren/").status_code == 200  # the first page loads everything
    redis.stop()
    guard = logs.FloodGuard()
    with caplog.at_level(logging.WARNING):
        caplog.handler.addFilter(guard)
        began = time.monotonic()
        for number in range(10):
            ratelimit.check("probe", "ben", 2, 600)
            answer = client.post("/methoden/probe/kommentieren/", {"body": f"Beitrag {number}"})
            assert answer.status_code == 302
        took = time.monotonic() - began
        caplog.handler.removeFilter(guard)
    assert took < 5
    assert len([record for record in caplog.records if "cache" in record.message]) == 1
    redis.start()
    monkeypatch.setattr(forgiving.ForgivingRedisCache, "_away_until", 0.0)
    for _use_of_it in range(2):
        ratelimit.check("later", "ben", 2, 600)
    with pytest.raises(ratelimit.TooManyError):
        ratelimit.check("later", "ben", 2, 600)


def test_control_djangos_own_cache_takes_the_page_down(redis, client, monkeypatch) -> None:
    client.raise_request_exception = False
    make_method()
    client.force_login(make_user())
    _use(monkeypatch, RedisCache, redis.port)
    redis.stop()
    assert client.post("/methoden/probe/kommentieren/", {"body": "Beitrag"}).status_code == 500


def test_every_use_of_an_absent_cache_answers_as_an_empty_one() -> None:
    empty = forgiving.ForgivingRedisCache("redis://127.0.0.1:1/0", {})
    forgiving.ForgivingRedisCache._away_until = 0.0
    assert empty.add("a", 1) is False
    assert empty.get("a", "x") == "x"
    assert empty.get_many(["a"]) == {}
    assert empty.get_or_set("a", 5) == 5
    assert empty.set_many({"a": 1}) == []
    assert not empty.has_key("a")
    assert not empty.delete("a")
    empty.set("a", 1)
    empty.delete_many(["a"])
    empty.touch("a")
    empty.clear()
    with pytest.raises(ValueError, match="not found"):
        empty.incr("a")
