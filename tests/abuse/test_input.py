"""Cases 3, 4, 10, 11 and 39: more fields than asked for, other types, too often, strange questions, formulas."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from quartier.accounts.actions.tokens import make_token
from quartier.accounts.models import User
from quartier.base.csv import csv_response, safe_cell
from quartier.journal.models import Message
from quartier.methods.actions import commenting
from quartier.methods.models import Assessment, Comment, Method
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db
MORE = {
    "status": "published", "state": "hidden", "featured": "1", "author": "1", "author_id": "1", "role": "administrator",
    "is_active": "", "is_demo": "1", "created_at": "1999-01-01", "edited_at": "1999-01-01", "code": "meins",
    "email": "boese@example.org", "hidden_reason": "weil", "session_epoch": "99", "password": "x", "id": "1", "pk": "1",
    "method": "1", "user": "1", "scopes": "voices:write", "digest": "0", "revoked_at": "1999-01-01",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def changed(before: dict, after: dict) -> set[str]:
    return {key for key in before if before[key] != after[key]}


def test_case_3_more_fields_change_nothing_more(client) -> None:
    ben, method = make_user("Ben"), make_method()
    client.force_login(ben)
    account = User.objects.filter(pk=ben.pk).values
    before = account().get()
    client.post("/konto/", MORE | {"name": "Benno", "language": "en"})
    assert changed(before, account().get()) == {"name", "language"}
    client.post("/methoden/probe/kommentieren/", MORE | {"body": "Hallo"})
    written = Comment.objects.values().get()
    assert (written["author_id"], written["state"], written["hidden_reason"]) == (ben.pk, "visible", "")
    assert written["code"] != "meins"
    client.post(f"/methoden/kommentare/{written['code']}/aendern/", MORE | {"body": "Anders"})
    assert changed(written, Comment.objects.values().get()) == {"body", "edited_at"}
    client.post("/methoden/probe/bewerten/", MORE | {"role": "resident", "time": "2"})
    given = Assessment.objects.values().get()
    assert (given["author_id"], given["method_id"], given["created_at"].year > 2000) == (ben.pk, method.pk, True)


def test_case_3_more_fields_over_the_api(client) -> None:
    ben, amira = make_user("Ben"), make_user("Amira", "editor")
    make_method("offen")
    header = {"HTTP_AUTHORIZATION": f"Bearer {_key(ben)}"}
    body = json.dumps(MORE | {"body": "Hallo"})
    assert (
        client.post("/api/v1/methods/offen/comments", body, content_type="application/json", **header).status_code
        == 201
    )
    assert Comment.objects.get().author == ben
    header = {"HTTP_AUTHORIZATION": f"Bearer {_key(amira)}"}
    document = {"texts": {"de": {"title": "Neu"}}, "state": "published"}
    put = client.put(
        "/api/v1/methods/neu", json.dumps({"document": document}), content_type="application/json", **header
    )
    assert put.status_code == 422
    assert not Method.objects.filter(code="neu").exists()


def _key(user: User) -> str:
    return make_token(user, name="Probe", scopes=["voices:write", "methods:write"], days=1, by=user)[1]


@pytest.mark.parametrize("value", [True, 1, "1", [1], {}, None, {"id": 1}, 1e308, "true"])
def test_case_4_other_types_are_refused_in_words(client, value) -> None:
    make_method("offen")
    header = {"HTTP_AUTHORIZATION": f"Bearer {_key(make_user())}"}
    body = json.dumps({"body": value})
    answer = client.post("/api/v1/methods/offen/comments", body, content_type="application/json", **header)
    assert answer.status_code in ({201} if isinstance(value, str) else {422})


@pytest.mark.parametrize("body", ['{"time": "1", "time": 5}', '{"time": 5.5}', '{"time": [1]}', "[1]", "1", "null"])
def test_case_4_doubled_and_nested_values_store_no_nonsense(client, body: str) -> None:
    make_method("offen")
    header = {"HTTP_AUTHORIZATION": f"Bearer {_key(make_user())}"}
    answer = client.put("/api/v1/methods/offen/assessment", body, content_type="application/json", **header)
    assert answer.status_code in {200, 422}
    assert all(given.time in {1, 2, 3, 4, 5} for given in Assessment.objects.all())


def test_case_4_json_in_place_of_a_form_gives_no_rights(client) -> None:
    ben, ada = make_user("Ben"), make_user("Ada", "administrator")
    body = json.dumps({"rolle": "administrator"})
    for person in (ben, ada):
        client.force_login(person)
        client.post(f"/verwaltung/menschen/{ben.code}/", body, content_type="application/json")
        ben.refresh_from_db()
        assert ben.role == ""
    client.force_login(ben)
    client.post(f"/verwaltung/menschen/{ben.code}/?rolle=administrator", {"rolle": ["", "administrator"]})
    ben.refresh_from_db()
    assert ben.role == ""


def test_case_10_two_hundred_comments_a_minute(client) -> None:
    make_method()
    client.force_login(make_user())
    typed = "Das hier habe ich lange überlegt, und es darf nicht verloren gehen."
    answers = [client.post("/methoden/probe/kommentieren/", {"body": f"{typed} {n}"}) for n in range(200)]
    assert [a.status_code for a in answers].count(302) <= 12  # two windows at most
    last = answers[-1]
    page = last.content.decode()
    assert last.status_code == 429
    assert 0 < int(last["Retry-After"]) <= 24 * 60 * 60
    assert "Warten Sie bitte" in page
    assert f"{typed} 199" in page
    assert Comment.objects.count() <= 12


def test_case_10_nobody_is_flooded_with_codes() -> None:
    ben = make_user("Ben")
    answers = [Client().post("/konto/login/code/", {"email": ben.email}) for _ in range(40)]
    assert Message.objects.filter(recipient=ben.email).count() <= 6
    assert all(answer.status_code in {200, 302, 429} for answer in answers)
    assert "Warten Sie fünf Minuten" in answers[-1].content.decode()


def test_case_10_a_secret_is_not_kept_in_the_form() -> None:
    form = {"login": "ben@example.org", "password": "geheim-4711"}
    answers = [Client().post("/konto/login/", form).content.decode() for _ in range(60)]
    assert all("geheim-4711" not in page for page in answers)
    assert "Warten Sie fünf Minuten" in answers[-1] or "Warten Sie bitte" in answers[-1]


QUESTIONS = [
    "sortierung=id;drop", "sortierung=-password", "sortierung=author__password", "aims=__all__", "q=%27 OR 1=1--",
    "aims__in=x", "order_by=-id", "fields=password", "seite=-1", "seite=9e9", "seite=%F0%9F%92%A9", "kind[]=x",
    "q=%C3%BC%CC%88" * 3, "format=%27", "stand=x%27", "rolle=%22%3E", "gruppe=1)) UNION SELECT",
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_case_11_strange_questions_are_answered_or_refused(client, question: str) -> None:
    make_method("offen")
    client.force_login(make_user("Ada", "administrator"))
    pages = (
        "/methoden/", "/methoden/offen/", "/suche/", "/verwaltung/menschen/", "/verwaltung/postausgang/",
        "/verwaltung/journal/", "/methoden/meldungen/", "/methoden/finden/", "/methoden/vergleich/", "/api/v1/methods",
    )  # fmt: skip
    for address in pages:
        assert client.get(f"{address}?{question}").status_code in {200, 400, 404, 422}, address


@pytest.mark.parametrize("raw", ["q=%00", "q=%FF", "seite=%00"])
def test_case_11_what_no_database_can_store_is_refused(client, raw: str) -> None:
    assert client.get(f"/suche/?{raw}").status_code == 400


FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", ";=1", "\n=1", "＝1+1", " =1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_case_39_a_formula_becomes_text(cell: str) -> None:
    assert safe_cell(cell).startswith("'")


def test_case_39_telephone_numbers_and_numbers_stay_readable() -> None:
    assert safe_cell("+49 241 123456") == "+49 241 123456"
    assert (safe_cell(-5), safe_cell(1.5), safe_cell(None)) == ("-5", "1.5", "")


def test_case_39_the_lists_of_the_site_hold_no_formula(client) -> None:
    make_method("formel", texts={"de": {"title": '=HYPERLINK("//evil")', "summary": "-2+3"}})
    lines = client.get("/methoden/?format=csv").content.decode().splitlines()
    assert any("'=HYPERLINK" in line for line in lines)
    assert not any('"=HYPERLINK' in line or '"-2+3' in line for line in lines)
    assert b'"\'=1+1"' in csv_response("x.csv", ["=1+1"], []).content


def test_a_report_of_two_people_stays_two(client) -> None:
    comment = commenting.write_comment(make_method(), "Hallo", by=make_user())
    for name in ("Cem", "Dana"):
        client.force_login(make_user(name))
        client.post(f"/methoden/kommentare/{comment.code}/melden/", {"reason": "so nicht", "reporter": "1"})
    assert comment.reports.count() == 2
