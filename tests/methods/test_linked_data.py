"""What search engines read on the page of a method."""

import json
import re

import pytest

from quartier.methods.actions import assessing
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db

PHASES = [{"title": "Gehen", "activities": ["Hinsehen", "Aufschreiben"], "output": "Liste"}, {"title": "Reden"}]


def linked_data(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_phases_make_a_how_to(client) -> None:
    text = {"title": "Probe", "summary": "Kurz", "phases": PHASES}
    make_method(texts={"de": text}, event_minutes=[60, 90], cost_eur=[0, 300], licence="CC BY-SA 4.0")
    data = linked_data(client.get("/methoden/probe/").content.decode())
    assert (data["@type"], data["name"], data["inLanguage"]) == ("HowTo", "Probe", "de")
    assert data["url"] == "http://127.0.0.1:8000/methoden/probe/"
    assert [step["text"] for step in data["step"]] == ["Hinsehen Aufschreiben Liste", "Reden"]
    assert (data["totalTime"], data["estimatedCost"]["minValue"]) == ("PT90M", 0)


def test_without_phases_it_is_a_work_and_the_assessments_are_never_one_figure(client) -> None:
    method = make_method()
    assessing.save_assessment(method, {"time": 4}, by=make_user())
    page = client.get("/methoden/probe/").content.decode()
    assert linked_data(page)["@type"] == "CreativeWork"
    assert "rating" not in json.dumps(linked_data(page)).lower()


def test_texts_cannot_leave_the_script_element(client) -> None:
    evil = "</script><script>alert(1)</script>\u2028 & \"'"
    make_method(texts={"de": {"title": evil, "summary": evil}})
    page = client.get("/methoden/probe/").content.decode()
    assert "<script>alert" not in page
    assert linked_data(page)["name"] == evil


def test_a_draft_is_for_no_search_engine(client) -> None:
    make_method("kanarie", published=False)
    client.force_login(make_user(role="editor"))
    page = client.get("/methoden/kanarie/").content.decode()
    assert "ld+json" not in page
    assert "og:" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_head_asks_no_third_party(client) -> None:
    make_method()
    head = client.get("/methoden/probe/").content.decode().partition("</head>")[0]
    assert '<meta property="og:title" content="Probe">' in head
    loaded = re.findall(r'<(?:link|meta|script|img)[^>]* (?:href|src|content)="(https?:[^"]+)"', head)
    assert all(address.startswith("http://127.0.0.1:8000/") for address in loaded)
