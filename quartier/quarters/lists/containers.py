"""OLE2 containers, what Office wrote before ZIP: their streams by name, read within bounds.

A container is a file system in a file: sectors, a table of which sector follows which, a list of names. Each of them can
lie: chains that never end, sizes of gigabytes. Here every chain is followed once, and no longer than the file is.
"""

import struct
import sys
from array import array
from typing import NamedTuple

from quartier.quarters.lists.limits import Unreadable

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY = 128  # bytes of one name in the list
_LARGEST = 0xFFFFFFFA  # of a sector; numbers from here on are marks
_STORAGE, _STREAM, _ROOT = 1, 2, 5


class _Entry(NamedTuple):
    kind: int
    start: int
    size: int


class Container:
    """The streams and storages of a container by their names in lower letters; raises `Unreadable` when it is broken."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise Unreadable("damaged")
        version, order, shift, small_shift = struct.unpack_from("<4H", data, 26)
        if (version, shift) not in ((3, 9), (4, 12)) or order != 0xFFFE or small_shift != 6:
            raise Unreadable("damaged")
        self._data, self._sector = data, 1 << shift
        self._sectors = (len(data) - 1) // self._sector  # the header fills the first one; the last one may break off
        self._cutoff = _number(data, 56)
        self._next = self._table(_number(data, 68))
        self._entries = self._names(self._read(_number(data, 48)))
        root = next((entry for entry in self._entries.values() if entry.kind == _ROOT), None)
        self._small_next = _numbers(self._read(_number(data, 60)))
        self._small = self._read(root.start, root.size) if root else b""

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def stream(self, name: str) -> bytes:
        """Return a stream; raises `Unreadable` when it is longer than the file, or its chain is broken."""
        entry = self._entries[name.lower()]
        if entry.kind != _STREAM or entry.size > len(self._data):
            raise Unreadable("damaged")
        if entry.size >= self._cutoff:
            return self._read(entry.start, entry.size)
        pieces = [self._small[at * 64 : at * 64 + 64] for at in _chain(entry.start, self._small_next)]
        return _exactly(b"".join(pieces), entry.size)

    def _table(self, place: int) -> "array[int]":
        """Return which sector follows which. The first 109 parts of the table are named in the header."""
        parts = list(_numbers(self._data[76:512]))
        per_sector = self._sector // 4 - 1
        seen = set[int]()
        while place < _LARGEST:
            if place in seen:
                raise Unreadable("damaged")
            seen.add(place)
            more = _numbers(self._piece(place))
            parts.extend(more[:per_sector])
            place = more[per_sector] if len(more) > per_sector else _LARGEST
        parts = [part for part in parts if part < _LARGEST]
        if len(set(parts)) < len(parts):
            raise Unreadable("damaged")
        return _numbers(b"".join(map(self._piece, parts)))

    def _piece(self, sector: int) -> bytes:
        if sector >= self._sectors:
            raise Unreadable("damaged")
        return self._data[(sector + 1) * self._sector : (sector + 2) * self._sector]

    def _read(self, start: int, size: int | None = None) -> bytes:
        """Return a chain of sectors, cut to its size."""
        if size is not None and size > len(self._data):
            raise Unreadable("damaged")
        content = b"".join(map(self._piece, _chain(start, self._next)))
        return content if size is None else _exactly(content, size)

    @staticmethod
    def _names(listing: bytes) -> dict[str, _Entry]:
        entries = dict[str, _Entry]()
        for at in range(0, len(listing) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", listing, at + 64)
            if kind in (_STORAGE, _STREAM, _ROOT):
                name = listing[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
                # The upper half of a size is not used in files of version 3, and must be 0 where it is.
                entry = _Entry(kind, _number(listing, at + 116), _number(listing, at + 120))
                if name in ("workbook", "book") and name in entries:
                    raise Unreadable("damaged")  # another reader would see the other one
                entries.setdefault(name, entry)
        return entries


def _exactly(content: bytes, size: int) -> bytes:
    if len(content) < size:
        raise Unreadable("damaged")
    return content[:size]


def _chain(start: int, following: "array[int]") -> list[int]:
    """Return the sectors of a chain, which must end and may not meet itself."""
    found, place = list[int](), start
    seen = bytearray(len(following))
    while place < _LARGEST:
        if place >= len(following) or seen[place]:
            raise Unreadable("damaged")
        seen[place] = 1
        found.append(place)
        place = following[place]
    return found


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I", data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
