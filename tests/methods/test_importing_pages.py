"""What the pages of importing and of proposals answer."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quartier.methods import document as documents
from quartier.methods.actions.editing import save_document
from quartier.methods.forms.importing import Upload
from quartier.methods.models import Method, MethodProposal, Version
from tests.factories import import_page, make_method, make_user

pytestmark = pytest.mark.django_db

START, CONFIRM = "/methoden/einlesen/", "/methoden/einlesen/ausfuehren/"
PAGE = (Path(__file__).parent / "pages" / "nachbarschaftskueche.txt").read_text(encoding="utf-8")
CODE = "nachbarschaftskueche"


@pytest.fixture
def editor(client):
    """Return a browser in which an editor has signed in."""
    client.force_login(make_user("Edda", role="editor"))
    return client


def sealed_in(page: str) -> str:
    return page.split('name="upload" value="')[1].split('"')[0]


def make_proposal(text: str = PAGE, **fields) -> MethodProposal:
    make_method(CODE, texts={"de": {"title": "Nachbarschaftsküche", "sections": {"aim": "Unser Ziel."}}}, **fields)
    outcome = import_page(text, by=None, source="seite.txt")
    assert outcome.proposal
    return outcome.proposal


def test_nobody_else_knows_these_pages(client) -> None:
    proposal = make_proposal()
    reading = [START, "/methoden/vorschlaege/", f"/methoden/vorschlaege/{proposal.code}/"]
    writing = [START, CONFIRM] + [
        f"/methoden/vorschlaege/{proposal.code}/{verb}/" for verb in ("uebernehmen", "ablehnen", "oeffnen")
    ]
    for address in reading:
        assert client.get(address).status_code == 302
    client.force_login(make_user())
    assert {client.get(address).status_code for address in reading} == {404}
    assert {client.post(address, {"upload": "x", "text": PAGE}).status_code for address in writing} == {404}
    client.force_login(make_user("Edda", role="editor"))
    assert {client.get(address).status_code for address in reading} == {200}
    assert {client.get(address).status_code for address in writing[1:]} == {405}
    assert client.get("/methoden/vorschlaege/nichts/").status_code == 404


@pytest.mark.parametrize("as_file", [True, False])
def test_two_steps_and_nothing_is_written_before_the_second(editor, as_file) -> None:
    sent = {"file": SimpleUploadedFile("seite.txt", PAGE.encode("utf-16"))} if as_file else {"text": PAGE}
    preview = editor.post(START, sent).content.decode()
    assert not Method.objects.exists()
    for words in ("Noch ist nichts gespeichert", "neu, als Entwurf", "kein Wert", "wird Stichwort „lange-tafel“"):
        assert words in preview
    assert ("UTF-16" in preview) == as_file
    answer = editor.post(CONFIRM, {"upload": sealed_in(preview)}, follow=True)
    page = answer.content.decode()
    assert Method.objects.get(code=CODE).state == "draft"
    assert "neu, als Entwurf" in page
    assert "lange-tafel" in page
    # The same once more, from the page that was open before.
    again = editor.post(CONFIRM, {"upload": sealed_in(preview)}, follow=True).content.decode()
    assert "schon einmal eingelesen, nichts geändert" in again
    assert (Version.objects.count(), MethodProposal.objects.count()) == (3, 1)


@pytest.mark.parametrize("wrong", ["", "x", "a:b:c", Upload(PAGE, "").sealed()[:-2] + "zz"])
def test_only_what_was_previewed_is_imported(editor, wrong) -> None:
    answer = editor.post(CONFIRM, {"upload": wrong}, follow=True)
    assert answer.redirect_chain == [(START, 302)]
    assert not Method.objects.exists()
    editor.post(CONFIRM, {"upload": Upload(PAGE, "").sealed()})  # negative control
    assert Method.objects.exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Wählen Sie eine Datei"),
        ({"text": " \n "}, "Wählen Sie eine Datei"),
        ({"text": "Nur ein Satz."}, "keine Druckansicht"),
        ({"text": "<!doctype html><html>"}, "HTML"),
        ({"text": "x" * 1_000_001}, "höchstens 1 MB"),
        ({"text": "{"}, "kein lesbares JSON"),
        ({"text": '{"format": "quartier-methods/1", "methods": [{"code": "A"}]}'}, "Kleinbuchstaben"),
        ({"file": b""}, "Diese Datei ist leer"),
        ({"file": b"\0\0"}, "Darin steht nichts"),
        ({"file": b"x" * 10_000_000}, "höchstens 1 MB"),
        ({"file": bytes(range(256)) * 10}, "keine Textdatei"),
        ({"file": PAGE.encode(), "text": PAGE}, "nicht beides"),
    ],
)
def test_what_cannot_be_read_comes_back_with_422(editor, sent, words) -> None:
    if "file" in sent:
        sent = sent | {"file": SimpleUploadedFile("x.txt", sent["file"])}
    answer = editor.post(START, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Fehler:" in page
    assert words in page
    assert not Method.objects.exists()


def test_ten_megabytes_of_pasted_text_are_refused(editor) -> None:
    answer = editor.post(START, {"text": "x" * 10_000_000})
    assert (answer.status_code, "So viel nehmen wir nicht an" in answer.content.decode()) == (413, True)


def test_a_page_cut_in_the_middle_says_what_is_missing(editor) -> None:
    page = editor.post(START, {"text": PAGE[: PAGE.index("Stolpersteine")] + "\n"}).content.decode()
    assert "vielleicht ist die Seite abgeschnitten: Stolpersteine, Bewertung, Kontakte" in page


def test_what_was_not_understood_stands_on_top(editor) -> None:
    page = editor.post(START, {"text": PAGE.replace("ist sehr\nkostenintensiv", "kanarie 4 von 5")}).content.decode()
    assert "Zeile 25: kanarie 4 von 5" in page


def test_an_imported_page_is_text_and_nothing_else(editor) -> None:
    attack = '<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) "><b>fett</b>'
    text = PAGE.replace("Ein Abend in der Woche genügt.", attack).replace("Suppe am Kanal", attack)
    text = text.replace("Kochtreff Lindenhof", attack).replace("Lange Tafel", attack).replace("ist sehr", attack)
    text = text.replace("Modul Nachbarschaftsküche", f"Modul Küche {attack}")
    pages = [editor.post(START, {"text": text}).content.decode()]
    outcome = import_page(text, by=None, source=f"{attack}.txt")
    shown = [
        outcome.proposal.get_absolute_url(),
        outcome.method.get_absolute_url(),
        "/methoden/vorschlaege/?zeige=alle",
    ]
    pages += [editor.get(address).content.decode() for address in shown]
    save_document({"code": outcome.method.code, "texts": {"de": {"title": "Leer"}}}, by=None)
    pages.append(editor.get(outcome.proposal.get_absolute_url()).content.decode())
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>fett" not in page
        assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)" in pages[-1]


def test_taking_over_rejecting_and_opening_again(editor) -> None:
    proposal = make_proposal()
    address = proposal.get_absolute_url()
    page = editor.get(address).content.decode()
    assert page.index("Unser Ziel.") < page.index("Menschen aus einem Haus")
    seen = page.split('value="texts.de.sections.aim"')[1].split('name="gesehen" value="')[1].split('"')[0]
    sent = {"teil": "texts.de.sections.aim", "gesehen": seen}
    assert "Übernommen." in editor.post(f"{address}uebernehmen/", sent, follow=True).content.decode()
    assert "Nichts geändert." in editor.post(f"{address}uebernehmen/", sent, follow=True).content.decode()
    assert Version.objects.filter(method__code=CODE).count() == 2
    changed = {"teil": "texts.de.sections.verdict", "gesehen": "alt"}
    assert "inzwischen geändert" in editor.post(f"{address}uebernehmen/", changed, follow=True).content.decode()
    for nonsense in ({}, {"teil": "texts.de.__class__"}, {"teil": "code", "gesehen": "\0"}):
        assert "Nichts geändert." in editor.post(f"{address}uebernehmen/", nonsense, follow=True).content.decode()
    page = editor.post(f"{address}ablehnen/", follow=True).content.decode()
    assert "Sie können ihn wieder öffnen" in page
    assert "Stolpersteine (Deutsch) übernehmen" not in page
    assert "Nichts zu tun" in editor.get("/methoden/vorschlaege/").content.decode()
    assert "seite.txt" in editor.get("/methoden/vorschlaege/?zeige=alle").content.decode()
    assert "Stolpersteine (Deutsch) übernehmen" in editor.post(f"{address}oeffnen/", follow=True).content.decode()


def test_an_export_through_the_browser(editor) -> None:
    make_method("eins")
    found = [
        {
            "code": code,
            "texts": {"de": {"title": code, "phases": [{"title": "Start", "minutes": 5}]}},
            "people": [1, 2],
            "aims": ["meet"],
            "estimate": {"time": 2},
            "kind": "offer",
        }
        for code in ("eins", "zwei")
    ]
    text = documents.dumps([documents.parse(raw) for raw in found])
    preview = editor.post(START, {"text": text}).content.decode()
    page = editor.post(CONFIRM, {"upload": sealed_in(preview)}).content.decode()
    assert "Vorschlag neben unserer Methode" in page
    assert "neu, als Entwurf" in page
    page = editor.get(MethodProposal.objects.get(state="open").get_absolute_url()).content.decode()
    for words in ("Ablauf", "Start · 5 Minuten", "Angebot im Stadtteil", "1 bis 2", "sich begegnen", "Zeitaufwand"):
        assert words in page


@pytest.mark.parametrize("number", [1, 30])
def test_constant_queries(editor, django_assert_num_queries, number) -> None:
    for index in range(number):
        make_method(f"nummer-{index}", texts={"de": {"title": f"Nummer {index}"}})
        import_page(PAGE.replace("Nachbarschaftsküche", f"Nummer {index}"), by=None)
    with django_assert_num_queries(5):
        editor.get("/methoden/vorschlaege/")
    proposal = MethodProposal.objects.all()[0]
    with django_assert_num_queries(9):
        editor.get(proposal.get_absolute_url())
