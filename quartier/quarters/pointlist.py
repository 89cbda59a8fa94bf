"""Points from a table of names or streets with two columns of degrees: whose point each row is.

Pure: no database, no Django. Nothing is guessed: a row that fits nobody or several is left, with the reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quartier.quarters.lists.keys import fold, organisation_key, street_key

_SEARCHED = 20  # rows in which the header may stand
HEADERS = {
    "lat": {"lat", "latitude", "breite", "breitengrad", "geo lat", "y"},
    "lon": {"lon", "lng", "long", "longitude", "laenge", "laengengrad", "geo lon", "geo lng", "x"},
    "name": {"name", "einrichtung", "akteur", "organisation", "institution", "verein"},
    "street": {"strasse", "adresse", "anschrift", "street", "address", "strasse und hausnummer"},
}
SET, SAME, NOBODY, SEVERAL, NO_NUMBERS = "set", "same", "nobody", "several", "no_numbers"

Position = tuple[float, float]  # latitude, longitude in degrees


class NoColumnsError(ValueError):
    """The table has no columns for latitude and longitude, or neither names nor streets."""


@dataclass(frozen=True, slots=True)
class Known:
    """An actor to whom a point may belong."""

    code: str
    name: str
    street: str
    position: Position | None


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a row (counted from 1, as spreadsheets do): SET and SAME have an actor, SET a new position."""

    row: int
    said: str
    fate: str
    actor: Known | None = None
    position: Position | None = None


def read_points(rows: Sequence[Sequence[str]], actors: Iterable[Known]) -> list[Found]:
    """Return what becomes of every row below the header. Raises `NoColumnsError`."""
    start, columns = _header(rows)
    known = list(actors)
    names = _by_key((organisation_key(actor.name), actor) for actor in known)
    streets = _by_key((street_key(actor.street), actor) for actor in known)
    found = []
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        name, street = (_cell(row, columns.get(field)) for field in ("name", "street"))
        if name or street:
            fitting = names.get(organisation_key(name), []) or streets.get(street_key(street), [])
            position = _position(_cell(row, columns["lat"]), _cell(row, columns["lon"]))
            found.append(_fate(number, name or street, fitting, position))
    return found


def _fate(number: int, said: str, fitting: Sequence[Known], position: Position | None) -> Found:
    if position is None:
        return Found(number, said, NO_NUMBERS)
    if len(fitting) != 1:
        return Found(number, said, SEVERAL if fitting else NOBODY)
    return Found(number, said, SAME if fitting[0].position == position else SET, fitting[0], position)


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows[:_SEARCHED]):
        said = [fold(cell) for cell in row]
        columns = {
            field: next(column for column, words in enumerate(said) if words in known)
            for field, known in HEADERS.items()
            if any(words in known for words in said)
        }
        if {"lat", "lon"} <= columns.keys() and {"name", "street"} & columns.keys():
            return number, columns
    raise NoColumnsError


def _by_key(pairs: Iterable[tuple[str, Known]]) -> dict[str, list[Known]]:
    kept: dict[str, list[Known]] = defaultdict(list)
    for key, actor in pairs:
        if key:
            kept[key].append(actor)
    return kept


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _position(lat: str, lon: str) -> Position | None:
    try:
        latitude, longitude = (round(float(text.replace(",", ".")), 6) for text in (lat, lon))
    except ValueError:
        return None
    return (latitude, longitude) if -90 <= latitude <= 90 and -180 <= longitude <= 180 else None
