"""The pages on which editors work: who sees them, how a method begins, becomes public and goes."""

import re

import pytest

from quartier.accounts.models import Instance
from quartier.journal.models import Entry
from quartier.methods.actions.editing import save_document
from quartier.methods.models import Method
from tests.factories import make_method, make_user
from tests.methods.editing import PAGES, document_of

pytestmark = pytest.mark.django_db

POSTS = [
    "neu/", "probe/bearbeiten/angaben/", "probe/bearbeiten/text/de/", "probe/bearbeiten/text/en/entfernen/",
    "probe/bearbeiten/quellen/", "probe/bearbeiten/verwandte/", "probe/bearbeiten/zusammenfuehren/",
    "probe/zustand/", "probe/versionen/1/zurueckholen/",
]  # fmt: skip


def test_who_sees_these_pages(client) -> None:
    method = make_method()
    save_document(document_of() | {"level": "inform"}, by=None)
    for person, expected in ((None, 302), (make_user("Ben"), 404), (make_user("Edda", role="editor"), 200)):
        client.logout()
        if person:
            client.force_login(person)
        for page in PAGES:
            assert client.get(f"/methoden/{page}").status_code == expected, page
        if expected != 200:
            for post in POSTS:
                assert client.post(f"/methoden/{post}", {"zustand": "withdrawn"}).status_code == expected, post
    method.refresh_from_db()
    assert (method.revision, method.state) == (2, "published")


def test_unknown_methods_texts_and_versions_are_404(client, edda) -> None:
    make_method()
    for page in (
        "nichts/bearbeiten/",
        "probe/bearbeiten/text/d3/",
        "probe/bearbeiten/text/de_leicht/",
        "probe/versionen/unterschied/?von=1&bis=7",
        "probe/versionen/unterschied/?von=x&bis=" + "9" * 40,
    ):
        assert client.get(f"/methoden/{page}").status_code == 404, page
    assert client.post("/methoden/probe/versionen/9/zurueckholen/").status_code == 404
    assert client.post("/methoden/probe/bearbeiten/text/de/entfernen/").status_code == 404


def test_a_new_method_from_two_answers(client, edda) -> None:
    answer = client.post(
        "/methoden/neu/", {"title": "Bürger-Frühstück für Größe", "kind": "offer", "state": "published"}
    )
    assert (answer.status_code, answer.url) == (302, "/methoden/buerger-fruehstueck-fuer-groesse/bearbeiten/")
    method = Method.objects.get()
    assert (method.state, method.kind, method.completeness) == ("draft", "offer", "stub")
    assert [entry.verb for entry in Entry.objects.about(method)] == ["method.created"]
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("title", ["Probe", "PROBE!", "probe"])
def test_a_title_that_exists_is_said_with_a_link(client, edda, title) -> None:
    make_method()
    answer = client.post("/methoden/neu/", {"title": title, "kind": "method"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="/methoden/probe/"' in page
    assert 'href="/methoden/probe/bearbeiten/"' in page
    assert f'value="{title}"' in page


@pytest.mark.parametrize("title", ["Neu", "迎え火", "???", "أهلا"])
def test_a_title_without_a_usable_code_gets_a_made_up_one(client, edda, title) -> None:
    assert client.post("/methoden/neu/", {"title": title, "kind": "method"}).status_code == 302
    assert Method.objects.get().code.startswith("methode-")


@pytest.mark.parametrize(
    "wrong",
    [{}, {"title": " \0 ", "kind": "method"}, {"title": "x" * 201, "kind": "method"}, {"title": "A", "kind": "king"}],
)
def test_a_new_method_without_a_title_is_none(client, edda, wrong) -> None:
    assert client.post("/methoden/neu/", wrong).status_code == 422 if wrong else 200
    assert not Method.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_constant_queries(client, edda, django_assert_num_queries, number) -> None:
    many = [{"title": f"Eintrag {n}"} for n in range(number)]
    phases = [{"title": f"Phase {n}"} for n in range(number)]
    make_method(published=False, sources=many, links=many, projects=many, related=[f"m{n}" for n in range(number)],
                texts={"de": {"title": "Probe", "phases": phases}})  # fmt: skip
    for n in range(number):
        make_method(f"m{n}", published=False)
        save_document(document_of() | {"lead_weeks": n}, by=edda)
    counts = {"entwuerfe/": 6, "probe/bearbeiten/": 8, "probe/bearbeiten/angaben/": 7, "probe/bearbeiten/text/de/": 7,
              "probe/bearbeiten/quellen/": 7, "probe/bearbeiten/verwandte/": 10, "probe/versionen/": 9}  # fmt: skip
    for page, expected in counts.items():
        with django_assert_num_queries(expected):
            client.get(f"/methoden/{page}")


def test_publishing_withdrawing_and_undoing_from_the_list(client, edda) -> None:
    make_method()
    made = client.post("/methoden/neu/", {"title": "Frisch", "kind": "method"})
    assert "Frisch" in client.get("/methoden/entwuerfe/").content.decode()
    answer = client.post("/methoden/frisch/zustand/", {"zustand": "published"})
    page = client.get(answer.url).content.decode()
    assert "„Frisch“ ist jetzt öffentlich." in page
    assert re.search(r'value="draft".*?Rückgängig machen', page)
    client.post("/methoden/frisch/zustand/", {"zustand": "draft"})
    assert Method.objects.get(code="frisch").state == "draft"
    answer = client.post("/methoden/probe/zustand/", {"zustand": "withdrawn", "seite": "ja"})
    assert answer.url.startswith("/methoden/probe/?")
    assert "wieder öffentlich" in client.get(answer.url).content.decode()
    assert "Probe" in client.get("/methoden/entwuerfe/?zeige=zurueckgezogen").content.decode()
    for nonsense in ("?zeige=x&seite=zz", "?getan=x&vorher=y", "?getan=frisch&vorher=withdrawn"):
        assert client.get(f"/methoden/entwuerfe/{nonsense}").status_code == 200
    assert client.post("/methoden/probe/zustand/", {"zustand": "king"}).status_code == 400
    assert client.get("/methoden/probe/zustand/").status_code == 405
    assert made.status_code == 302


@pytest.mark.parametrize(("role", "link"), [("editor", "/impressum/"), ("administrator", "/verwaltung/seite/")])
def test_nothing_is_published_without_a_legal_notice(client, role, link) -> None:
    client.force_login(make_user("Edda", role=role))
    make_method(published=False)
    answer = client.post("/methoden/probe/zustand/", {"zustand": "published"}, follow=True)
    assert "fehlt das Impressum" in answer.content.decode()
    assert f'href="{link}"' in re.search(r'class="toasts".*?</div>', answer.content.decode(), re.DOTALL)[0]
    assert (Method.objects.get().state, Instance.load().legal_notice) == ("draft", "")
