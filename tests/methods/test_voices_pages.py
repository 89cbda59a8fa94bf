"""What the pages of assessments, comments and moderation answer."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError

from quartier.methods.actions import assessing, commenting
from quartier.methods.models import Assessment, Comment
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def test_giving_and_changing_an_assessment(client) -> None:
    method, ben = make_method(), make_user()
    client.force_login(ben)
    answer = client.post("/methoden/probe/bewerten/", {"time": "4", "role": "resident", "note": "nul\0 und mehr"})
    assert (answer.status_code, answer.url) == (302, "/methoden/probe/#bewertungen")
    own = Assessment.objects.get(method=method, author=ben)
    assert (own.time, own.phase, own.role, own.note) == (4, None, "resident", "nul und mehr")
    page = client.get("/methoden/probe/bewerten/").content.decode()
    assert "nul und mehr" in page
    assert client.post("/methoden/probe/bewertung-loeschen/").status_code == 302
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"time": "6"}, {"time": "x"}, {"people": "-3"}, {"role": "king"}, {"note": "x" * 2001}, {}]
)
def test_a_wrong_assessment_comes_back_with_422_and_everything_typed(client, wrong) -> None:
    make_method()
    client.force_login(make_user())
    answer = client.post("/methoden/probe/bewerten/", {"place": "Hier getippt"} | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Fehler:" in page
    assert "Hier getippt" in page
    assert not Assessment.objects.exists()


def test_fields_that_are_not_in_the_form_change_nothing(client) -> None:
    method, ben, cem = make_method(), make_user(), make_user("Cem")
    client.force_login(ben)
    client.post("/methoden/probe/bewerten/", {"time": "1", "author": cem.pk, "method": 99, "created_at": "1999-01-01"})
    own = Assessment.objects.get()
    assert (own.author, own.method, own.created_at.year > 2000) == (ben, method, True)


@pytest.mark.parametrize("address", ["bewerten/", "kommentieren/"])
def test_visitors_are_asked_to_sign_in(client, address) -> None:
    make_method()
    answer = client.get(f"/methoden/probe/{address}")
    assert (answer.status_code, answer.url.startswith("/konto/")) == (302, True)


@pytest.mark.parametrize("address", ["", "bewerten/", "kommentieren/"])
def test_a_draft_is_unknown_to_strangers(client, address) -> None:
    make_method("geheim", published=False)
    client.force_login(make_user())
    assert client.get(f"/methoden/geheim/{address}").status_code == 404


def test_somebody_elses_comment_cannot_be_changed(client) -> None:
    comment = commenting.write_comment(make_method(), "Hallo", by=make_user())
    client.force_login(make_user("Cem"))
    assert client.post(f"/methoden/kommentare/{comment.code}/aendern/", {"body": "Böse"}).status_code == 404
    assert client.post(f"/methoden/kommentare/{comment.code}/zurueckziehen/").status_code == 403
    comment.refresh_from_db()
    assert (comment.body, comment.state) == ("Hallo", "visible")


def test_reading_changes_nothing(client) -> None:
    ben = make_user()
    comment = commenting.write_comment(make_method(), "Hallo", by=ben)
    client.force_login(ben)
    for address in ("zurueckziehen", "zurueckholen"):
        assert client.get(f"/methoden/kommentare/{comment.code}/{address}/").status_code == 405
    assert client.get("/methoden/probe/bewertung-loeschen/").status_code == 405


def test_a_hidden_comment_is_seen_by_its_author_and_editors_only(client) -> None:
    ben, editor = make_user(), make_user("Edda", role="editor")
    comment = commenting.write_comment(make_method(), "kanarie-4711", by=ben)
    commenting.hide_comment(comment, "grund-0815", by=editor)
    for person, sees in ((None, False), (make_user("Cem"), False), (ben, True), (editor, True)):
        client.logout()
        if person:
            client.force_login(person)
        page = client.get("/methoden/probe/").content.decode()
        assert ("kanarie-4711" in page, "grund-0815" in page) == (sees, sees)


def test_a_comment_is_text_and_nothing_else(client) -> None:
    body = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))"
    commenting.write_comment(make_method(), body, by=make_user("<b>Name</b>"))
    page = client.get("/methoden/probe/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>Name" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_who_writes_too_fast_is_told_how_long_to_wait(client) -> None:
    make_method()
    client.force_login(make_user())
    answers = [client.post("/methoden/probe/kommentieren/", {"body": f"Nummer {n}"}) for n in range(8)]
    assert [a.status_code for a in answers] == [302] * 6 + [429] * 2
    assert int(answers[-1]["Retry-After"]) > 0
    assert Comment.objects.count() == 6


def test_the_queue_is_for_editors(client) -> None:
    comment = commenting.write_comment(make_method(), "Hallo", by=make_user())
    commenting.report_comment(comment, "störend", by=make_user("Cem"))
    client.force_login(make_user("Ben"))
    assert client.get("/methoden/meldungen/").status_code == 404
    assert client.post(f"/methoden/kommentare/{comment.code}/verbergen/", {"reason": "weil"}).status_code == 404
    client.force_login(make_user("Edda", role="editor"))
    assert "störend" in client.get("/methoden/meldungen/").content.decode()
    assert client.post(f"/methoden/kommentare/{comment.code}/verbergen/", {"reason": ""}).status_code == 422
    assert client.post(f"/methoden/kommentare/{comment.code}/verbergen/", {"reason": "weil"}).status_code == 302
    assert "Hallo" in client.get("/methoden/meldungen/?zeige=verborgen").content.decode()
    assert client.post(f"/methoden/kommentare/{comment.code}/zeigen/").status_code == 302


@pytest.mark.parametrize("number", [1, 30])
def test_constant_queries(client, django_assert_num_queries, number) -> None:
    method, editor = make_method(), make_user("Edda", role="editor")
    for index in range(number):
        author = make_user(f"Person {index}")
        assessing.save_assessment(method, {"time": 1 + index % 5, "note": f"Notiz {index}"}, by=author)
        comment = commenting.write_comment(method, f"Nummer {index}", by=author)
        commenting.report_comment(comment, "bitte ansehen", by=editor)
    with django_assert_num_queries(7):
        client.get("/methoden/probe/")
    client.force_login(editor)
    with django_assert_num_queries(6):
        client.get("/methoden/meldungen/")


def test_filters_by_role_and_group_size(client) -> None:
    method = make_method()
    assessing.save_assessment(method, {"note": "von-der-stadt", "role": "administration", "people": 12}, by=make_user())
    assessing.save_assessment(method, {"note": "von-nebenan", "role": "resident", "people": 60}, by=make_user())
    by_role = client.get("/methoden/probe/?rolle=resident").content.decode()
    assert ("von-nebenan" in by_role, "von-der-stadt" in by_role) == (True, False)
    by_size = client.get("/methoden/probe/?gruppe=klein").content.decode()
    assert ("von-nebenan" in by_size, "von-der-stadt" in by_size) == (False, True)
    assert client.get("/methoden/probe/?rolle=x&gruppe=%27--&seite=zz").status_code == 200


def test_changing_a_comment_is_counted_too_and_survives_that_it_was_hidden_meanwhile(client, monkeypatch) -> None:
    ben = make_user()
    comment = commenting.write_comment(make_method(), "Alt", by=ben)
    client.force_login(ben)
    address = f"/methoden/kommentare/{comment.code}/aendern/"

    def hidden_meanwhile(*_args, **_fields):
        raise ValidationError("Dieser Kommentar hat sich inzwischen geändert.")

    with monkeypatch.context() as patch:
        patch.setattr("quartier.methods.views.voices.commenting.edit_comment", hidden_meanwhile)
        answer = client.post(address, {"body": "Mein neuer Text"})
    assert answer.status_code == 422
    assert "inzwischen geändert" in answer.content.decode()
    assert "Mein neuer Text" in answer.content.decode()
    statuses = [client.post(address, {"body": f"Neu {number}"}).status_code for number in range(8)]
    assert statuses == [302] * 5 + [429] * 3
