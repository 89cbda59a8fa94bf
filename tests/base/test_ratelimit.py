"""Rate limits count every use, however many come at once and however long the window is."""

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quartier.base import ratelimit
from quartier.base.countingcache import CountingDatabaseCache

DAY = 24 * 60 * 60


@pytest.fixture
def table(db, settings) -> str:
    """Return the name of an empty table for a cache."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "probe"}}
    call_command("createcachetable", verbosity=0)
    return "probe"


def seconds_left(monkeypatch, backend: DatabaseCache) -> float:
    """Count once in a window of a day; return how long the count is kept."""
    kept = []
    write = backend._base_set
    monkeypatch.setattr(
        backend, "_base_set", lambda mode, key, value, timeout: kept.append(timeout) or write(mode, key, value, timeout)
    )
    monkeypatch.setattr(ratelimit, "cache", backend)
    ratelimit.check("probe", "ben", 2, DAY)
    return kept[-1]


@pytest.mark.parametrize("kind", [CountingDatabaseCache, DatabaseCache])
def test_a_count_lives_as_long_as_its_window(monkeypatch, table, kind) -> None:
    assert seconds_left(monkeypatch, kind(table, {})) == DAY


def test_control_without_the_touch_a_day_lasts_five_minutes(monkeypatch, table) -> None:
    backend = CountingDatabaseCache(table, {})
    monkeypatch.setattr(backend, "touch", lambda *args: None)
    assert seconds_left(monkeypatch, backend) != DAY


def test_beyond_the_limit_it_says_how_long_to_wait(monkeypatch, table) -> None:
    monkeypatch.setattr(ratelimit, "cache", CountingDatabaseCache(table, {}))
    for _ in range(2):
        ratelimit.check("probe", "ben", 2, 60)
    with pytest.raises(ratelimit.TooManyError) as refused:
        ratelimit.check("probe", "ben", 2, 60)
    assert 0 < refused.value.wait_seconds <= 60
    ratelimit.check("probe", "cem", 2, 60)


@pytest.mark.parametrize(
    ("address", "counted"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("", ""), ("unix", "unix")],
)
def test_whoever_has_a_network_of_their_own_is_one_visitor(rf, address, counted) -> None:
    assert ratelimit.visitor(rf.get("/", REMOTE_ADDR=address)) == counted


def test_a_number_that_is_not_there_is_not_counted(table) -> None:
    with pytest.raises(ValueError, match="not found"):
        CountingDatabaseCache(table, {}).incr("nothing")


def first_question(backend: DatabaseCache) -> str:
    """Return what the database is asked first when a number goes up."""
    backend.set("number", 1)
    with CaptureQueriesContext(connection) as seen:
        assert backend.incr("number") == 2
    return next(query["sql"] for query in seen.captured_queries if "SAVEPOINT" not in query["sql"])


def test_nothing_is_read_before_the_row_is_locked(table) -> None:
    question = first_question(CountingDatabaseCache(table, {}))
    assert question.startswith("SELECT 1 FROM")
    assert question.endswith("FOR UPDATE") == (connection.vendor == "postgresql")
    assert not first_question(DatabaseCache(table, {})).startswith("SELECT 1 FROM")  # the control
