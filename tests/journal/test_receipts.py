"""The repeat of a submission gets the first answer, and nothing happens twice."""

import datetime as dt
import json
import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from quartier.accounts.actions.tokens import make_token
from quartier.journal import receipts
from quartier.journal.models import Entry, Receipt
from quartier.methods.models import Assessment, Comment
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/methods/probe/comments"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def send(client):
    """Return a function that posts one comment through the API with a key."""
    make_method()
    keys = {}

    def post(body: str, key: str | None, person=None, address: str = ADDRESS, method: str = "post"):
        person = person or keys.setdefault("person", make_user("Ben"))
        if person not in keys:
            keys[person] = make_token(person, name="Probe", scopes=["voices:write"], days=1, by=person)[1]
        header = {"HTTP_AUTHORIZATION": f"Bearer {keys[person]}"}
        if key is not None:
            header["HTTP_IDEMPOTENCY_KEY"] = key
        return getattr(client, method)(address, body, content_type="application/json", **header)

    return post


def test_five_times_the_same_is_one_comment_and_one_answer(send) -> None:
    answers = [send('{"body": "Hallo"}', "abc") for _ in range(5)]
    assert [a.status_code for a in answers] == [201, 200, 200, 200, 200]
    assert len({a.content for a in answers}) == 1
    assert Comment.objects.count() == 1
    assert Entry.objects.filter(verb="comment.written").count() == 1


def test_control_without_the_key_every_repeat_is_a_comment(send) -> None:
    assert [send('{"body": "Hallo"}', None).status_code for _ in range(3)] == [201] * 3
    assert Comment.objects.count() == 3


def test_a_key_belongs_to_one_body_one_address_and_one_person(send) -> None:
    assert send('{"body": "Hallo"}', "abc").status_code == 201
    other = send('{"body": "Tschüss"}', "abc")
    assert (other.status_code, other["Content-Type"]) == (409, "application/problem+json")
    elsewhere = send('{"time": 3}', "abc", address="/api/v1/methods/probe/assessment", method="put")
    assert elsewhere.status_code == 409
    assert send('{"body": "Hallo"}', "abc", make_user("Cem")).status_code == 201
    assert Comment.objects.count() == 2
    assert not Assessment.objects.exists()


def test_the_repeat_of_an_assessment_changes_nothing(send) -> None:
    address = "/api/v1/methods/probe/assessment"
    for value, key in ((3, "eins"), (5, "zwei"), (3, "eins")):  # the first one comes late, once more
        assert send(json.dumps({"time": value}), key, address=address, method="put").status_code == 200
    assert Assessment.objects.get().time == 5


@pytest.mark.parametrize("key", ["x" * 81, "ä", "a b", "a\tb"])
def test_a_wrong_key_is_refused(send, key) -> None:
    assert send('{"body": "Hallo"}', key).status_code == 422
    assert not Comment.objects.exists()


def test_a_failed_submission_leaves_its_key_free() -> None:
    ben = make_user()

    def refuse() -> dict[str, str]:
        raise ValidationError("nein")

    with pytest.raises(ValidationError):
        receipts.once(ben, "abc", b"x", refuse)
    assert receipts.once(ben, "abc", b"x", lambda: {"a": 1}) == ({"a": 1}, False)
    assert receipts.once(ben, "abc", b"x", lambda: {"a": 2}) == ({"a": 1}, True)


def test_a_receipt_is_kept_for_a_day() -> None:
    receipts.once(make_user(), "abc", b"x", dict)
    now = timezone.now()
    assert receipts.forget(now + dt.timedelta(hours=23)) == 0
    assert receipts.forget(now + dt.timedelta(hours=25)) == 1
    assert not Receipt.objects.exists()


def once_of(client, address: str) -> str:
    """Return the mark of the form on a page."""
    return re.search(r'name="once" value="(\w+)"', client.get(address).content.decode())[1]


@pytest.mark.parametrize("page", ["/methoden/probe/", "/methoden/probe/kommentieren/"])
def test_pressing_the_button_twice_is_one_comment(client, page) -> None:
    make_method()
    client.force_login(make_user())
    first = once_of(client, page)
    answers = [client.post("/methoden/probe/kommentieren/", {"body": "Hallo", "once": first}) for _ in range(2)]
    assert [(a.status_code, a.url) for a in answers] == [(302, "/methoden/probe/#kommentare")] * 2
    assert Comment.objects.count() == 1
    second = once_of(client, page)
    assert first != second
    client.post("/methoden/probe/kommentieren/", {"body": "Hallo", "once": second})  # said twice on purpose
    client.post("/methoden/probe/kommentieren/", {"body": "Anders", "once": second})  # back in the browser, written on
    assert Comment.objects.count() == 3


@pytest.mark.parametrize("mark", [None, "", "kurz", "x" * 500, "\0" * 16, "ÄÖÜ" * 6])
def test_control_without_the_forms_mark_it_is_two(client, mark) -> None:
    make_method()
    client.force_login(make_user())
    data = {"body": "Hallo"} | ({} if mark is None else {"once": mark})
    for _ in range(2):
        assert client.post("/methoden/probe/kommentieren/", data).status_code == 302
    assert Comment.objects.count() == 2
