"""What all tests share."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

_figures: list[str] = []
_given = tempfile.TemporaryDirectory(prefix="quartier-tests-")  # gone when the tests end
_ledgers = tempfile.TemporaryDirectory(prefix="quartier-tests-")


def pytest_configure() -> None:
    """Tests need no built assets, no slow password hashing, no web and no files of the developer's."""
    settings.LINK_CHECK = False
    settings.MEDIA_ROOT = Path(_given.name)
    settings.ERASURES = Path(_ledgers.name) / "erasures.jsonl"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    if settings.REDIS_URL:  # every worker of pytest-xdist has keys of its own in it
        own = {"BACKEND": "tests.cache.OwnKeysRedisCache", "KEY_PREFIX": os.environ.get("PYTEST_XDIST_WORKER", "tests")}
        settings.CACHES = {"default": {**settings.CACHES["default"], **own}}
    else:
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _empty_cache() -> None:
    """A Redis outlives the tests; what earlier ones left there is gone."""
    cache.clear()


@pytest.fixture
def anybody(client):
    """A browser in which nobody has signed in."""
    return client


@pytest.fixture
def figure() -> Callable[[str], None]:
    """Return a function that notes a measured figure; all of them are printed at the end."""
    return _figures.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was measured."""
    for line in _figures:
        terminalreporter.write_line(f"measured: {line}")
