"""What is printed: tagged PDFs of a method, a comparison and a poster."""

import io

import pypdf
import pytest

from quartier.methods.actions import assessing
from quartier.ui import pdf
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db

EVIL = '#import "@preview/x" $x^2$ \\ \\u{41} <label> @ref `code` *stark* _em_ = H // c </script><script>alert(1)</script> ]'
PHASES = [
    {"title": "Gehen", "minutes": 90, "activities": ["Hinsehen", EVIL], "output": "Eine Liste"},
    {"title": "Reden"},
]
SECTIONS = {"aim": "Ein **Ziel**.\n\n- eins\n- zwei", "implementation": EVIL, "pitfalls": "> Achtung"}


def read(answer) -> pypdf.PdfReader:
    assert answer.status_code == 200, answer.content.decode()[:2000]
    assert answer["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(answer.content))


def words(reader: pypdf.PdfReader) -> str:
    """Return the text of all pages on one line, whole where a line was broken by a hyphen."""
    return " ".join(page.extract_text() for page in reader.pages).replace("\u00ad\n", "").replace("-\n", "")


def structure(node, found: list[str]) -> list[str]:
    """Return the tags of a PDF in order."""
    node = node.get_object()
    if isinstance(node, dict) and "/S" in node:
        found.append(str(node["/S"]))
    children = node.get("/K", []) if isinstance(node, dict) else []
    for child in children if isinstance(children, list) else [children]:
        if not isinstance(child, int) and isinstance(child.get_object(), dict):
            structure(child, found)
    return found


def assert_tagged(reader: pypdf.PdfReader, language: str = "de") -> list[str]:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    return structure(root["/StructTreeRoot"], [])


def make_full(code: str = "probe", **fields):
    text = {"title": code.capitalize(), "summary": "Kurz gesagt.", "sections": SECTIONS, "phases": PHASES}
    return make_method(
        code, people=[5, 50], aims=["meet"], texts={"de": text, "de_plain": text | {"summary": "Leicht."}}, **fields
    )


@pytest.mark.parametrize("query", ["", "?schrift=gross", "?fassung=einfach"])
def test_a_method_is_tagged_and_whole(client, query) -> None:
    method = make_full()
    assessing.save_assessment(method, {"time": 4}, by=make_user())
    reader = read(client.get(f"/methoden/probe.pdf{query}"))
    tags = assert_tagged(reader)
    assert {"/H1", "/H2", "/Table", "/TH", "/L", "/Figure"} <= set(tags)
    assert tags.count("/Figure") == 1  # the QR code; houses and dots are decoration
    assert reader.metadata.title == "Probe"
    found = words(reader)
    for expected in ("5 bis 50", "Eine Liste", "Hinsehen", "4 von 5 (1 Bewertung)", "127.0.0.1:8000/methoden/probe/"):
        assert expected in found
    assert ("Leicht." in found) is ("einfach" in query)
    assert reader.pages[0].mediabox.width < reader.pages[0].mediabox.height


def test_text_stays_text(client) -> None:
    make_full()
    found = words(read(client.get("/methoden/probe.pdf"))).replace("\n", " ")
    for part in ('#import "@preview/x" $x^2$', "<label> @ref", "<script>alert(1)</script> ]"):
        assert part in found
    make_method("boese", texts={"de": {"title": EVIL, "summary": EVIL}})
    reader = read(client.get("/methoden/boese.pdf"))
    assert reader.metadata.title == EVIL
    assert len(reader.pages[0].get("/Annots", [])) == 0


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_comparison_lies_across_from_three_on(client, number) -> None:
    codes = [f"m{n}" for n in range(number)]
    for code in codes:
        make_full(code)
    reader = read(client.get("/methoden/vergleich.pdf?" + "&".join(f"m={code}" for code in codes)))
    tags = assert_tagged(reader)
    assert "/Table" in tags
    assert tags.count("/TH") == number + 1
    box = reader.pages[0].mediabox
    assert (box.width > box.height) is (number > 2)
    found = words(reader)
    assert all(code.capitalize() in found for code in codes)
    assert "5 bis 50" in found


def test_hidden_methods_are_not_compared_on_paper(client) -> None:
    make_method("kanarie", published=False)
    make_method("eins")
    assert "kanarie" not in words(read(client.get("/methoden/vergleich.pdf?m=eins&m=kanarie"))).lower()
    answer = client.get("/methoden/vergleich.pdf?m=kanarie")
    assert (answer.status_code, answer.url) == (302, "/methoden/vergleich/?")
    assert client.get("/methoden/kanarie/aushang.pdf").status_code == 404
    assert client.get("/methoden/kanarie.pdf").status_code == 404


def test_a_poster_is_one_page_with_room_to_write(client) -> None:
    make_full()
    reader = read(client.get("/methoden/probe/aushang.pdf"))
    assert_tagged(reader)
    assert len(reader.pages) == 1
    found = words(reader)
    for expected in ("Probe", "Leicht.", "Wann?", "Wo?", "127.0.0.1:8000/methoden/probe/"):
        assert expected in found


def test_english_words_around_a_german_text(client) -> None:
    make_full()
    assert_tagged(read(client.get("/en/methoden/probe.pdf")), "de")


@pytest.mark.parametrize("address", ["probe.pdf", "probe/aushang.pdf", "vergleich.pdf?m=probe"])
def test_when_typst_refuses_the_page_offers_another_way(client, monkeypatch, address) -> None:
    make_full()

    def refuse(template, data):
        raise pdf.PdfError("no")

    monkeypatch.setattr(pdf, "render", refuse)
    answer = client.get(f"/methoden/{address}")
    assert answer.status_code == 503
    instead = "/methoden/vergleich/?m=probe" if "vergleich" in address else "/methoden/probe/"
    assert f'href="{instead}"' in answer.content.decode()


def test_the_comparison_links_to_its_pdf(client) -> None:
    make_full()
    assert 'href="/methoden/vergleich.pdf?m=probe"' in client.get("/methoden/vergleich/?m=probe").content.decode()
