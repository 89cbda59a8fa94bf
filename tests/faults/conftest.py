"""Databases that may be killed."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.cluster import Cluster, NoClusterError
from tests.faults.rig import Installation

PEOPLE = 200
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Installation:
    """Return an installation on SQLite that tests copy."""
    made = Installation(tmp_path_factory.mktemp("template"))
    made.populate(PEOPLE)
    return made


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Return a PostgreSQL cluster of our own, with the database `template`."""
    try:
        made = Cluster()
    except NoClusterError as error:
        pytest.skip(str(error))
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture(scope="session")
def postgresql_template(cluster, tmp_path_factory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("template-pg"), cluster.make("template"))
    made.populate(PEOPLE)
    return made


@pytest.fixture
def sqlite(sqlite_template, tmp_path: Path) -> Installation:
    """Return an installation on SQLite."""
    return sqlite_template.copy_to(tmp_path / "home")


@pytest.fixture
def postgresql(cluster, postgresql_template, tmp_path: Path) -> Installation:
    """Return an installation on PostgreSQL."""
    import dataclasses

    home = tmp_path / "home"
    home.mkdir()
    database = cluster.make(f"faults{next(_numbers)}", "template")
    return dataclasses.replace(postgresql_template, home=home, database=database)


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request) -> Installation:
    """Return one installation after the other, on each database."""
    return request.getfixturevalue(request.param)
