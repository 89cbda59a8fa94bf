"""Old Excel files (XLS) written by hand, record by record, whole and broken in the ways that matter."""

import struct
from collections.abc import Iterable, Sequence

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(content)) + content


def begin(sort: int) -> bytes:
    return record(0x0809, struct.pack("<4H2I", 0x0600, sort, 0x0DBB, 1996, 0, 6))


def size(rows: int, columns: int) -> bytes:
    return record(0x0200, struct.pack("<2I3H", 0, rows, 0, columns, 0))


def shared(row: int, column: int, number: int) -> bytes:
    return record(0x00FD, struct.pack("<3HI", row, column, 0, number))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<3Hd", row, column, 0, value))


def strings(texts: Sequence[str], *, unique: int | None = None) -> bytes:
    """Return the shared texts, with plain letters where that is enough."""
    said = len(texts) if unique is None else unique
    content = struct.pack("<2I", said, said)
    for text in texts:
        wide = max(map(ord, text), default=0) > 255
        content += struct.pack("<HB", len(text), wide) + text.encode("utf-16-le" if wide else "latin-1")
    return record(0x00FC, content)


def stream(
    *sheets: bytes, texts: Sequence[str] = (), common: bytes = b"", strung: bytes | None = None, sort: int = 0,
    places: Iterable[int] | None = None,
) -> bytes:  # fmt: skip
    """Return a workbook of sheets, each given as its records without beginning and end."""
    whole = [begin(0x10) + sheet + record(0x000A) for sheet in sheets]
    named = [f"Blatt {number}".encode() for number in range(len(sheets) if places is None else len(list(places)))]
    after = (strings(texts) if strung is None else strung) + record(0x000A)
    head = begin(0x05) + common + record(0x0042, struct.pack("<H", 1200))
    place = len(head) + sum(12 + len(name) for name in named) + len(after)
    if places is None:
        places = [place + sum(map(len, whole[:at])) for at in range(len(whole))]
    notes = [
        record(0x0085, struct.pack("<I4B", at, 0, sort, len(name), 0) + name)
        for at, name in zip(places, named, strict=True)
    ]
    return head + b"".join(notes) + after + b"".join(whole)


def table(rows: Sequence[Sequence[str]]) -> bytes:
    """Return the stream of a workbook with one sheet."""
    texts = sorted({cell for row in rows for cell in row if cell})
    cells = [
        shared(at, column, texts.index(cell))
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell
    ]  # fmt: skip
    return stream(size(len(rows), max(map(len, rows), default=0)) + b"".join(cells), texts=texts)


def container(
    streams: dict[str, bytes], *, declared: int | None = None, first: int | None = None, loop: bool = False
) -> bytes:
    """Return an OLE2 container of version 3. `declared` is a size that a stream claims, `loop` ends no chain."""
    parts: list[bytes] = []
    follows: list[int] = []
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for at, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(4096, b"\0")
        sectors = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        start = len(parts)
        parts += sectors
        follows += [*range(start + 1, start + len(sectors)), start if loop else END]
        said = len(content) if declared is None else declared
        right = at + 1 if at < len(streams) else FREE
        entries.append(_entry(name, 2, start if first is None else first, said, right=right))
    listing = b"".join(entries)
    listing += _entry("", 0, 0, 0) * (-len(entries) % 4)
    place = len(parts)
    parts += [listing[at : at + 512] for at in range(0, len(listing), 512)]
    follows += [*range(place + 1, len(parts)), END]
    count = 1
    while count * 128 < len(parts) + count:
        count += 1
    tables = list(range(len(parts), len(parts) + count))
    follows += [TABLE] * count
    follows += [FREE] * (count * 128 - len(follows))
    parts.append(struct.pack(f"<{len(follows)}I", *follows))
    head = MAGIC + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<8I", count, place, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", *(tables + [FREE] * (109 - count))) + b"".join(parts)


def small_container(content: bytes) -> bytes:
    """Return a container whose book is so short that it lies in the part for small streams."""
    pieces = -(-len(content) // 64)
    small = content.ljust(-(-pieces // 8) * 512, b"\0")
    sectors = len(small) // 512
    listing = _entry("Root Entry", 5, 3, pieces * 64, child=1) + _entry("Workbook", 2, 0, len(content))
    follows = [TABLE, END, END, *range(4, 3 + sectors), END]
    later = [*range(1, pieces), END]
    head = MAGIC + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<8I", 1, 1, 0, 4096, 2, 1, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    tables = [struct.pack("<128I", *(row + [FREE] * (128 - len(row)))) for row in (follows, later)]
    return head + tables[0] + listing.ljust(512, b"\0") + tables[1] + small


def _entry(name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE) -> bytes:
    called = (name + "\0").encode("utf-16-le") if name else b""
    head = called.ljust(64, b"\0") + struct.pack("<H2B3I", len(called), kind, 1, FREE, right, child)
    return head + bytes(36) + struct.pack("<3I", start, size, 0)


def xls(rows: Sequence[Sequence[str]], *, more: Sequence[str] = ()) -> bytes:
    """Return an old workbook; `more` names other streams in it."""
    return container({"Workbook": table(rows)} | dict.fromkeys(more, b"x"))
