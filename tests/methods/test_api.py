"""The catalogue for programs."""

import json

import pytest
from django.core.cache import cache

from quartier.accounts.actions.tokens import make_token, revoke_token
from quartier.accounts.models import ApiToken
from quartier.methods.actions import assessing, commenting
from quartier.methods.models import Comment, Method
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db
API = "/api/v1/methods"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def key_of(user, *scopes: str) -> dict[str, str]:
    """Return the header that signs a program of the user in."""
    _token, secret = make_token(user, name="Probe", scopes=list(scopes), days=30, by=user)
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def test_reading_needs_no_key(client) -> None:
    method = make_method("offen", people=[5, 20])
    assessing.save_assessment(method, {"time": 4}, by=make_user())
    commenting.write_comment(method, "Hallo", by=make_user("Ben"))
    listed = client.get(API).json()
    assert (listed["count"], listed["methods"][0]["code"]) == (1, "offen")
    assert client.get(f"{API}/offen").json()["document"]["people"] == [5, 20]
    scale = client.get(f"{API}/offen/assessments").json()[1]
    assert (scale["scale"], scale["raters"], scale["median"], scale["distribution"]) == ("time", 1, 4, [0, 0, 0, 1, 0])
    assert [(c["author"], c["body"]) for c in client.get(f"{API}/offen/comments").json()] == [("Ben", "Hallo")]


def test_no_address_of_a_person_leaves_through_the_api(client) -> None:
    method, ben = make_method("offen"), make_user("Ben")
    commenting.write_comment(method, "Hallo", by=ben)
    for address in ("", "/offen", "/offen/comments", "/offen/assessments"):
        assert ben.email not in client.get(API + address).content.decode()


@pytest.mark.parametrize("address", ["/geheim", "/geheim/assessments", "/geheim/comments"])
def test_a_draft_is_unknown(client, address) -> None:
    make_method("geheim", published=False)
    answer = client.get(API + address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert client.get(API).json()["count"] == 0


def test_writing_needs_a_key_with_the_scope(client) -> None:
    method, ben = make_method("offen"), make_user()
    body = json.dumps({"body": "Aus dem Programm"})
    address = f"{API}/offen/comments"
    client.force_login(ben)  # a cookie is no key
    assert client.post(address, body, content_type="application/json").status_code == 401
    assert client.post(address, body, content_type="application/json", HTTP_AUTHORIZATION="Bearer x").status_code == 401
    wrong = key_of(ben, "methods:write")
    assert client.post(address, body, content_type="application/json", **wrong).status_code == 403
    right = key_of(ben, "voices:write")
    assert client.post(address, body, content_type="application/json", **right).status_code == 201
    assert [(c.author, c.body) for c in method.comments.all()] == [(ben, "Aus dem Programm")]


def test_a_key_ends_when_it_is_revoked_and_with_its_person(client) -> None:
    make_method("offen")
    ben = make_user()
    header, body = key_of(ben, "voices:write"), json.dumps({"body": "Hallo"})
    revoke_token(ApiToken.objects.get(), by=ben)
    address = f"{API}/offen/comments"
    assert client.post(address, body, content_type="application/json", **header).status_code == 401
    header = key_of(ben, "voices:write")
    ben.is_active = False
    ben.save()
    assert client.post(address, body, content_type="application/json", **header).status_code == 401
    assert not Comment.objects.exists()


def test_the_secret_is_not_stored() -> None:
    ben = make_user()
    _token, secret = make_token(ben, name="Probe", scopes=["voices:write"], days=9999, by=ben)
    stored = ApiToken.objects.values().get()
    assert secret not in str(stored)
    assert (stored["expires_at"] - stored["created_at"]).days <= 366


def test_editors_write_documents_and_learn_of_each_other(client) -> None:
    header = key_of(make_user("Edda", role="editor"), "methods:write")
    document = {"texts": {"de": {"title": "Neu"}}}

    def put(body):
        return client.put(f"{API}/frisch", json.dumps(body), content_type="application/json", **header)

    assert put({"document": document}).json() == {"code": "frisch", "revision": 1}
    assert Method.objects.get(code="frisch").state == "draft"
    assert put({"document": document | {"kind": "offer"}, "based_on": 1}).json()["revision"] == 2
    assert put({"document": document | {"kind": "method"}, "based_on": 1}).status_code == 409
    wrong = put({"document": document | {"kind": "x", "status": "published"}})
    assert (wrong.status_code, [e["place"] for e in wrong.json()["errors"]]) == (422, ["kind", "status"])


def test_a_member_does_not_write_documents(client) -> None:
    header = key_of(make_user(), "methods:write")
    body = json.dumps({"document": {"texts": {"de": {"title": "Neu"}}}})
    assert client.put(f"{API}/frisch", body, content_type="application/json", **header).status_code == 403
    assert not Method.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        '{"body": 5}',
        '{"body": ""}',
        '{"body": "' + "x" * 4001 + '"}',
        '{"time": 9}',
        "\0",
        '{"body": [1]}',
    ],
)
def test_wrong_input_is_a_problem_in_words(client, body) -> None:
    make_method("offen")
    header = key_of(make_user(), "voices:write")
    answer = client.post(f"{API}/offen/comments", body, content_type="application/json", **header)
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"
    assert not Comment.objects.exists()


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=1e9", "language=%27--", "kind=" + "x" * 99, "language=d"])
def test_wrong_questions_are_refused(client, query) -> None:
    assert client.get(f"{API}?{query}").status_code == 422


def test_unknown_addresses_answer_in_the_same_form(client) -> None:
    assert client.get("/api/v2/nichts")["Content-Type"] == "application/problem+json"


def test_constant_queries(client, django_assert_num_queries) -> None:
    make_method("eins")
    with django_assert_num_queries(2):
        client.get(API)
    for number in range(29):
        make_method(f"weitere-{number}")
    with django_assert_num_queries(2):
        client.get(API)


def writes(client, header: dict[str, str], number: int, **more: str) -> list[int]:
    """Send comments and assessments in turn; return the statuses."""
    statuses = []
    for index in range(number):
        how, address, body = (
            ("put", "assessment", {"time": 3}) if index % 2 else ("post", "comments", {"body": "Hallo"})
        )
        send = getattr(client, how)
        answer = send(f"{API}/offen/{address}", json.dumps(body), content_type="application/json", **header, **more)
        statuses.append(answer.status_code)
    return statuses


def test_programs_have_the_limits_of_people_and_share_them(client) -> None:
    make_method("offen")
    ben = make_user()
    client.force_login(ben)
    for _ in range(2):
        assert client.post("/methoden/offen/kommentieren/", {"body": "Auf der Seite"}).status_code == 302
    header = key_of(ben, "voices:write")
    assert writes(client, header, 6) == [201, 200, 201, 200, 429, 429]
    answer = client.post(f"{API}/offen/comments", '{"body": "x"}', content_type="application/json", **header)
    assert (answer["Content-Type"], 0 < int(answer["Retry-After"]) <= 60) == ("application/problem+json", True)
    assert Comment.objects.count() == 4
    assert writes(client, key_of(make_user("Cem"), "voices:write"), 2) == [201, 200]


def test_control_without_counting_a_program_writes_on(client, monkeypatch) -> None:
    make_method("offen")
    monkeypatch.setattr("quartier.methods.api.count_voice", lambda user: None)
    assert 429 not in writes(client, key_of(make_user(), "voices:write"), 10)


def test_a_repeat_with_the_same_key_is_not_counted(client) -> None:
    make_method("offen")
    header = key_of(make_user(), "voices:write") | {"HTTP_IDEMPOTENCY_KEY": "eins"}
    body = json.dumps({"body": "Hallo"})
    answers = [client.post(f"{API}/offen/comments", body, content_type="application/json", **header) for _ in range(9)]
    assert [answer.status_code for answer in answers] == [201] + [200] * 8


@pytest.mark.parametrize("piece", ["[", '{"a":'])
def test_what_lies_too_deep_is_refused(client, piece) -> None:
    make_method("offen")
    body = '{"document": ' + piece * 100_000
    header = key_of(make_user(role="editor"), "methods:write", "voices:write")
    for send, address in ((client.put, "/offen"), (client.post, "/offen/comments")):
        answer = send(API + address, body, content_type="application/json", **header)
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    closed = {"[": "]", '{"a":': "}"}[piece]
    body = '{"document": ' + piece * 900 + "1" + closed * 900 + "}"
    answer = client.put(f"{API}/offen", body, content_type="application/json", **header)
    assert answer.status_code in {400, 422}


def test_an_editors_program_reads_the_whole_draft_that_it_wrote(client) -> None:
    make_method("zweite", published=False)
    header = key_of(make_user(role="editor"), "methods:write")
    body = json.dumps({"document": {"texts": {"de": {"title": "Neu"}}, "related": ["zweite"]}})
    assert client.put(f"{API}/neue", body, content_type="application/json", **header).status_code == 200
    assert client.get(f"{API}/neue").status_code == 404
    assert client.get(f"{API}/neue", **key_of(make_user(), "voices:write")).status_code == 404
    assert client.get(f"{API}/neue", **header).json()["document"]["related"] == ["zweite"]
    assert client.get(API, HTTP_AUTHORIZATION="Bearer wrong").json()["count"] == 0
