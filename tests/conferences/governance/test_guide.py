"""The guide names every field and every choice of both formats."""

import dataclasses
import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from quartier.conferences.governance.facts import NEEDED, Facts, Question
from quartier.conferences.governance.statutes import Statutes

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "guides" / "statutes.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", GUIDE))


def words(hint: Any) -> Iterator[str]:
    """Yield the names of fields and the choices below an annotation."""
    origin, args = get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint):
        for name, inner in get_type_hints(hint, include_extras=True).items():
            yield name
            yield from words(inner) if name != "format" else ()
    elif origin is Literal:
        yield from args
    elif origin in (tuple, Annotated, types.UnionType, Union):
        yield from words(args[0])


@pytest.mark.parametrize("record", [Statutes, Facts])
def test_every_field_and_every_choice_is_explained(record: type) -> None:
    found = set(words(record)) - {"format", "number"}
    assert len(found) > 30
    assert sorted(found - NAMED) == []


def test_every_question_says_what_it_names() -> None:
    assert set(NEEDED) == set(get_args(get_type_hints(Question)["ask"]))
    for ask, names in NEEDED.items():
        row = next(line for line in reversed(GUIDE.splitlines()) if line.startswith(f"| `{ask}` |"))
        assert all(f"`{name}`" in row for name in names)
