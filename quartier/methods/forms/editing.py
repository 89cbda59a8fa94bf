"""Editing a method in parts. A part takes its values from a document and writes them into one."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import TextField
from quartier.base.rows import Rows, Summary, raw_rows, rearrange
from quartier.methods import labels
from quartier.methods.document import Document


class NewMethodForm(forms.Form):
    """The two questions with which a method begins."""

    title = TextField(
        label=_("Wie heißt die Methode?"),
        max_length=200,
        help_text=_("So, wie Menschen sie nennen. Sie können den Titel später ändern."),
        error_messages={"required": _("Geben Sie der Methode einen Titel.")},
    )
    kind = forms.ChoiceField(
        label=_("Was ist es?"),
        choices=list(labels.KINDS.items()),
        initial="method",
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie eines von beiden.")},
    )


class PartForm(forms.Form):
    """What all parts share: on which revision they were opened, and a note about the change.

    Abstract, though not an ABC: forms have a metaclass already. The type checker refuses a part that lacks a method.
    """

    based_on = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    note = TextField(
        label=_("Was haben Sie geändert?"),
        max_length=200,
        required=False,
        help_text=_("Ein Satz für die anderen in der Redaktion. Er steht bei den Versionen."),
    )

    row_classes: ClassVar[Mapping[str, type[forms.Form]]] = {}

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        document: Document,
        revision: int,
        initial: Mapping[str, Any] | None = None,
        rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
        focus: tuple[str, int] | None = None,
    ) -> None:
        initial = initial or {**self.read(document), "based_on": revision}
        super().__init__(data, initial=dict(initial), use_required_attribute=False)
        self.document = document
        stored = rows or ({} if data is not None else self._stored_rows())
        self.rows = {
            name: Rows(
                name,
                form_class,
                data,
                stored.get(name, [{}]),
                focus=focus[1] if focus and focus[0] == name else None,
                form_kwargs=self.row_kwargs(data),
            )
            for name, form_class in self.row_classes.items()
        }

    @classmethod
    def rearranged(cls, data: Mapping[str, Any], command: str, **kwargs: Any) -> Self:
        """Return the form as it was typed, unchecked, with a row added, moved or taken away ("phases:hoch:2")."""
        name, _sign, rest = command.partition(":")
        what, _sign, number = rest.partition(":")
        rows = {each: raw_rows(each, form_class, data) for each, form_class in cls.row_classes.items()}
        focus = None
        if name in rows:
            place = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else -1
            rows[name], at = rearrange(rows[name], what, place)
            focus = (name, at)
        typed = {key: data[key] for key in data if "-" not in key}
        return cls(initial=typed, rows=rows, focus=focus, **kwargs)

    def _stored_rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows of the document, each list with an empty row that waits at its end."""
        return {name: [*found, {}] for name, found in self.read_rows(self.document).items()}

    def row_kwargs(self, data: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return what every row's form needs beside its values."""
        return {}

    def is_valid(self) -> bool:
        """Validate the fields and every row."""
        return all([super().is_valid(), *[rows.is_valid() for rows in self.rows.values()]])

    @property
    def is_wrong(self) -> bool:
        """Say whether the form was sent with a mistake anywhere in it."""
        return self.is_bound and not self.is_valid()

    @abstractmethod
    def read(self, document: Document) -> dict[str, Any]:
        """Return the values of the fields as the document has them."""

    def read_rows(self, document: Document) -> dict[str, list[dict[str, Any]]]:
        """Return the values of the rows as the document has them."""
        return {}

    @abstractmethod
    def written_to(self, document: Document) -> Document:
        """Return the document with the values of this part in place of its own."""

    def everything(self) -> "Summary":
        """Return the form together with its rows, for the list of mistakes."""
        return Summary([self, *[form for rows in self.rows.values() for form in rows.forms]])
