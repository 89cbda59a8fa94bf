"""Rows of a form that can be added, moved and taken away without a script and without losing a word."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

MOST = 60  # rows of one kind


class Rows:
    """A list of small forms of one class. Rows left empty do not count."""

    def __init__(
        self,
        name: str,
        form_class: type[forms.Form],
        data: Mapping[str, Any] | None = None,
        initial: Sequence[Mapping[str, Any]] = (),
        *,
        focus: int | None = None,
        form_kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = name
        count = _count(data, name) if data is not None else min(len(initial), MOST)
        self.forms = [
            form_class(
                data,
                prefix=f"{name}-{number}",
                initial=dict(initial[number]) if data is None else None,
                empty_permitted=True,
                use_required_attribute=False,
                **(form_kwargs or {}),
            )
            for number in range(count)
        ]
        if focus is not None and 0 <= focus < count:
            first = next(iter(self.forms[focus].fields.values()))
            first.widget.attrs["autofocus"] = True

    @property
    def can_grow(self) -> bool:
        return len(self.forms) < MOST

    @property
    def add_command(self) -> str:
        """Return what the button that adds a row says to the server."""
        return f"{self.name}:mehr"

    def is_valid(self) -> bool:
        """Validate every row."""
        return not any([not form.is_valid() for form in self.forms])  # noqa: C419  (every row shall show its mistakes)

    def cleaned(self) -> list[dict[str, Any]]:
        """Return what stands in the rows that are not empty."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]


class Summary:
    """Several forms as one, as far as the list of mistakes needs it."""

    def __init__(self, parts: Sequence[forms.Form]) -> None:
        self.parts = parts
        self.is_bound = parts[0].is_bound

    def __iter__(self) -> Iterator[forms.BoundField]:
        for part in self.parts:
            yield from part

    def non_field_errors(self) -> list[str]:
        """Return the mistakes that belong to no field."""
        return [str(error) for part in self.parts for error in part.non_field_errors()]


def raw_rows(name: str, form_class: type[forms.Form], data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows as they were typed, whether right or wrong."""
    fields = form_class.base_fields.items()
    return [
        {key: typed(field, data, f"{name}-{number}-{key}") for key, field in fields}
        for number in range(_count(data, name))
    ]


def typed(field: forms.Field, data: Mapping[str, Any], name: str) -> Any:
    """Return what was typed or chosen in a field, as its widget reads it; "" for nothing."""
    said = field.widget.value_from_datadict(data, MultiValueDict(), name)
    return "" if said is None else said


def rearrange(rows: list[dict[str, Any]], command: str, number: int) -> tuple[list[dict[str, Any]], int]:
    """Add an empty row at the end ("mehr"), move one up ("hoch") or take one away ("weg"); say where to go on."""
    if command == "mehr":
        return [*rows, {}], len(rows)
    if command == "hoch" and 0 < number < len(rows):
        moved = [*rows]
        moved[number - 1], moved[number] = moved[number], moved[number - 1]
        return moved, number - 1
    if command == "weg" and 0 <= number < len(rows):
        rest = rows[:number] + rows[number + 1 :]
        return rest or [{}], max(number - 1, 0)
    return rows, number


def posted(
    name: str, form_class: type[forms.Form], data: Mapping[str, Any], form_kwargs: Mapping[str, Any] | None = None
) -> tuple[Rows, bool]:
    """Return the rows that were sent, and whether a button of theirs was pressed.

    If so they are rearranged and neither checked nor to be saved; everything typed is still there.
    """
    of, _sign, command = str(data.get("zeilen", "")).partition(":")
    if not of:
        return Rows(name, form_class, data, form_kwargs=form_kwargs), False
    rows, focus = raw_rows(name, form_class, data), None
    if of == name:
        word, _sign, number = command.partition(":")
        rows, focus = rearrange(rows, word, int(number) if number.isdigit() and len(number) < 5 else 0)
    return Rows(name, form_class, initial=rows, focus=focus, form_kwargs=form_kwargs), True


def _count(data: Mapping[str, Any], name: str) -> int:
    """Return how many rows a form says it has, within reason."""
    said = str(data.get(f"{name}-anzahl", ""))
    return min(int(said), MOST) if said.isascii() and said.isdigit() and len(said) < 5 else 0
