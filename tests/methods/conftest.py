"""Who tests of the catalogue begin with."""

import pytest

from tests.factories import make_user


@pytest.fixture
def edda(client):
    """An editor who has signed in."""
    person = make_user("Edda Probe", role="editor")
    client.force_login(person)
    return person
