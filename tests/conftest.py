"""What all tests share."""

import pytest
from django.conf import settings


def pytest_configure() -> None:
    """Tests need no built assets, no slow password hashing and no web."""
    settings.LINK_CHECK = False
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def anybody(client):
    """A browser in which nobody has signed in."""
    return client
