"""What all tests share."""

from collections.abc import Callable

import pytest
from django.conf import settings

_figures: list[str] = []


def pytest_configure() -> None:
    """Tests need no built assets and no slow password hashing."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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
