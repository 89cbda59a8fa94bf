"""The parts of a method, one form each: facts, texts, lists, relations."""

import re
from html import unescape

import pytest

from quartier.methods.actions.editing import save_document
from quartier.methods.content import shipped_documents
from quartier.methods.models import Method
from tests.factories import make_method
from tests.methods.editing import document_of, filled, send

pytestmark = pytest.mark.django_db


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
