"""What happened lately."""

import pytest

from quartier.methods.actions import commenting
from quartier.methods.actions.editing import read_document, save_document, withdraw_method
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db


def page(client) -> str:
    return client.get("/neues/").content.decode()


def test_an_empty_place_says_what_belongs_there(client) -> None:
    assert "Noch ist nichts geschehen" in page(client)


def test_what_is_public_is_told_and_leads_there(client) -> None:
    method = make_method("offen")
    save_document(read_document(method) | {"level": "inform"}, by=None)
    commenting.write_comment(method, "Hallo", by=make_user("Ben"))
    said = page(client)
    for words in ("Neue Methode: Offen", "Überarbeitet: Offen", "Neuer Kommentar zu: Offen"):
        assert words in said
    assert 'href="/methoden/offen/#kommentare"' in said


def test_what_was_taken_back_since_then_is_not_told(client) -> None:
    method, ben = make_method("offen"), make_user("Ben")
    comment = commenting.write_comment(method, "Hallo", by=ben)
    assert "Neuer Kommentar" in page(client)
    commenting.withdraw_comment(comment, by=ben)
    assert "Neuer Kommentar" not in page(client)
    withdraw_method(method, by=None)
    assert "Offen" not in page(client)


def test_drafts_and_invented_people_are_no_news(client) -> None:
    draft = make_method("geheim", published=False)
    save_document(read_document(draft) | {"level": "inform"}, by=None)
    commenting.write_comment(make_method("offen"), "Hallo", by=make_user("Dora", is_demo=True))
    said = page(client)
    assert "Geheim" not in said
    assert "Kommentar" not in said


def test_many_of_a_kind_are_one_line_and_the_queries_stay_the_same(client, django_assert_num_queries) -> None:
    make_method("eins")
    with django_assert_num_queries(2):
        client.get("/neues/")
    for number in range(29):
        make_method(f"weitere-{number}")
    with django_assert_num_queries(2):
        assert "30 neue Methoden" in page(client)
