"""The register of personal fields: what is stored about people, why, on which legal basis, and what deletes it.

Every field that can hold text, a file, JSON or a date of birth is registered, by the app that has it (`holdings.py`);
apps below this one are registered here beside it. A test walks all models and fails on a field that nobody registered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

Words = Any  # a text in the reader's language when turned into a string
# Returns the rows of one model in which somebody may look for names.
Rows = Callable[[Any], "models.QuerySet[Any]"]


@dataclass(frozen=True)
class Processing:
    """One processing activity, as a record of processing has it. `by` names the functions that delete."""

    code: str
    name: Words
    whose: Words
    data: Words
    purpose: Words
    basis: Words
    deleted: Words
    by: tuple[str, ...]


@dataclass(frozen=True)
class FreeText:
    """Text in which people may be named: nothing is deleted in it by itself, a person decides."""

    place: Words
    rows: Rows
    address: Callable[[Any], str] = lambda row: str(row.get_absolute_url())


@dataclass(frozen=True)
class NotPersonal:
    """A field that says nothing about a person, and why."""

    reason: Words


Treatment = Processing | FreeText | NotPersonal
_REGISTER: dict[str, Treatment] = {}  # "app.Model.field" -> how it is treated

_HOLDS = (models.CharField, models.TextField, models.FileField, models.JSONField, models.BinaryField)


def register(model: str, *treated: tuple[Treatment, str]) -> None:
    """Say how fields of a model ("app.Model") are treated: pairs of (treatment, names with spaces between)."""
    for treatment, names in treated:
        for name in names.split():
            key = f"{model}.{name}"
            if key in _REGISTER:
                raise ValueError(f"{key} is registered twice.")
            _REGISTER[key] = treatment


def can_tell(field: Any) -> bool:
    """Say whether a field can hold something about a person: text, files, JSON, a date of birth."""
    return isinstance(field, _HOLDS) or (isinstance(field, models.DateField) and "birth" in field.name)


def all_fields() -> Iterator[str]:
    """Return every field of every model that can tell something, as "app.Model.field"."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if can_tell(field) and not field.is_relation:
                yield f"{model._meta.label}.{field.name}"


def unregistered() -> list[str]:
    """Return the fields that nobody has registered. There should be none."""
    return [key for key in all_fields() if key not in _REGISTER]


def superfluous() -> list[str]:
    """Return what is registered and does not exist."""
    known = {f"{m._meta.label}.{f.name}" for m in apps.get_models(include_auto_created=True) for f in m._meta.fields}
    return [key for key in _REGISTER if key not in known]


def processings() -> list[tuple[Processing, list[str]]]:
    """Return the processing activities with their fields, in the order in which they were registered."""
    found: dict[str, tuple[Processing, list[str]]] = {}
    for key, treatment in _REGISTER.items():
        if isinstance(treatment, Processing):
            found.setdefault(treatment.code, (treatment, []))[1].append(key)
    return list(found.values())


def free_texts() -> list[tuple[str, FreeText]]:
    """Return the fields in which people may be named."""
    return [(key, treatment) for key, treatment in _REGISTER.items() if isinstance(treatment, FreeText)]


def not_personal() -> list[tuple[str, NotPersonal]]:
    """Return the fields that say nothing about people, with the reasons."""
    return [(key, treatment) for key, treatment in _REGISTER.items() if isinstance(treatment, NotPersonal)]


def field_words(key: str) -> str:
    """Return what a field is called: its verbose name and that of its model."""
    label, _dot, name = key.rpartition(".")
    model = apps.get_model(label)
    return f"{model._meta.verbose_name}: {getattr(model._meta.get_field(name), 'verbose_name', name)}"
