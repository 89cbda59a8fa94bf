"""The record of processing activities is printed from the register."""

import pytest

from quartier.accounts import personal
from tests.factories import make_quarter, make_user

pytestmark = pytest.mark.django_db

PAGE = "/verwaltung/verzeichnis/"


def test_administrators_and_coordinators_see_it_and_nobody_else(client) -> None:
    coordinator = make_user("Cora")
    make_quarter(coordinator=coordinator)
    for who, answer in ((coordinator, 200), (make_user("Ada", "administrator"), 200), (make_user("Ben"), 404)):
        client.force_login(who)
        assert client.get(PAGE).status_code == answer
    client.logout()
    assert client.get(PAGE).status_code == 302


def test_every_processing_stands_on_the_page_and_in_the_table(client) -> None:
    client.force_login(make_user("Ada", "administrator"))
    page = client.get(PAGE).content.decode()
    table = client.get(f"{PAGE}?format=csv").content.decode()
    for processing, fields in personal.processings():
        assert str(processing.name) in page
        assert str(processing.purpose) in table
        assert fields[0] in table
