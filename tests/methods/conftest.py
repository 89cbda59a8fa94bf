"""Who tests of the catalogue begin with."""

import pytest
from django.core.cache import cache

from tests.factories import make_user


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """What earlier tests did counts for nobody."""
    cache.clear()


@pytest.fixture
def edda(client):
    """An editor who has signed in."""
    person = make_user("Edda Probe", role="editor")
    client.force_login(person)
    return person
