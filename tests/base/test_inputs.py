"""Any text is stored and shown, or refused politely: no page fails, whatever is sent."""

import json
import unicodedata
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import DataError, connection
from django.urls import get_resolver

from quartier.accounts.actions.tokens import make_token
from quartier.methods.actions import commenting
from quartier.methods.models import Assessment, Comment
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db

LEGAL = {
    "RTL": "مرحبا \u202eabc\u202c שלום",
    "emoji joined by ZWJ": "👩‍👩‍👧‍👦 und 🏳️‍🌈",
    "not composed": "Scho\u0308nes Cafe\u0301",
    "outside the BMP": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀",
    "line separators": "a\u2028b\u2029c",
    "markup": "<b>&amp;</b> ' \" {{ x }} {% y %}",
    "SQL": "'; DROP TABLE methods_comment; --",
    "formula": '=HYPERLINK("http://example.org")',
}
NASTY = {
    **LEGAL,
    "NUL": "a\0b",
    "C0 controls": "".join(map(chr, range(1, 32))) + "x\x7f",
    "lone surrogate": "a\ud800b",
    "10^30": "1" + "0" * 30,
    "5000 digits": "9" * 5000,
    "negative": "-1",
    "exponent": "1e9",
    "other digits": "٣²½",
    "long": "x" * 100_000,
    "empty": "",
    "blank": " \t\u00a0\u3000",
    "template": "%s %d %(x)s {0} ${7*7}",
    "path": "../../../../etc/passwd",
    "header": "a\r\nSet-Cookie: x=1",
}
NUMBERS = {"-1": [None, True, 10**30, -1, 1e308, int("9" * 4000)]}  # values of JSON that are no text, tried once
nasty = pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
PUBLIC = [
    "/", "/ueber/", "/suche/", "/methoden/", "/methoden/finden/", "/methoden/vergleich/", "/methoden/probe/",
    "/methoden/neu.atom", "/einrichten/", "/konto/login/code/", "/konto/login/", "/konto/signup/", "/api/v1/methods",
]  # fmt: skip
PARAMETERS = [
    "q", "seite", "sortierung", "format", "fassung", "rolle", "gruppe", "menschen", "stunden", "euro", "wochen", "ziele",
    "ort", "streit", "methode", "m", "page", "kind", "language", "geheimnis", "next", "stand", "zeige",
]  # fmt: skip
POLITE = {200, 201, 302, 301, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def escaped(text: str) -> str:
    """Return the text as a program would put it into an address; a surrogate becomes three wrong bytes."""
    return quote(text.encode("utf-8", "surrogatepass"))


@nasty
def test_every_parameter_of_every_public_page(client, text) -> None:
    make_method()
    for address in PUBLIC:
        query = "&".join(f"{name}={escaped(text[:3000])}" for name in PARAMETERS)
        assert client.get(f"{address}?{query}").status_code in POLITE, address


@nasty
def test_every_form_of_a_member(client, text) -> None:
    make_method()
    comment = commenting.write_comment(make_method("zweite"), "Hallo", by=make_user("Cem"))
    editor = make_user("Edda", role="administrator")
    client.force_login(editor)
    fields = {
        "body": text, "reason": text, "time": text, "people": text, "role": text, "place": text, "effort": text,
        "note": text, "once": text, "name": text, "language": text, "scopes": text, "days": text, "rolle": text,
        "offen": text, "contact_email": text, "legal_notice": text, "privacy": text, "email": text, "code": text,
        "next": text, "person": text, "geheimnis": text,
    }  # fmt: skip
    for address in (
        "/methoden/probe/bewerten/", "/methoden/probe/kommentieren/", f"/methoden/kommentare/{comment.code}/melden/",
        f"/methoden/kommentare/{comment.code}/verbergen/", f"/methoden/kommentare/{comment.code}/aendern/",
        "/konto/", "/konto/schluessel/", "/verwaltung/seite/", f"/verwaltung/menschen/{editor.code}/", "/einrichten/",
        "/konto/email/", "/konto/password/change/",
    ):  # fmt: skip
        assert submit(client, address, fields).status_code in POLITE, address
    client.logout()
    for address in ("/konto/login/code/", "/konto/login/code/confirm/", "/konto/login/", "/konto/signup/"):
        assert submit(client, address, fields).status_code in POLITE, address


def submit(client, address: str, fields: dict[str, str]):
    """Send a form; a surrogate becomes three bytes that are not UTF-8."""
    body = "&".join(f"{name}={escaped(text)}" for name, text in fields.items())
    return client.post(address, body, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize("text", LEGAL.values(), ids=LEGAL.keys())
def test_legal_text_comes_back_in_nfc(client, text) -> None:
    method = make_method()
    client.force_login(make_user())
    client.post("/methoden/probe/kommentieren/", {"body": text})
    client.post("/methoden/probe/bewerten/", {"note": text})
    wanted = unicodedata.normalize("NFC", text)
    assert Comment.objects.get().body == Assessment.objects.get().note == wanted
    assert client.get("/api/v1/methods/probe/comments").json()[0]["body"] == wanted
    assert method.comments.count() == 1


@nasty
def test_every_operation_of_the_api(client, text) -> None:
    make_method()
    edda = make_user("Edda", role="editor")
    _key, secret = make_token(edda, name="Probe", scopes=["voices:write", "methods:write"], days=1, by=edda)
    header = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    for value in (text, [text], {text: text}, *NUMBERS.get(text, ())):
        bodies = {
            "probe/comments": {"body": value},
            "probe/assessment": {"time": value, "note": value, "people": value, "role": value, "place": value},
            "probe": {"based_on": value, "document": {"kind": value, "texts": {"de": {"title": value}}, "people": value}},
            "neu": {"document": {"texts": {"de": {"title": value, "sections": value, "summary": value}}, "references": value}},
        }  # fmt: skip
        for path, body in bodies.items():
            call = client.post if path.endswith("comments") else client.put
            raw = json.dumps(body)
            answer = call(f"/api/v1/methods/{path}", raw, content_type="application/json", **header)
            assert answer.status_code in POLITE, (path, str(value)[:40])
    if "\n" not in text:
        wrong = client.get("/api/v1/methods", HTTP_AUTHORIZATION=f"Bearer {escaped(text[:3000])}")
        assert wrong.status_code == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"body": "\\ud800"}',
        b'{"body": "\xff\xfe"}',
        b'{"body": NaN}',
        b'{"time": ' + b"9" * 5000 + b"}",
        b"\0" * 100,
        b"\xef\xbb\xbf{}",
        b'{"body": "a", "body": "b\\u0000"}',
        b'{"document": {"texts": {"de": {"title": "a\\ud800"}}}}',
        b'{"document": {"texts": {"de": {"title": "a\\u0000b"}}}}',
        b'{"document": ' + b'{"a":' * 900 + b"1" + b"}" * 900 + b"}",
        b'{"document": {"\\ud800": {"\\u0000": "\\udfff"}}}',
    ],
    ids=range(13),
)
def test_broken_json(client, raw) -> None:
    make_method()
    edda = make_user("Edda", role="editor")
    _key, secret = make_token(edda, name="Probe", scopes=["voices:write", "methods:write"], days=1, by=edda)
    for call, path in ((client.post, "probe/comments"), (client.put, "probe/assessment"), (client.put, "neu")):
        answer = call(
            f"/api/v1/methods/{path}", raw, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {secret}"
        )
        assert answer.status_code in POLITE, (path, answer.content[:100])


@pytest.mark.parametrize("part", ["%00", "%ff", "%C0%80", "%ED%A0%80", "a%00b", "%", "%zz", "..%2f", "%E2%80%AE"])
def test_broken_addresses(client, part) -> None:
    make_method()
    for address in (f"/methoden/{part}/", f"/api/v1/methods/{part}", f"/l/{part}/", f"/methoden/?q={part}", f"/{part}"):
        answer = client.get(address)
        assert answer.status_code in POLITE, address
        assert answer.content or answer.status_code in {301, 302}


def test_broken_uploads(client) -> None:
    client.force_login(make_user())
    make_method()
    address = "/methoden/probe/kommentieren/"
    for kind, raw in (
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="body"\r\n\r\n\xff\xfe\0\r\n--x--\r\n'),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"body\"; filename=\"a\0\"\r\n\r\n1\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"\xff" * 1000),
        ("multipart/form-data; boundary=" + "x" * 500, b""),
        ("multipart/form-data", b"x"),
        ("application/x-www-form-urlencoded; charset=klingon", b"body=a"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"body=%00%ff"),
        ("application/x-www-form-urlencoded", b"body=%ff%00%ED%A0%80&%00=%00"),
        ("text/plain\0", b"body"),
        ("x" * 5000, b"body"),
    ):  # fmt: skip
        answer = client.generic("POST", address, raw, content_type=kind)
        assert answer.status_code in POLITE, (kind[:60], raw[:40])


def test_too_much_is_a_413_with_a_page(client) -> None:
    client.force_login(make_user())
    make_method()
    for fields in ({"body": "x" * 10_000_000}, {f"f{n}": "1" for n in range(2000)}):
        answer = client.post("/methoden/probe/kommentieren/", fields)
        assert answer.status_code == 413
        assert "Das war zu viel auf einmal" in answer.content.decode()
    raw = json.dumps({"body": "x" * 10_000_000})
    answer = client.post("/api/v1/methods/probe/comments", raw, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "host", ["evil.example", "a b", "[::", "", "x" * 300, "127.0.0.1:99999999", "é.example", "a\0"]
)
def test_a_foreign_host_is_refused_with_a_page(client, host) -> None:
    for address in ("/", "/methoden/", "/api/v1/methods", "/methoden/neu.atom"):
        answer = client.get(address, HTTP_HOST=host)
        assert answer.status_code in {200, 400}
        assert answer.content


@pytest.mark.parametrize(
    "cookie",
    ["session=aaaaaaaaaaaaaaa\\000", 'session="aaaaaaaaaa\\000bbb"', "session=" + "x" * 20_000, "csrf=\xff", "=;;;=",
     'csrf="\\000"', "messages=\xff\0", "django_language=../../x", 'django_language="\\000"',],
)  # fmt: skip
def test_odd_cookies(client, cookie) -> None:
    make_method()
    for address in ("/", "/methoden/probe/", "/konto/", "/api/v1/methods"):
        assert client.get(address, HTTP_COOKIE=cookie).status_code in POLITE
    assert client.post("/methoden/probe/kommentieren/", {"body": "a"}, HTTP_COOKIE=cookie).status_code in POLITE


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite stores a NUL; PostgreSQL does not")
def test_control_a_cookie_with_nul_fails_unless_it_is_left_out(client, settings) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "forget_broken_cookies" not in name]
    with pytest.raises(DataError):
        client.get("/konto/", HTTP_COOKIE='session="aaaaaaaaaa\\000bbb"')


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("HTTP_ACCEPT_LANGUAGE", "\0" * 10), ("HTTP_ACCEPT_LANGUAGE", "x-" * 5000), ("HTTP_ACCEPT_LANGUAGE", "de;q=nan"),
        ("HTTP_IF_NONE_MATCH", '"' * 1000), ("HTTP_IF_MODIFIED_SINCE", "Mon, 99 Foo 99999"), ("HTTP_RANGE", "bytes=9-1"),
        ("HTTP_ACCEPT_ENCODING", "gzip;q=x"), ("HTTP_HX_CURRENT_URL", "http://[::"), ("HTTP_HX_REQUEST", "\0"),
        ("HTTP_HX_TRIGGER", "\xff"), ("CONTENT_LENGTH", "-1"), ("CONTENT_LENGTH", "x"), ("HTTP_REFERER", "http://[::"),
        ("HTTP_X_FORWARDED_FOR", "\0"), ("HTTP_AUTHORIZATION", "Bearer"), ("HTTP_AUTHORIZATION", "Bearer \0"),
        ("HTTP_ORIGIN", "null"), ("HTTP_ORIGIN", "http://[::"),
    ],
)  # fmt: skip
def test_odd_headers(client, header, value) -> None:
    make_method()
    for address in ("/", "/methoden/probe/", "/api/v1/methods"):
        assert client.get(address, **{header: value}).status_code in POLITE
    assert client.post("/api/v1/methods/probe/comments", "{}", "application/json", **{header: value}).status_code == 401


def test_every_address_refuses_methods_that_it_does_not_know(client) -> None:
    make_method()
    client.force_login(make_user("Edda", role="administrator"))
    for address in [*PUBLIC, "/methoden/probe/bewerten/", "/konto/", "/verwaltung/journal/", "/methoden/meldungen/"]:
        for verb in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD", "BREW", "get"):
            assert client.generic(verb, address).status_code in POLITE, (verb, address)


@pytest.mark.parametrize("number", [0, 2**31, 2**63 - 1, 2**63, 10**30, 10**200])
def test_numbers_in_addresses_that_no_database_knows(client, number) -> None:
    client.force_login(make_user("Edda", role="administrator"))
    assert client.get(f"/verwaltung/postausgang/{number}/").status_code == 404


def test_control_a_page_that_trusts_its_input_is_found(client, settings) -> None:
    """The same inputs against a page that converts what it is sent: at least one of them must fail."""
    from django.http import HttpResponse
    from django.urls import path

    def trusting(request):
        return HttpResponse(str(int(request.GET.get("q", "1"))))

    resolver = get_resolver()
    settings.ROOT_URLCONF = type("trusting", (), {"urlpatterns": [path("", trusting), *resolver.url_patterns]})
    client.raise_request_exception = False
    answers = [client.get(f"/?q={escaped(text[:3000])}").status_code for text in NASTY.values()]
    assert 500 in answers
