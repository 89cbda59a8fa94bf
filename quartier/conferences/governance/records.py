"""Frozen dataclasses as strict JSON: read with a place for every mistake, written the same way every time.

The annotations of a dataclass are its schema. A field without a default has to be there; one that equals its default
is not written. Fractions are texts such as "2/3", dates are ISO dates from 1900 to 2199, money is
whole cents.
"""

import dataclasses
import datetime as dt
import functools
import json
import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from quartier.base.text import clean

T = TypeVar("T")

MOST = 20_000  # entries of one list
LONGEST = 2_000  # characters of one text
_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_FRACTION = re.compile(r"(\d{1,9})(?:/(\d{1,9}))?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Range:
    """The smallest and the largest whole number that is allowed."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What a text has to look like: a code, or at most so many characters."""

    is_code: bool = False
    is_needed: bool = False


Code = Annotated[str, Shape(is_code=True)]
Text = Annotated[str, Shape(is_needed=True)]
Cents = Annotated[int, Range(0, 10**12)]
Count = Annotated[int, Range(0, 100_000)]
Months = Annotated[int, Range(1, 1_200)]
Days = Annotated[int, Range(0, 3_660)]


class UnreadableError(ValueError):
    """A document cannot be read: where the mistake is, as a code, and what its sentence needs."""

    def __init__(self, path: str, code: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{path}: {code}")
        self.path = path
        self.code = code
        self.details = dict(details or {})


def loads(text: str) -> object:
    """Return what a JSON text holds; a key that stands twice in one object is a mistake. Raises UnreadableError."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except UnreadableError:
        raise
    except (ValueError, RecursionError):
        raise UnreadableError("", "no_json") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        raise UnreadableError("", "key_twice", {"key": next(key for key in keys if keys.count(key) > 1)})
    return found


def dumps(value: object) -> str:
    """Return a record as JSON text, the same bytes for the same content."""
    return json.dumps(plain(value), ensure_ascii=False, indent=1) + "\n"


def plain(value: Any) -> Any:
    """Return a record as dicts, lists, texts and whole numbers, without what equals its default."""
    if dataclasses.is_dataclass(value):
        return {
            field.name: plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.default is dataclasses.MISSING or getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dt.date | Fraction):
        return str(value)
    return value


def read(kind: type[T], value: object, path: str = "") -> T:
    """Return a record from plain values. Raises UnreadableError at the first mistake."""
    if not isinstance(value, dict):
        raise UnreadableError(path, "no_object")
    asked: Any = kind
    known = _schema(asked)
    for key in value:
        if key not in known:
            raise UnreadableError(_at(path, str(key)), "unknown_key", {"allowed": list(known)})
    found = {}
    for name, (hint, is_needed) in known.items():
        if name in value:
            found[name] = _value(hint, value[name], _at(path, name))
        elif is_needed:
            raise UnreadableError(_at(path, name), "missing_key")
    return kind(**found)


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


@functools.cache
def _schema(kind: Any) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(kind, include_extras=True)
    fields: Any = dataclasses.fields(kind)
    return {field.name: (hints[field.name], field.default is dataclasses.MISSING) for field in fields}


def _value(hint: Any, value: object, path: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        return None if value is None else _value(next(a for a in args if a is not type(None)), value, path)
    if origin is Annotated:
        return _limited(args[0], args[1], value, path)
    if origin is Literal:
        if isinstance(value, str) and value in args:
            return value
        raise UnreadableError(path, "no_choice", {"allowed": list(args)})
    if origin is tuple:
        return _list(args[0], value, path)
    if dataclasses.is_dataclass(hint):
        return read(hint, value, path)  # type: ignore[arg-type]
    return _SIMPLE[hint](value, path)


def _list(hint: Any, value: object, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise UnreadableError(path, "no_list")
    if len(value) > MOST:
        raise UnreadableError(path, "too_many", {"most": MOST})
    return tuple(_value(hint, item, f"{path}[{place}]") for place, item in enumerate(value))


def _limited(hint: Any, limit: Range | Shape, value: object, path: str) -> Any:
    found = _value(hint, value, path)
    if isinstance(limit, Range):
        if not limit.low <= found <= limit.high:
            raise UnreadableError(path, "out_of_range", {"low": limit.low, "high": limit.high})
    elif limit.is_code and not (_CODE.fullmatch(found) and len(found) <= 60):
        raise UnreadableError(path, "no_code")
    elif limit.is_needed and not found:
        raise UnreadableError(path, "empty_text")
    return found


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise UnreadableError(path, "no_text")
    found = clean(value).strip()
    if len(found) > LONGEST:
        raise UnreadableError(path, "too_long", {"most": LONGEST})
    return found


def _whole(value: object, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnreadableError(path, "no_whole_number")
    return value


def _yes_or_no(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise UnreadableError(path, "no_yes_or_no")
    return value


def _date(value: object, path: str) -> dt.date:
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            found = dt.date.fromisoformat(value)
            if 1900 <= found.year < 2200:
                return found
    except ValueError:
        pass
    raise UnreadableError(path, "no_date")


def _fraction(value: object, path: str) -> Fraction:
    found = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    if not found or int(found[2] or 1) == 0:
        raise UnreadableError(path, "no_fraction")
    return Fraction(int(found[1]), int(found[2] or 1))


_SIMPLE: dict[Any, Any] = {str: _text, int: _whole, bool: _yes_or_no, dt.date: _date, Fraction: _fraction}
