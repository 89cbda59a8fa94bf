"""What all tests share."""

import pytest
from django.conf import settings
from django.core.cache import cache


def pytest_configure() -> None:
    """Tests need no built assets, no slow password hashing and no web."""
    settings.LINK_CHECK = False
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    if not settings.REDIS_URL:
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _empty_cache() -> None:
    """A Redis outlives the tests; its numbered database, and no other, starts empty."""
    cache.clear()


@pytest.fixture
def anybody(client):
    """A browser in which nobody has signed in."""
    return client
