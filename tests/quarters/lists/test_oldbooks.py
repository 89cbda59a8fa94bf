"""Old Excel files are looked through before the library sees them."""

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.quarters.forms.lists import unreadable_words
from quartier.quarters.lists import oldbooks as looking
from quartier.quarters.lists.limits import Unreadable
from quartier.quarters.lists.reading import read
from tests.quarters.lists import oldbooks as old
from tests.quarters.lists import sheets

CELL = old.shared(0, 0, 0)
WHOLE = old.xls(sheets.TABLE)


def book(*given: bytes, **how: object) -> bytes:
    return old.container({"Workbook": old.stream(*given, **how)})


def many_rows(count: int) -> bytes:
    return b"".join(old.shared(row, 0, 0) for row in range(count))


def one_sheet_a_thousand_times() -> bytes:
    names = old.stream(CELL, texts=["a"], places=[0] * 1000)
    where = len(names) - len(old.begin(0x10) + CELL) - 4
    return book(CELL, texts=["a"], places=[where] * 1000)


def nested() -> bytes:
    """Return two sheets of which the first one holds the second one, so that its rows would count twice."""
    inner = old.begin(0x10) + many_rows(500) + old.record(0x000A)
    head = old.stream(inner, texts=["a"], places=[0, 1])
    where = len(head) - len(old.begin(0x10) + inner) - 4
    return book(inner, texts=["a"], places=[where, where + len(old.begin(0x10))])


BOMB = book(old.size(0xFFFFFFF0, 0xFFFF) + CELL, texts=["a"])

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a sheet that claims a trillion cells": (lambda: BOMB, "damaged"),
    "shared texts that are not there": (lambda: book(CELL, strung=old.strings(["a"], unique=999_999)), "damaged"),
    "too many shared texts": (lambda: book(CELL, strung=old.strings(["a"], unique=0x7FFFFFFF)), "too_big"),
    "one long text in many cells": (lambda: book(many_rows(15_000), texts=["a" * 8000]), "too_big"),
    "cells with texts that are not there": (lambda: book(many_rows(15_000), texts=[]), "too_big"),
    "a row too far down": (lambda: book(CELL + old.number(20_000, 0, 1.0), texts=["a"]), "too_many_rows"),
    "a column too far right": (lambda: book(CELL + old.number(0, 200, 1.0), texts=["a"]), "too_many_columns"),
    "several numbers that end too far right": (
        lambda: book(old.record(0x00BD, bytes(12) + b"\xc8\x00"), texts=["a"]),
        "too_many_columns",
    ),
    "one sheet under many names": (one_sheet_a_thousand_times, "damaged"),
    "sheets inside of sheets": (nested, "damaged"),
    "a sheet outside of the file": (lambda: book(CELL, texts=["a"], places=[1 << 30]), "damaged"),
    "a sheet that does not end": (
        lambda: old.container({"Workbook": old.stream(CELL, texts=["a"])[:-4] + b"\x01\x00\xff\xff"}),
        "damaged",
    ),
    "a chain without end": (lambda: old.container({"Workbook": old.table([["a"]])}, loop=True), "damaged"),
    "a chain that leaves the file": (lambda: old.container({"Workbook": b"x"}, first=70_000), "damaged"),
    "a stream that claims gigabytes": (
        lambda: old.container({"Workbook": old.table([["a"]])}, declared=0xF0000000),
        "damaged",
    ),
    "a stream that is shorter than it says": (
        lambda: old.container({"Workbook": old.table([["a"]])}, declared=5600),
        "damaged",
    ),
    "a container without its list": (lambda: WHOLE[:700], "damaged"),
    "a header alone": (lambda: old.MAGIC + bytes(600), "damaged"),
    "two books": (lambda: old.container({"Workbook": old.table([["a"]]), "WORKBOOK": old.table([["b"]])}), "damaged"),
    "a password": (lambda: book(CELL, texts=["a"], common=old.record(0x002F, bytes(6))), "password"),
    "a modern file with a password": (lambda: old.container({"EncryptedPackage": b"x"}), "password"),
    "macros": (lambda: old.xls([["a"]], more=["_VBA_PROJECT_CUR"]), "macros"),
    "a sheet of macros": (lambda: book(CELL, texts=["a"], sort=1), "macros"),
    "a text document": (lambda: old.container({"WordDocument": b"x"}), "not_a_spreadsheet"),
    "some other thing": (lambda: old.container({"Contents": b"x"}), "not_a_spreadsheet"),
}


def test_an_old_workbook_is_read_cell_by_cell() -> None:
    (sheet,) = read(WHOLE, "liste.xls")
    assert (sheet.name, sheet.hidden) == ("Blatt 0", False)
    expected = [list(row) for row in sheets.TABLE]
    assert [[cell.strip() for cell in row] for row in sheet.rows] == [
        [cell.strip() for cell in row[: max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)]]
        for row in expected
    ]


def test_a_small_book_in_the_part_for_small_streams_is_found() -> None:
    content = old.table([["Kita", "Nord"]])
    (sheet,) = read(old.small_container(content), "x.xls")
    assert sheet.rows == [["Kita", "Nord"]]
    broken = old.small_container(content)
    assert verdict(broken[: 512 * 3] + b"\0" * 512 + broken[512 * 4 :]) == "damaged"  # every chain back to the first


def test_shared_texts_may_be_cut_anywhere() -> None:
    texts = ["ä" * 3000, "Łódź" * 500, "x"]
    content = old.strings(texts)[4:]
    middle = 8 + 3 + 1000
    later = content[middle:]
    half = 8 + 3 + 3000 + 3 + 2000 - middle
    pieces = [
        old.record(0x00FC, content[:middle]),
        old.record(0x003C, b"\x00" + later[:half]),
        old.record(0x003C, b"\x01" + later[half:]),
    ]
    cells = b"".join(old.shared(row, 0, row) for row in range(3))
    (sheet,) = read(book(cells, strung=b"".join(pieces)), "x.xls")
    assert [row[0] for row in sheet.rows] == texts


@pytest.mark.parametrize("what", REFUSED)
def test_what_could_harm_is_refused_in_little_memory_and_in_words(what: str) -> None:
    make, code = REFUSED[what]
    data = make()
    assert len(data) < 2 * 1024 * 1024
    tracemalloc.start()
    with pytest.raises(Unreadable) as caught:
        looking.look_through(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.code == code
    assert peak < 20 * 1024 * 1024
    assert str(unreadable_words(caught.value)).endswith(".")


LIBRARY = "import io, sys, python_calamine; python_calamine.load_workbook(io.BytesIO(open(sys.argv[1], 'rb').read()))"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems promise any memory")
def test_the_control_without_looking_the_library_takes_the_process_along(tmp_path: Path) -> None:
    for name, data, dies in (("harmless", WHOLE, False), ("bomb", BOMB, True)):
        (tmp_path / name).write_bytes(data)
        command = [sys.executable, "-c", LIBRARY, str(tmp_path / name)]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        assert (done.returncode < 0) is dies


def verdict(data: bytes) -> str:
    try:
        looking.look_through(data)
    except Unreadable as caught:
        return caught.code
    return "read"


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_an_old_workbook_with_any_damage_is_passed_or_refused(place: int, piece: bytes) -> None:
    verdict(WHOLE[:place] + piece + WHOLE[place + len(piece) :])


@given(st.binary(max_size=2000))
def test_any_container_is_passed_or_refused(data: bytes) -> None:
    assert verdict(WHOLE[:76] + data) != ""
    verdict(old.container({"Workbook": data}))
