"""Writing a method in the browser, as editors do it."""

import re
from html import unescape

import pytest

from quartier.accounts.models import Instance
from quartier.journal.models import Entry
from quartier.methods import vocabulary as v
from quartier.methods.actions.editing import read_document, save_document
from quartier.methods.content import shipped_documents
from quartier.methods.models import Method
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='javascript:alert(1)'>x</a>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "</textarea><script>alert(1)</script>",
    "<!--<script>-->",
    "javascript:alert(1)//",
]
PAGES = [
    "neu/", "entwuerfe/", "probe/bearbeiten/", "probe/bearbeiten/angaben/", "probe/bearbeiten/text/de/",
    "probe/bearbeiten/text/de_plain/", "probe/bearbeiten/text/tr/", "probe/bearbeiten/quellen/",
    "probe/bearbeiten/verwandte/", "probe/versionen/", "probe/versionen/unterschied/?von=1&bis=2",
]  # fmt: skip
POSTS = [
    "neu/", "probe/bearbeiten/angaben/", "probe/bearbeiten/text/de/", "probe/bearbeiten/text/en/entfernen/",
    "probe/bearbeiten/quellen/", "probe/bearbeiten/verwandte/", "probe/bearbeiten/zusammenfuehren/",
    "probe/zustand/", "probe/versionen/1/zurueckholen/",
]  # fmt: skip


@pytest.fixture
def edda(client):
    """An editor who has signed in."""
    person = make_user("Edda Probe", role="editor")
    client.force_login(person)
    return person


def filled(page: str) -> dict[str, list[str]]:
    """Return what the edit form on a page would send if somebody just pressed save."""
    form = re.search(r'<form method="post" class="edit[^>]*>(.*?)</form>', page, re.DOTALL)[1]
    values: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = {name: unescape(text) for name, text in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if attributes.get("type") in {"radio", "checkbox"} and not re.search(r"\bchecked\b", tag):
            continue
        values.setdefault(attributes["name"], []).append(attributes.get("value", ""))
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        values[name] = [unescape(text).removeprefix("\n")]
    values.pop("csrfmiddlewaretoken", None)
    return values


def send(client, address: str, **changes):
    """Open a form, change some fields, and send it."""
    values = filled(client.get(address).content.decode()) | changes
    return client.post(address, values)


def document_of(code: str = "probe"):
    return read_document(Method.objects.get(code=code))


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


@pytest.mark.parametrize("code", ["stadtteilkonferenz", "world-cafe", "taschengeldboerse"])
def test_saving_every_part_unchanged_changes_nothing(client, edda, code) -> None:
    document = next(each for each in shipped_documents() if each["code"] == code)
    save_document(document, by=None)
    for key in document["texts"]:
        assert send(client, f"/methoden/{code}/bearbeiten/text/{key}/").status_code == 302
    for part in ("angaben", "quellen", "verwandte"):
        assert send(client, f"/methoden/{code}/bearbeiten/{part}/").status_code == 302
    assert (Method.objects.get(code=code).revision, document_of(code)) == (1, document)


def test_editing_the_facts(client, edda) -> None:
    make_method()
    answer = send(
        client, "/methoden/probe/bearbeiten/angaben/", level="involve", people_min="5", people_max="20", cost_eur_max="300",
        aims=["meet", "inform"], time="4", review_on="2027-11-30", completeness="partial", note="Zahlen ergänzt",
    )  # fmt: skip
    assert (answer.status_code, answer.url) == (302, "/methoden/probe/bearbeiten/")
    document = document_of()
    assert document["people"] == [5, 20]
    assert document["cost_eur"] == [300, 300]
    assert (document["aims"], document["estimate"], document["review_on"]) == (
        ["inform", "meet"],
        {"time": 4},
        "2027-11-30",
    )
    version = Method.objects.get().versions.first()
    assert (version.author, version.note) == (edda, "Zahlen ergänzt")


@pytest.mark.parametrize(
    ("field", "value"),
    [("people_min", "-1"), ("people_min", "viele"), ("people_min", "9" * 30), ("kind", ""), ("level", "king"),
     ("aims", ["king"]), ("time", "6"), ("review_on", "bald"), ("authors", "x" * 201), ("based_on", "x"),
     ("completeness", ""), ("note", "x" * 201)],
)  # fmt: skip
def test_a_mistake_in_the_facts_loses_nothing(client, edda, field, value) -> None:
    make_method()
    answer = send(client, "/methoden/probe/bearbeiten/angaben/", **{"licence": "hier-getippt", field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Fehler:" in page
    assert "Es gibt ein Problem" in page
    assert 'value="hier-getippt"' in page
    assert Method.objects.get().revision == 1


def test_the_second_number_may_not_be_smaller(client, edda) -> None:
    make_method()
    answer = send(client, "/methoden/probe/bearbeiten/angaben/", people_min="9", people_max="3")
    assert "Die zweite Zahl ist kleiner" in answer.content.decode()


def test_editing_a_text_with_phases(client, edda) -> None:
    make_method()
    address = "/methoden/probe/bearbeiten/text/de/"
    values = {
        "title": "Probe", "aim": "Ein **Ziel**.\r\n\r\nNoch eins.", "phases-anzahl": "3", "phases-0-title": "Ankommen",
        "phases-0-minutes": "15", "phases-0-activities": "Begrüßen\r\n\r\n  Tee  ", "phases-2-title": "Gehen",
    }  # fmt: skip
    assert send(client, address, **values).status_code == 302
    text = document_of()["texts"]["de"]
    assert text["sections"] == {"aim": "Ein **Ziel**.\n\nNoch eins."}
    assert text["phases"] == [
        {"title": "Ankommen", "minutes": 15, "activities": ["Begrüßen", "Tee"]}, {"title": "Gehen"},
    ]  # fmt: skip


def test_rows_are_added_moved_and_taken_away_without_losing_a_word(client, edda) -> None:
    make_method()
    address = "/methoden/probe/bearbeiten/text/de/"
    typed = {"title": "Getippt", "aim": "Auch getippt", "based_on": "1", "note": "Notiz", "phases-anzahl": "2",
             "phases-0-title": "Eins", "phases-0-minutes": "keine Zahl", "phases-1-title": "Zwei"}  # fmt: skip

    def rows(command: str) -> list[str]:
        answer = client.post(address, typed | {"zeilen": command})
        assert answer.status_code == 200
        values = filled(answer.content.decode())
        assert (values["title"], values["aim"], values["note"], values["based_on"]) == (
            ["Getippt"], ["Auch getippt"], ["Notiz"], ["1"],
        )  # fmt: skip
        count = int(values["phases-anzahl"][0])
        return [values[f"phases-{n}-title"][0] + values[f"phases-{n}-minutes"][0] for n in range(count)]

    assert rows("phases:mehr") == ["Einskeine Zahl", "Zwei", ""]
    assert rows("phases:hoch:1") == ["Zwei", "Einskeine Zahl"]
    assert rows("phases:weg:0") == ["Zwei"]
    for nonsense in ("phases:hoch:77", "phases:weg:-1", "phases:weg:" + "9" * 99, "anderes:mehr", "", ":::"):
        assert rows(nonsense) == ["Einskeine Zahl", "Zwei"]
    assert Method.objects.get().revision == 1


def test_more_rows_than_fit_are_cut_and_no_error(client, edda) -> None:
    make_method()
    for count in ("100000", "-1", "x", "²", ""):
        answer = client.post("/methoden/probe/bearbeiten/quellen/", {"based_on": "1", "links-anzahl": count})
        assert answer.status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"title": "x" * 201}, {"aim": "x" * 20_001}, {"summary": "x" * 601}, {"phases-0-minutes": "viele"},
     {"phases-0-output": "ohne Namen"}, {"phases-0-title": "A", "phases-0-activities": "x" * 601}],
)  # fmt: skip
def test_a_mistake_in_a_text_loses_nothing(client, edda, wrong) -> None:
    make_method()
    answer = send(client, "/methoden/probe/bearbeiten/text/de/", **({"verdict": "hier-getippt"} | wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("hier-getippt" in page, "<title>Fehler:" in page, "Es gibt ein Problem" in page) == (True, True, True)
    for target in re.findall(r'<li><a href="#([^"]+)"', re.search(r'id="fehler".*?</div>', page, re.DOTALL)[0]):
        assert f'id="{target}"' in page
    assert Method.objects.get().revision == 1


def test_plain_language_says_who_has_checked_it(client, edda) -> None:
    make_method()
    send(
        client,
        "/methoden/probe/bearbeiten/text/de_plain/",
        title="Probe",
        checked_by="Lesegruppe",
        checked_on="2026-10-01",
    )
    assert document_of()["texts"]["de_plain"] == {
        "title": "Probe",
        "checked_by": "Lesegruppe",
        "checked_on": "2026-10-01",
    }
    send(client, "/methoden/probe/bearbeiten/text/en/", title="Trial")
    assert "Lesegruppe" in client.get("/methoden/probe/?fassung=einfach").content.decode()


def test_a_text_is_removed_and_brought_back(client, edda) -> None:
    make_method()
    send(client, "/methoden/probe/bearbeiten/text/en/", title="Trial")
    answer = client.post("/methoden/probe/bearbeiten/text/en/entfernen/")
    assert "en" not in document_of()["texts"]
    undo = re.search(r'action="([^"]+)" class="alert', client.get(answer.url).content.decode())[1]
    assert client.post(undo).status_code == 302
    assert document_of()["texts"]["en"]["title"] == "Trial"


def test_editing_projects_links_and_sources(client, edda) -> None:
    make_method()
    values = {"links-anzahl": "1", "links-0-title": "Amt", "links-0-url": "www.example.org/a", "projects-anzahl": "1",
              "projects-0-title": "Hof", "projects-0-place": "Lindenhof"}  # fmt: skip
    assert send(client, "/methoden/probe/bearbeiten/quellen/", **values).status_code == 302
    assert document_of()["links"] == [{"title": "Amt", "url": "https://www.example.org/a"}]
    assert document_of()["projects"] == [{"title": "Hof", "place": "Lindenhof"}]
    for wrong in ("javascript:alert(1)", "ftp://example.org", "data:text/html,x", "https://"):
        answer = send(client, "/methoden/probe/bearbeiten/quellen/", **{"links-0-url": wrong})
        assert (answer.status_code, wrong in unescape(answer.content.decode())) == (422, True)


def test_pinned_and_removed_relations(client, edda) -> None:
    for code in ("probe", "runde", "fest"):
        make_method(code)
    address = "/methoden/probe/bearbeiten/verwandte/"
    values = {"pinned-anzahl": "2", "pinned-0-name": "Fest", "pinned-1-name": "runde", "removed-anzahl": "1"}
    assert send(client, address, **values).status_code == 302
    assert document_of()["related"] == ["fest", "runde"]
    swapped = {"pinned-anzahl": "1", "pinned-0-name": "Fest", "removed-anzahl": "1", "removed-0-name": "Runde"}
    assert send(client, address, **swapped).status_code == 302
    relations = Method.objects.get(code="probe").relations
    assert document_of()["related"] == ["fest"]
    assert list(relations.filter(is_removed=True).values_list("other_code", flat=True)) == ["runde"]
    for wrong in ({"pinned-0-name": "Gibt es nicht"}, {"pinned-0-name": "Probe"}, {"removed-0-name": "Fest"}):
        assert send(client, address, **wrong).status_code == 422
    assert send(client, address, **{"removed-0-name": ""}).status_code == 302
    assert not relations.filter(is_removed=True).exists()


def test_fields_that_are_not_in_the_form_change_nothing(client, edda) -> None:
    method = make_method(published=False)
    extra = {"state": "published", "code": "anders", "revision": "99", "id": "1", "authors": "x", "sources": "x",
             "texts": "x", "created_at": "1999-01-01"}  # fmt: skip
    send(client, "/methoden/probe/bearbeiten/text/de/", **(extra | {"title": "Neu benannt"}))
    method.refresh_from_db()
    assert (method.code, method.state, method.revision, method.authors) == ("probe", "draft", 2, "")
    assert method.created_at.year > 2000


@pytest.mark.parametrize("payload", PAYLOADS)
def test_scripts_in_every_text_field_stay_text(client, edda, payload) -> None:
    make_method()
    sections = dict.fromkeys(v.SECTIONS, payload)
    phase = {"phases-anzahl": "1", "phases-0-title": payload, "phases-0-when": payload, "phases-0-output": payload,
             "phases-0-activities": payload}  # fmt: skip
    text = {"title": payload, "summary": payload, "note": payload, **sections, **phase}
    assert send(client, "/methoden/probe/bearbeiten/text/de/", **text).status_code == 302
    assert send(client, "/methoden/probe/bearbeiten/text/de_plain/", **text, checked_by=payload).status_code == 302
    lists = {
        f"{kind}-{field}": payload
        for kind in ("links-0", "sources-0", "projects-0")
        for field in ("title", "place", "note")
    }
    counts = {"links-anzahl": "1", "sources-anzahl": "1", "projects-anzahl": "1"}
    assert send(client, "/methoden/probe/bearbeiten/quellen/", **lists, **counts).status_code == 302
    send(client, "/methoden/probe/bearbeiten/angaben/", authors=payload, licence=payload)
    pages = [f"/methoden/{page}" for page in PAGES] + ["/methoden/probe/", "/methoden/probe/?fassung=einfach"]
    pages += [f"/methoden/probe/versionen/unterschied/?von={n}&bis={n + 1}" for n in (2, 3, 4)]
    for address in pages:
        page = client.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert not re.search(r"<(img|svg)[^>]*(onerror|onload)", page), address
        assert not re.search(r"""<\w[^>]*\s(href|src)=["']?\s*(javascript|data):""", page), address


def test_control_characters_leave_and_ten_megabytes_are_refused(client, edda) -> None:
    make_method()
    send(client, "/methoden/probe/bearbeiten/text/de/", aim="vor\0nach\x07 \u202eumgekehrt")
    assert document_of()["texts"]["de"]["sections"]["aim"] == "vornach \u202eumgekehrt"
    answer = client.post("/methoden/probe/bearbeiten/text/de/", {"title": "Probe", "aim": "x" * 10_000_000})
    assert answer.status_code in {400, 413}
    assert Method.objects.get().revision == 2


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
