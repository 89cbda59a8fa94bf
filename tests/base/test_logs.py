"""The log says what happened, and never whose address, which token or what was searched for."""

import io
import json
import logging
import time

import pytest

from quartier.accounts.actions.links import sign_in_path
from quartier.base import logs, requests
from tests.factories import make_user

CANARIES = ("kanarie@example.org", "sekret-token", "kanarienvogel")


@pytest.fixture
def log(monkeypatch):
    """Return a function that turns everything logged in a form into text."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    logging.getLogger("quartier").setLevel("INFO")
    root.addHandler(handler)

    def in_form(formatter: logging.Formatter):
        handler.setFormatter(formatter)
        return stream.getvalue

    in_form.handler = handler
    yield in_form
    root.removeHandler(handler)


@pytest.mark.parametrize("text", ["a" * 50_000, "?" * 50_000, "://:" * 12_000, "?a" * 25_000, "a@" * 25_000])
def test_long_made_up_text_holds_nobody_up(text) -> None:
    began = time.perf_counter()
    logs.redact(text)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("to ada@mail.example.org, ben@example.org", "to …@…, …@…"),
        ("email=ada@example.org", "email=…@…"),
        ("/suche/?q=a=b&c=d !", "/suche/?… !"),
        ("/suche/??q=geheim", "/suche/??…"),
        ("postgresql://me:pass:word@db/x", "postgresql://me:…@db/x"),
        ("Authorization: Bearer qt_abc", "Authorization: Bearer …"),
        ("Was nun? Nichts.", "Was nun? Nichts."),
    ],
)
def test_what_is_left_out(text, said) -> None:
    assert logs.redact(text) == said


FORMS = [logs.TextFormatter, logs.JsonFormatter]


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_no_canary_reaches_the_log(client, log, form) -> None:
    text = log(form())
    client.get("/l/sekret-token/")
    client.get("/suche/?q=kanarienvogel")
    client.get("/gibt-es-nicht/kanarie@example.org/")
    client.post("/konto/login/code/", {"email": "kanarie@example.org"})
    said = text()
    assert said.count("personal_link") == 1
    assert "404" in said
    assert not [canary for canary in CANARIES if canary in said]


@pytest.mark.django_db
def test_control_the_usual_line_with_the_address_holds_the_canary(client, log, monkeypatch) -> None:
    text = log(logging.Formatter())
    monkeypatch.setattr(requests, "_note", lambda request, *_: requests.log.info("%s", request.get_full_path()))
    client.get("/l/sekret-token/")
    client.get("/suche/?q=kanarienvogel")
    assert "sekret-token" in text()
    assert "kanarienvogel" in text()


@pytest.mark.parametrize("form", FORMS)
def test_a_crash_is_logged_with_its_trace_but_without_what_people_typed(log, form) -> None:
    text = log(form())
    try:
        raise ValueError("Key (email)=(kanarie@example.org) at /l/sekret-token/ in /x/?q=kanarienvogel&y=1")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/l/sekret-token/")
    said = text()
    assert "ValueError" in said
    assert "test_logs.py" in said
    assert not [canary for canary in CANARIES if canary in said]


@pytest.mark.django_db
def test_a_line_of_json_names_the_route_the_person_and_the_number(client, log) -> None:
    text = log(logs.JsonFormatter())
    ben = make_user()
    client.force_login(ben)
    answer = client.get("/konto/", headers={"X-Request-ID": "abc-12345678"})
    line = json.loads(text().splitlines()[-1])
    assert answer["X-Request-ID"] == "abc-12345678"
    wanted = {"method": "GET", "route": "account", "status": 200, "user": ben.code, "request_id": "abc-12345678"}
    assert {key: line[key] for key in wanted} == wanted
    assert line["ms"] > 0


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "kurz", "a" * 65, "böse\nZeile", "x; DROP TABLE"])
def test_a_strange_number_is_replaced(client, given) -> None:
    answer = client.get("/impressum/", HTTP_X_REQUEST_ID=given)
    assert requests._GOOD_ID.fullmatch(answer["X-Request-ID"])
    assert answer["X-Request-ID"] != given


def test_nobody_forges_a_line(log) -> None:
    text = log(logs.TextFormatter())
    logging.getLogger("quartier").warning("Invalid host: %s", "x\n12:00:00 INFO all is well\x1b[2J")
    assert len(text().splitlines()) == 1
    assert "\x1b" not in text()


def test_the_same_error_again_and_again_is_one_line_a_minute(log, monkeypatch) -> None:
    text = log(logs.TextFormatter())
    log.handler.addFilter(logs.FloodGuard())
    clock = [1000.0]
    monkeypatch.setattr(logs.time, "monotonic", lambda: clock[0])
    target = logging.getLogger("quartier.flood")
    for number in range(500):
        target.warning("Redis is away: %s", number)
        target.info("no warning, no guard")
    target.warning("Something else")
    clock[0] += 61
    target.warning("Redis is away: %s", 500)
    said = text()
    assert said.count("Redis is away") == 2
    assert said.count("Something else") == 1
    assert said.count("no warning, no guard") == 500
    assert "(and 499 more like this)" in said


def test_a_sign_in_code_stands_on_the_console_but_not_in_json(log) -> None:
    for form, shown in ((logs.TextFormatter, True), (logs.JsonFormatter, False)):
        text = log(form())
        logging.getLogger("quartier.mail").warning("Code 4711 for a@example.org", extra={"for_console": True})
        assert ("4711" in text().splitlines()[-1]) is shown


@pytest.mark.django_db
def test_the_path_of_a_real_link_is_redacted() -> None:
    path = sign_in_path(make_user())
    token = path.split("/")[2]
    assert token not in logs.redact(f"GET {path} HTTP/1.1")
    assert logs.redact("GET /l/offen/") == "GET /l/offen/"
    assert logs.redact("postgresql://user:geheim@db/name") == "postgresql://user:…@db/name"
