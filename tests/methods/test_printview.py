"""The print view: every line once in the report, and never a position on a scale."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.base.codes import code_for
from quartier.base.text import clean
from quartier.methods import document as documents
from quartier.methods import labels, printview
from quartier.methods import vocabulary as v

PAGE = (Path(__file__).parent / "pages" / "nachbarschaftskueche.txt").read_text(encoding="utf-8")
POLES = [str(pole) for _name, left, right in labels.SCALES.values() for pole in (left, right)]
NAMES = [str(name) for name, _left, _right in labels.SCALES.values()]
HEADINGS = [line.text for line in printview.parse(PAGE).lines if line.became == printview.HEADING]


def became(text: str) -> list[tuple[str, str]]:
    """Return what became of each line that is not blank."""
    return [(line.became, line.about) for line in printview.parse(text).lines if line.became != printview.BLANK]


def read(text: str) -> dict:
    """Return the document that a text leads to."""
    page = printview.parse(text)
    return page.document("probe", [code_for(title) or "x" for title in page.related])


def test_the_whole_page() -> None:
    page = printview.parse(PAGE)
    assert (page.title, page.raters, page.missing) == ("Nachbarschaftsküche", 0, [])
    assert list(page.sections) == ["aim", "implementation", "steps", "pitfalls", "verdict", "contacts", "advice"]
    assert page.sections["implementation"].endswith("an einer langen Tafel.")
    assert "Wochentag, der" in page.sections["steps"]
    assert page.projects == [("Suppe am Kanal", "Ruhrau")]
    assert page.related == ["World-Café-Methode", "Lange Tafel"]
    assert page.links == [("Kochtreff Lindenhof", ""), ("Stadt Ruhrau", "")]
    assert not [line for line in page.lines if line.became == printview.UNKNOWN]
    assert [line.about for line in page.lines if line.became == printview.SCALE] == list(v.SCALES)
    # Two of the six poles are broken over two lines, and a third one.
    assert [line.about for line in page.lines if line.became == printview.POLE] == [
        "phase", "time", "time", "staff", "staff", "money", "money", "participation", "complexity",
    ]  # fmt: skip
    assert documents.parse(read(PAGE))["texts"]["de"]["title"] == "Nachbarschaftsküche"


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda page: page.replace("Zielsetzung", "Zielsetzung:").replace("Stolpersteine", "  STOLPERSTEINE : "),
        lambda page: page.replace(" / Aufwandsabschätzung", " /\nAufwands-\nabschätzung"),
        lambda page: page.replace("Aufwands", "Aufwands\u00ad").replace("Durch", "Durch\u00ad"),
        lambda page: page.replace(" ", "\u00a0"),
        lambda page: page.replace("\n", "\r\n"),
        lambda page: page.replace("\n\n", "\n"),
        lambda page: page.replace("ä", "a\u0308").replace("ü", "u\u0308"),
        lambda page: page.replace("die Sie auch interessieren", "die Sie auch\ninteressieren"),
        lambda page: page.replace("von 0 Nutzern", "von\n0 Nutzerinnen und Nutzern"),
        lambda page: page.replace("Prozessphase:\n\n", "Prozessphase: "),
        lambda page: "Startseite\n\nDruckansicht\n\n" + page,
    ],
)
def test_other_spellings_of_the_same_page(change) -> None:
    plain, changed = printview.parse(PAGE), printview.parse(change(PAGE))
    assert changed.missing == []
    assert changed.raters == 0
    assert list(changed.sections) == list(plain.sections)
    assert len(changed.related) == 2
    assert changed.title.casefold() == plain.title.casefold()
    poles = {line.about for line in changed.lines if line.became == printview.POLE}
    assert poles == set(v.SCALES)


@pytest.mark.parametrize("pole", [*POLES, "eignet sich zur Analyse / Planung"])
def test_both_poles_of_every_scale_are_labels(pole) -> None:
    text = f"Modul Probe\nEinschätzungen zu diesem Modul\n\n{pole}\n\n{pole.replace(' ', chr(10))}"
    kinds = became(text)[2:]
    assert {kind for kind, _scale in kinds} == {printview.POLE}
    assert len({scale for _kind, scale in kinds}) == 1


@pytest.mark.parametrize("words", ["ist sehr bunt", "4", "●●●○○", "3 von 5", "Bewertung: 4,5 Sterne"])
def test_other_words_between_the_scales_are_not_understood(words) -> None:
    kinds = became(f"Modul Probe\n\nEinschätzungen zu diesem Modul\n\nZeitaufwand:\n\n{words}\n\nStolpersteine")
    assert kinds[3] == (printview.UNKNOWN, "")


def test_dots_behind_a_pole_are_not_understood() -> None:
    kinds = became("Modul Probe\n\nEinschätzungen zu diesem Modul\n\nist sehr kostenintensiv\n●●●○○\n")
    assert kinds[2:] == [(printview.POLE, "money"), (printview.UNKNOWN, "")]


@pytest.mark.parametrize(
    ("words", "raters"),
    [("0 Nutzern", 0), ("4 Nutzern", 4), ("1 Nutzer", 1), ("einer Nutzerin", 1), ("keinem Nutzer", 0)],
)
def test_the_number_of_raters_is_reported_and_nothing_made_up(words, raters) -> None:
    page = printview.parse(PAGE.replace("0 Nutzern", words))
    assert page.raters == raters
    assert sum(line.became in (printview.RATED, printview.NOT_RATED) for line in page.lines) == 1
    assert read(PAGE.replace("0 Nutzern", words)) == read(PAGE)


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Modul Runder Tisch", "Runder Tisch"),
        ("Modul 17: Runder Tisch", "Runder Tisch"),
        ("Modul 07 – Spaziergang", "Spaziergang"),
        ("MODUL Nr. 3 Probe", "Probe"),
        ("Runder Tisch", "Runder Tisch"),
        ("Modul", ""),
        ("Modul " + "x" * 201, ""),
    ],
)
def test_the_title(first, title) -> None:
    expected = "Modul" if first == "Modul" else title
    assert printview.parse(f"{first}\n\nZielsetzung\n\nReden").title == expected


def test_a_page_cut_in_the_middle_says_what_is_missing() -> None:
    page = printview.parse(PAGE[: PAGE.index("Stolpersteine")])
    assert page.missing == list(printview.BLOCKS[printview.BLOCKS.index("pitfalls") :])
    assert page.sections["steps"]


def test_links_with_addresses_and_projects_without_a_place() -> None:
    page = printview.parse(
        "Modul Probe\nProjekte\nOhne Ort\nEins, zwei, Ruhrau\nLinks\nStadt (https://stadt.example/a)\nhttps://x.example"
    )
    assert page.projects == [("Ohne Ort", ""), ("Eins, zwei", "Ruhrau")]
    assert page.links == [("Stadt", "https://stadt.example/a"), ("https://x.example", "https://x.example")]


def test_comments_of_other_people_are_not_taken() -> None:
    page = printview.parse("Modul Probe\nNutzerkommentare\nIch fand es gut. Olga")
    assert (page.lines[2].became, page.sections) == (printview.COMMENT, {})


@pytest.mark.parametrize(
    ("plain", "markdown"),
    [
        ("Bürger*innen und Nutzer*innen", r"Bürger\*innen und Nutzer\*innen"),
        ("• ein Punkt", "- ein Punkt"),
        ("_so_ und snake_case", r"\_so\_ und snake_case"),
        ("[x](javascript:alert(1))", r"[x\](javascript:alert(1))"),
        (r"\*", r"\\\*"),
    ],
)
def test_text_stands_as_it_was(plain, markdown) -> None:
    assert printview.parse(f"Modul Probe\nZielsetzung\n{plain}").sections["aim"] == markdown


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_encodings(encoding) -> None:
    text, said = printview.decode(PAGE.encode(encoding))
    assert text == PAGE
    guessed = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "latin-1": "cp1252"}
    assert said == guessed.get(encoding, encoding)
    assert printview.decode(b"Modul Z\x81ge\xe4")[1] == "latin-1"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\0\n", "empty"),
        (b"x" * 10_000_000, "too_big"),
        (b"x\n" * 6_000, "too_long"),
        (b"%PDF-1.7 abc", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        (b"<!DOCTYPE html><html><body>Modul", "html"),
        (b"\n<!-- x --><HTML lang=de>", "html"),
    ],
)
def test_what_is_no_page_is_refused_with_the_reason(data, reason) -> None:
    with pytest.raises(printview.UnreadableError) as caught:
        printview.decode(data)
    assert caught.value.reason == reason


def test_nul_is_taken_out() -> None:
    assert printview.decode(b"Modul Pro\0be\n\nZielsetzung\n\nA\0B")[0] == "Modul Probe\n\nZielsetzung\n\nAB"


# Pages made of pieces that matter, and of anything.
pieces = st.one_of(
    st.sampled_from(
        [*HEADINGS, *POLES, *NAMES, "", "", "ist sehr", "bedarf längerer", "Modul X", "5", "4 von 5", "phase: 3"]
    ),
    st.text(max_size=40),
)
pages = st.lists(pieces, max_size=40).map("\n".join)


def holds_a_position(document: dict) -> bool:
    """Say whether anything in a document is a position on a scale; it holds texts and lists of texts, no number."""

    def has_number(value: object) -> bool:
        if isinstance(value, dict):
            return any(key in v.SCALES for key in value) or any(has_number(part) for part in value.values())
        return any(has_number(part) for part in value) if isinstance(value, list) else not isinstance(value, str)

    return "estimate" in document or has_number(document)


@given(pages)
def test_every_line_is_exactly_once_in_the_report(text) -> None:
    lines = printview.parse(text).lines
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [line.text for line in lines] == [line.rstrip("\n") for line in io.StringIO(clean(text), newline="\n")]
    assert all(line.became in printview.KINDS for line in lines)


@given(pages)
def test_no_position_ever_comes_out(text) -> None:
    assert not holds_a_position(read(text))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data) -> None:
    try:
        text, _encoding = printview.decode(data)
    except printview.UnreadableError:
        return
    printview.parse(text)


def test_the_property_notices_a_parser_that_makes_values_of_labels() -> None:
    """Negative control: the mistake that this import must not make."""

    def mutant(text: str) -> dict:
        lines = printview.parse(text).lines
        return read(text) | {"estimate": {line.about: 5 for line in lines if line.became == printview.POLE}}

    assert holds_a_position(mutant(PAGE))
    assert not holds_a_position(read(PAGE))
