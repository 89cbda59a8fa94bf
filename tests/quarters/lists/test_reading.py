"""Files as sheets, and files that are none."""

import io
import random
import tracemalloc
from collections.abc import Callable
from datetime import datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters.lists import reading
from quartier.quarters.lists.limits import MAX_BYTES, MAX_ROWS, Unreadable
from quartier.quarters.lists.reading import read
from tests.quarters.lists import sheets

EXPECTED = [list(row) for row in sheets.TABLE]
SHEET = "xl/worksheets/sheet1.xml"
CELL = '<c r="{}" t="inlineStr"><is><t>x</t></is></c>'


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Return rows without empty cells at their ends."""
    return [row[: max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)] for row in rows]


def refusal(data: bytes, name: str = "liste.xlsx") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value


def worksheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def test_a_workbook_is_read_cell_by_cell_with_its_hidden_sheet() -> None:
    shown, hidden = read(sheets.xlsx(more=(("nicht mehr aktuell",),)), "liste.xlsx")
    assert (shown.name, shown.hidden, hidden.name, hidden.hidden) == ("Verteiler", False, "alt", True)
    assert shown.rows == trimmed(EXPECTED)
    assert hidden.rows == [["nicht mehr aktuell"]]


def test_a_formula_without_result_stays_as_text() -> None:
    (sheet,) = read(sheets.xlsx(), "liste.xlsx")
    assert '=HYPERLINK("http://falle.example")' in sheet.rows[9]


def test_numbers_days_and_truth_are_text_as_people_write_it() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, [2015, 2.5, 492015550101.0, True])
    page.write_datetime(0, 4, datetime(2021, 5, 12), book.add_format({"num_format": "dd.mm.yyyy"}))  # noqa: DTZ001
    page.merge_range(1, 0, 2, 1, "verbunden")
    page.write(2, 3, "daneben")
    book.close()
    (sheet,) = read(out.getvalue(), "x.xlsx")
    assert sheet.rows[0] == ["2015", "2.5", "492015550101", "WAHR", "2021-05-12"]
    assert sheet.rows[1:] == [["verbunden"], ["", "", "", "daneben"]]


@pytest.mark.parametrize(
    ("encode", "encoding"),
    [
        (lambda text: text.encode(), "utf-8"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "utf-8-sig"),
        (lambda text: text.encode("utf-16"), "utf-16"),
        (lambda text: text.encode("utf-16-le"), "utf-16-le"),
        (lambda text: text.encode("utf-16-be"), "utf-16-be"),
    ],
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_text_is_read_in_every_encoding(
    encode: Callable[[str], bytes], encoding: str, delimiter: str, end: str
) -> None:
    (sheet,) = read(encode(sheets.text(delimiter=delimiter, end=end)), "ordner/liste.csv")
    assert (sheet.name, sheet.encoding, sheet.delimiter) == ("liste", encoding, delimiter)
    assert sheet.rows == trimmed(EXPECTED)


def test_an_old_windows_file_is_read_with_its_lost_letters() -> None:
    (sheet,) = read(sheets.windows(), "liste.csv")
    assert sheet.encoding == "cp1252"
    assert sheet.rows[4][2:4] == ["Stanis?aw", "?ak"]
    assert sheet.rows[3][3] == "Reißner"


def test_line_breaks_inside_of_cells_nul_bytes_and_mixed_line_ends() -> None:
    (sheet,) = read(b'a;b\r\n"eins\nzwei";\x00c\rd;e\n\n\n\n', "x.csv")
    assert sheet.rows == [["a", "b"], ["eins\nzwei", "c"], ["d", "e"]]


def test_a_quotation_mark_that_nobody_closed_swallows_nothing() -> None:
    rows = [f"Verein {number};Ort" for number in range(60)]
    rows[3] = '"Verein 3;Ort'
    (sheet,) = read("\n".join(rows).encode(), "x.csv")
    assert len(sheet.rows) == 60
    assert sheet.rows[4] == ["Verein 4", "Ort"]


def test_a_line_that_names_the_delimiter_is_believed() -> None:
    (sheet,) = read(b"sep=,\na,b;c\nd,e;f\n", "x.csv")
    assert sheet.rows == [[], ["a", "b;c"], ["d", "e;f"]]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7 \n1 0 obj", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "image"),
        (b"\n<!DOCTYPE html><table><tr><td>Kita</td></tr></table>", "markup"),
        (b"<?xml version='1.0'?><Workbook/>", "markup"),
        (b"{\\rtf1 Kita}", "text_document"),
        (random.Random(1).randbytes(3000), "binary"),
        (sheets.archive({"bild.png": b"x"}), "archive"),
        (sheets.archive({"word/document.xml": b"<x/>"}), "text_document"),
    ],
)
def test_what_is_no_spreadsheet_is_named(data: bytes, found: str) -> None:
    caught = refusal(data)
    assert (caught.code, caught.details) == ("not_a_spreadsheet", {"found": found})


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n \t\r\n", bytes(40)])
def test_an_empty_file_is_empty(data: bytes) -> None:
    assert refusal(data).code == "empty"


def test_an_empty_sheet_has_no_rows() -> None:
    (sheet,) = read(sheets.xlsx(rows=()), "x.xlsx")
    assert sheet.rows == []


def test_passwords_are_told_from_damage() -> None:
    encrypted = sheets.open_document("", manifest="<m><file-entry><encryption-data/></file-entry></m>")
    assert refusal(encrypted).code == "password"


def test_a_package_that_breaks_off_or_lies_is_damaged() -> None:
    whole = sheets.xlsx()
    assert refusal(whole[: len(whole) // 2]).code == "damaged"
    flipped = bytearray(whole)
    flipped[len(whole) // 3] ^= 0xFF
    assert refusal(bytes(flipped)).code == "damaged"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    assert refusal(sheets.rewritten(whole, SHEET, bomb)).code == "damaged"


def test_a_panic_of_the_library_is_damage_and_other_errors_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def fails(error: BaseException) -> str:
        def load(_: object) -> object:
            raise error

        monkeypatch.setattr(reading.calamine, "load_workbook", load)
        return verdict(WHOLE)

    assert fails(PanicException()) == "damaged"
    with pytest.raises(KeyboardInterrupt):
        fails(KeyboardInterrupt())


def test_a_large_file_is_refused_before_anything_is_read() -> None:
    caught = refusal(b"a" * (MAX_BYTES + 1))
    assert (caught.code, caught.details) == ("too_big", {"limit": MAX_BYTES})


@pytest.mark.parametrize("count", [200, 201])
def test_two_hundred_columns_are_enough(count: int) -> None:
    row = [f"Spalte {number}" for number in range(count)]
    for data in (sheets.xlsx([row]), sheets.text([row]).encode()):
        if count <= 200:
            assert len(read(data, "x")[0].rows[0]) == count
        else:
            assert refusal(data).code == "too_many_columns"


def a_million_rows_of_xlsx() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 1_000_001))
    return sheets.rewritten(sheets.xlsx(), SHEET, worksheet(rows))


def a_million_rows_of_ods() -> bytes:
    row = "<table:table-row table:number-rows-repeated='1000000'><table:table-cell office:value-type='string'><text:p>x</text:p>"
    return sheets.open_document(f"{row}</table:table-cell></table:table-row>")


@pytest.mark.parametrize(
    "make",
    [a_million_rows_of_xlsx, a_million_rows_of_ods, lambda: b"Kita;Nord\n" * 1_000_000],
    ids=["xlsx", "ods", "csv"],
)
def test_a_million_rows_are_refused_in_little_memory(make: Callable[[], bytes]) -> None:
    data = make()
    tracemalloc.start()
    caught = refusal(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (caught.code, caught.details) == ("too_many_rows", {"limit": MAX_ROWS})
    assert peak < 150 * 1024 * 1024


def test_one_value_far_away_does_not_unfold_the_sheet() -> None:
    far = worksheet(f'<row r="1">{CELL.format("A1")}</row><row r="1048576">{CELL.format("XFD1048576")}</row>')
    assert refusal(sheets.rewritten(sheets.xlsx(), SHEET, far)).code == "too_many_rows"


def test_formatted_empty_rows_up_to_the_end_of_the_sheet_do_not_count() -> None:
    formatted = worksheet(f'<row r="1">{CELL.format("A1")}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>')
    (sheet,) = read(sheets.rewritten(sheets.xlsx(), SHEET, formatted), "x.xlsx")
    assert sheet.rows == [["x"]]
    empty = "<table:table-row table:number-rows-repeated='1048575'><table:table-cell/></table:table-row>"
    full = "<table:table-row><table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row>"
    (sheet,) = read(sheets.open_document(full + empty), "x.ods")
    assert sheet.rows[:1] == [["x"]]


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    bomb = sheets.rewritten(sheets.xlsx(), "xl/media/image1.png", bytes(101 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    assert refusal(bomb).code == "too_big"


def test_one_long_text_that_many_cells_share_is_refused() -> None:
    strings = f"<sst><si><t>{'x' * 30_000}</t></si></sst>".encode()
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_001))
    package = sheets.rewritten(sheets.xlsx(), "xl/sharedStrings.xml", strings)
    assert refusal(sheets.rewritten(package, SHEET, worksheet(cells))).code == "too_big"


def verdict(data: bytes) -> str:
    try:
        return "read" if read(data, "x") else "nothing"
    except Unreadable as caught:
        return caught.code


CODES = {
    "read",
    "empty",
    "not_a_spreadsheet",
    "password",
    "damaged",
    "macros",
    "too_big",
    "too_many_rows",
    "too_many_columns",
}
WHOLE = sheets.xlsx()


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"a;b\n"]))
def test_any_bytes_are_read_or_refused(data: bytes, beginning: bytes) -> None:
    assert verdict(beginning + data) in CODES


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_a_workbook_with_any_damage_is_read_or_refused(place: int, piece: bytes) -> None:
    assert verdict(WHOLE[:place] + piece + WHOLE[place + len(piece) :]) in CODES
