"""Two editors at once: nothing is lost, and what both changed is asked about."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from quartier.journal.models import Entry
from quartier.methods.actions import editing
from quartier.methods.models import Method
from quartier.methods.views import editing_merge
from tests.factories import make_method, make_user
from tests.methods.editing import PAYLOADS, document_of, filled

pytestmark = pytest.mark.django_db

FACTS = "/methoden/probe/bearbeiten/angaben/"
TEXT = "/methoden/probe/bearbeiten/text/de/"
MERGE = "/methoden/probe/bearbeiten/zusammenfuehren/"


@pytest.fixture
def two() -> tuple[Client, Client]:
    """Two editors, each in a browser of their own, in front of the same method."""
    make_method(people=[5, 10], texts={"de": {"title": "Probe", "phases": [{"title": "Ankommen"}]}})
    clients = []
    for name in ("Edda Probe", "Nils <b>Probe</b>"):
        client = Client()
        client.force_login(make_user(name, role="editor"))
        clients.append(client)
    return clients[0], clients[1]


def both(two, address: str, first: dict, second: dict):
    """Let both open the same form, the first one save, then the second one; return the second one's answer."""
    opened = [filled(client.get(address).content.decode()) for client in two]
    assert two[0].post(address, opened[0] | first).status_code == 302
    return two[1].post(address, opened[1] | second)


def carried(page: str) -> dict[str, str]:
    """Return the hidden values of the merge page."""
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}


def assert_harmless(page: str) -> None:
    """Fail when a payload has become more than text."""
    assert "<script>alert" not in page
    assert not re.search(r"<(img|svg)[^>]*(onerror|onload)", page)
    assert not re.search(r"""<\w[^>]*\s(href|src)=["']?\s*(javascript|data):""", page)


def assert_both_kept(two) -> None:
    """Different fields of the same part: both changes stand, and the second editor is told."""
    answer = both(two, TEXT, {"aim": "Von Edda."}, {"verdict": "Von Nils."})
    assert answer.status_code == 302
    assert document_of()["texts"]["de"]["sections"] == {"aim": "Von Edda.", "verdict": "Von Nils."}
    page = two[1].get(answer.url).content.decode()
    assert "Zielsetzung (Deutsch)" in page
    assert "zusammengeführt" in page


def test_changes_in_different_fields_merge_by_themselves(two) -> None:
    assert_both_kept(two)


def test_without_the_merge_the_first_change_would_be_lost(two, monkeypatch) -> None:
    """Negative control: an action that ignores `based_on` fails the promise above."""

    def careless(document, *, by, based_on, note=""):
        editing.save_document(document, by=by, note=note)

    monkeypatch.setattr(editing_merge.editing, "save_merged", careless)
    with pytest.raises(AssertionError):
        assert_both_kept(two)


def test_changes_in_different_parts_merge_by_themselves(two) -> None:
    opened = filled(two[1].get(TEXT).content.decode())
    two[0].post(FACTS, filled(two[0].get(FACTS).content.decode()) | {"people_max": "40", "aims": ["meet"]})
    assert two[1].post(TEXT, opened | {"title": "Neuer Titel"}).status_code == 302
    document = document_of()
    assert (document["people"], document["aims"], document["texts"]["de"]["title"]) == (
        [5, 40],
        ["meet"],
        "Neuer Titel",
    )


def test_the_same_field_is_asked_about_side_by_side(two) -> None:
    answer = both(
        two,
        TEXT,
        {"aim": "Von Edda.", "roles": "Eddas Rollen"},
        {"aim": "Von Nils.", "verdict": "Gut.", "note": "Ziel"},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert document_of()["texts"]["de"]["sections"] == {"aim": "Von Edda.", "roles": "Eddas Rollen"}
    for words in (
        "Edda Probe",
        "Von Edda.",
        "Von Nils.",
        "Zielsetzung (Deutsch)",
        "Rollen (Deutsch)",
        "Bewertung (Deutsch)",
    ):
        assert words in page
    assert "Ablauf" not in page
    state = carried(page)
    assert two[1].post(MERGE, state).status_code == 422
    again = two[1].post(MERGE, state | {"choice_0": "x", "text_0": "getippt"})
    assert (again.status_code, "getippt" in again.content.decode()) == (422, True)
    assert two[1].post(MERGE, state | {"choice_0": "own", "text_0": "Von beiden."}).status_code == 302
    sections = document_of()["texts"]["de"]["sections"]
    assert sections == {"aim": "Von beiden.", "roles": "Eddas Rollen", "verdict": "Gut."}
    assert Method.objects.get().versions.first().note == "Ziel"


@pytest.mark.parametrize(("choice", "people"), [("theirs", [5, 40]), ("mine", [5, 90])])
def test_numbers_are_taken_from_one_side(two, choice, people) -> None:
    answer = both(two, FACTS, {"people_max": "40"}, {"people_max": "90", "licence": "CC BY 4.0"})
    page = answer.content.decode()
    assert ("5 bis 40" in page, "5 bis 90" in page, "text_0" in page) == (True, True, False)
    assert two[1].post(MERGE, carried(page) | {"choice_0": choice}).status_code == 302
    assert (document_of()["people"], document_of()["licence"]) == (people, "CC BY 4.0")


def test_a_third_editor_is_asked_about_too(two) -> None:
    state = carried(both(two, TEXT, {"aim": "Eins."}, {"aim": "Zwei.", "roles": "Neu."}).content.decode())
    editing.save_document(document_of() | {"texts": {"de": {"title": "Probe", "sections": {"aim": "Drei."}}}}, by=None)
    answer = two[1].post(MERGE, state | {"choice_0": "mine"})
    page = answer.content.decode()
    assert (answer.status_code, "Drei." in page, "Zwei." in page) == (409, True, True)
    assert two[1].post(MERGE, carried(page) | {"choice_0": "mine"}).status_code == 302
    assert document_of()["texts"]["de"]["sections"] == {"aim": "Zwei.", "roles": "Neu."}


def test_a_text_that_was_removed_meanwhile(two) -> None:
    english = "/methoden/probe/bearbeiten/text/en/"
    two[0].post(english, filled(two[0].get(english).content.decode()) | {"title": "Trial"})
    opened = filled(two[1].get(english).content.decode())
    two[0].post(f"{english}entfernen/")
    answer = two[1].post(english, opened | {"summary": "Written meanwhile."})
    assert (answer.status_code, "Der ganze Text: Englisch" in answer.content.decode()) == (409, True)
    assert two[1].post(MERGE, carried(answer.content.decode()) | {"choice_0": "mine"}).status_code == 302
    assert document_of()["texts"]["en"] == {"title": "Trial", "summary": "Written meanwhile."}


def test_removing_a_text_that_somebody_saves_in_the_same_moment(two, monkeypatch) -> None:
    english = "/methoden/probe/bearbeiten/text/en/"
    two[0].post(english, filled(two[0].get(english).content.decode()) | {"title": "Trial"})

    def faster(*_args, **_fields):
        raise editing.OutdatedError({}, 9)

    with monkeypatch.context() as patch:
        patch.setattr("quartier.methods.views.editing.editing.save_document", faster)
        answer = two[0].post(f"{english}entfernen/")
    assert (answer.status_code, answer.url) == (302, english)
    assert "Inzwischen hat jemand anderes gespeichert." in two[0].get(english).content.decode()
    assert "en" in document_of()["texts"]


def test_an_emptied_title_is_refused_on_the_merge_page(two) -> None:
    state = carried(both(two, TEXT, {"title": "Eins"}, {"title": "Zwei"}).content.decode())
    answer = two[1].post(MERGE, state | {"choice_0": "own", "text_0": " "})
    assert (answer.status_code, "Geben Sie der Methode einen Titel." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_merge_page_shows_scripts_as_text(two, payload) -> None:
    answer = both(
        two, TEXT, {"aim": payload, "title": f"{payload} 1"}, {"aim": f"{payload} 2", "title": payload, "note": payload}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert_harmless(page)
    assert payload in unescape(page)
    wrong = two[1].post(MERGE, carried(page) | {"text_0": payload, "choice_0": payload})
    assert_harmless(wrong.content.decode())


def test_the_check_for_scripts_finds_a_page_that_does_not_escape(two) -> None:
    """Negative control."""
    page = both(two, TEXT, {"aim": PAYLOADS[0]}, {"aim": "anders"}).content.decode()
    with pytest.raises(AssertionError):
        assert_harmless(page.replace("&lt;", "<").replace("&gt;", ">"))


@pytest.mark.parametrize(
    "wrong",
    [{"mine": "kein JSON"}, {"mine": "[" * 100_000}, {"mine": '{"code": "anders", "texts": {"de": {"title": "x"}}}'},
     {"mine": ""}, {"seen": "x"}, {"based_on": "9" * 30}, {"mine": '{"code": "probe", "state": "published"}'}],
)  # fmt: skip
def test_a_damaged_merge_form_is_refused(two, wrong) -> None:
    state = carried(both(two, TEXT, {"aim": "Eins."}, {"aim": "Zwei."}).content.decode())
    assert two[1].post(MERGE, state | {"choice_0": "mine"} | wrong).status_code == 400
    assert document_of()["texts"]["de"]["sections"] == {"aim": "Eins."}


def test_an_invented_revision_never_overwrites_in_silence(two) -> None:
    opened = filled(two[0].get(TEXT).content.decode())
    assert two[0].post(TEXT, opened | {"based_on": "77", "title": "Anders"}).status_code == 409
    assert document_of()["texts"]["de"]["title"] == "Probe"


def test_relations_of_two_editors_go_together(two) -> None:
    for code in ("runde", "fest", "rat"):
        make_method(code)
    answer = both(
        two, "/methoden/probe/bearbeiten/verwandte/",
        {"pinned-0-name": "Runde", "removed-0-name": "Rat"}, {"pinned-0-name": "Fest"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert sorted(document_of()["related"]) == ["fest", "runde"]
    assert list(
        Method.objects.get(code="probe").relations.filter(is_removed=True).values_list("other_code", flat=True)
    ) == ["rat"]


def test_set_relations_keeps_its_promises() -> None:
    method, edda = make_method(), make_user("Edda", role="editor")
    with pytest.raises(PermissionDenied):
        editing.set_relations(method, ["runde"], [], by=make_user("Ben"))
    for pinned, removed in ((["probe"], []), ([], ["probe"]), (["a"], ["a"])):
        with pytest.raises(ValidationError):
            editing.set_relations(method, pinned, removed, by=edda)
    editing.set_relations(method, ["runde"], ["rat"], by=edda)
    editing.set_relations(method, ["runde"], ["rat"], by=edda)
    editing.set_relations(method, ["runde"], [], by=edda)
    assert [entry.verb for entry in Entry.objects.about(method).filter(actor=edda)] == [
        "method.relations_changed", "method.changed",
    ]  # fmt: skip
    editing.save_document(document_of() | {"related": ["rat"]}, by=edda)
    assert [(r.other_code, r.is_removed) for r in method.relations.all()] == [("rat", False)]
