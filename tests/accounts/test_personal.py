"""Every field that can tell something about a person is registered, with what deletes it."""

import pytest
from django.utils.module_loading import import_string

from quartier.accounts import personal

SHARED = "accounts.PersonalLink.email"


def test_every_field_is_registered_and_nothing_else() -> None:
    assert personal.unregistered() == []
    assert personal.superfluous() == []


@pytest.mark.parametrize("field", ["quarters.ContactPerson.note", "quarters.ImportedRow.written", SHARED])
def test_a_field_that_nobody_registered_is_noticed(monkeypatch, field: str) -> None:
    """Negative control."""
    monkeypatch.delitem(personal._REGISTER, field)
    assert personal.unregistered() == [field]


def test_a_field_that_is_gone_is_noticed(monkeypatch) -> None:
    monkeypatch.setitem(personal._REGISTER, "quarters.Actor.shoe_size", personal.NotPersonal("gone"))
    assert personal.superfluous() == ["quarters.Actor.shoe_size"]


def test_a_field_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        personal.register("accounts.PersonalLink", (personal.NotPersonal("again"), "email"))


def test_the_functions_that_delete_exist() -> None:
    for processing, fields in personal.processings():
        assert fields
        for name in processing.by:
            assert callable(import_string(name))


@pytest.mark.django_db
def test_free_texts_can_be_looked_through() -> None:
    from tests.factories import make_user

    coordinator = make_user("Cora")
    for _key, text in personal.free_texts():
        assert text.rows(coordinator).count() >= 0
