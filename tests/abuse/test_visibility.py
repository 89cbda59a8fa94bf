"""Cases 1, 9 and 12: what is hidden, whose words these are, what stays private."""

import pytest
from django.core.cache import cache

from quartier.journal.models import Entry
from quartier.methods.actions import assessing, commenting
from quartier.methods.models import Comment
from tests.factories import index_all, make_method, make_user

pytestmark = pytest.mark.django_db
CANARY = "kanarie-4711"
LISTS = (
    "/", "/methoden/", "/methoden/?q={canary}", "/methoden/?format=csv", "/methoden/neu.atom", "/suche/?q={canary}",
    "/methoden/vergleich/?m=geheim", "/methoden/finden/?menschen=20", "/api/v1/methods", "/methoden/geheim/",
    "/methoden/geheim.pdf", "/methoden/geheim/qr.svg", "/api/v1/methods/geheim", "/api/v1/methods/geheim/comments",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def leaks(client) -> list[str]:
    """Return the addresses whose answers hold the canary as a text (not as an echo of the question)."""
    found = []
    for address in LISTS:
        said = client.get(address.format(canary=CANARY)).content.decode("utf-8", "replace")
        if f"Titel {CANARY}" in said:
            found.append(address)
    return found


def test_case_1_a_draft_is_nowhere(client) -> None:
    make_method("offen")
    texts = {"de": {"title": f"Titel {CANARY}", "summary": f"Worte {CANARY}"}}
    make_method("geheim", published=False, texts=texts)
    index_all()
    assert leaks(client) == []
    assert client.get("/api/v1/methods").json()["count"] == 1
    unknown, hidden = client.get("/methoden/unbekannt/"), client.get("/methoden/geheim/")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content.replace(b"geheim", b"unbekannt") == unknown.content


def test_case_1_negative_control_a_published_one_is_found(client) -> None:
    make_method("geheim", texts={"de": {"title": f"Titel {CANARY}", "summary": f"Worte {CANARY}"}})
    index_all()
    assert {"/", "/methoden/", "/api/v1/methods", "/methoden/neu.atom"} <= set(leaks(client))


@pytest.mark.parametrize("deed", ["aendern", "zurueckziehen", "zurueckholen", "verbergen", "zeigen", "behalten"])
def test_case_9_nobody_changes_what_others_said(client, deed: str) -> None:
    comment = commenting.write_comment(make_method(), "Hallo", by=make_user("Ben"))
    before = Comment.objects.values().get()
    entries = Entry.objects.count()
    client.force_login(make_user("Cem"))
    address = f"/methoden/kommentare/{comment.code}/{deed}/"
    answer = client.post(address, {"body": "Böse", "reason": "Böse", "author": "1"})
    assert answer.status_code in {403, 404}
    assert Comment.objects.values().get() == before
    assert Entry.objects.count() == entries


def test_case_9_an_assessment_belongs_to_whoever_is_signed_in(client) -> None:
    method, ben, cem = make_method(), make_user("Ben"), make_user("Cem")
    assessing.save_assessment(method, {"time": 1}, by=ben)
    client.force_login(cem)
    client.post("/methoden/probe/bewerten/", {"time": "5", "author": ben.pk, "id": ben.assessments.get().pk})
    client.post("/methoden/probe/bewertung-loeschen/", {"author": ben.pk})
    assert ben.assessments.get().time == 1


def test_case_12_public_answers_hold_nothing_private(client) -> None:
    method, ben = make_method("geheim"), make_user("Ben")
    ben.email = f"{CANARY}@example.org"
    ben.save()
    assessing.save_assessment(method, {"time": 2, "note": "Gut."}, by=ben)
    comment = commenting.write_comment(method, "Hallo", by=ben)
    commenting.report_comment(comment, f"Grund {CANARY}", by=make_user("Cem"))
    index_all()
    for address in LISTS:
        said = client.get(address.format(canary="x")).content.decode("utf-8", "replace")
        assert CANARY not in said, address
    assert client.cookies.get("session") is None
