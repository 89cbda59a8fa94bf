"""Deciding what both editors changed: one question per field."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField
from quartier.methods import document as documents
from quartier.methods.document import MAX_TEXT, Document
from quartier.methods.field_words import field_name, value_words
from quartier.methods.leaves import Path
from quartier.methods.merging import Conflict, Merge

THEIRS, MINE, OWN = "theirs", "mine", "own"


class MergeStateForm(forms.Form):
    """What the page of a merge carries along: my whole document, and the two revisions it has to do with."""

    based_on = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    seen = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    mine = forms.CharField(max_length=4_000_000)
    note = TextField(max_length=200, required=False)

    def clean_mine(self) -> Document:
        """Return my document in canonical form."""
        try:
            return documents.parse(json.loads(self.cleaned_data["mine"]))
        except (ValueError, RecursionError) as error:  # DocumentError is a ValueError
            raise forms.ValidationError(_("Das Formular ist unterwegs beschädigt worden.")) from error


class MergeForm(forms.Form):
    """Their version, mine, or words of one's own; nothing is chosen beforehand."""

    def __init__(self, data: Mapping[str, Any] | None, merge: Merge) -> None:
        super().__init__(data, use_required_attribute=False)
        self.merge = merge
        for number, conflict in enumerate(merge.conflicts):
            choices = [(THEIRS, _("Die andere Fassung nehmen")), (MINE, _("Meine Fassung nehmen"))]
            if _is_prose(conflict):
                choices.append((OWN, _("Selbst zusammensetzen")))
                self.fields[f"text_{number}"] = LongTextField(
                    label=_("Selbst zusammengesetzt"),
                    help_text=_("Gilt, wenn Sie oben „Selbst zusammensetzen“ wählen."),
                    initial=conflict.mine or "",
                    max_length=_longest(conflict.path),
                    required=False,
                )
            self.fields[f"choice_{number}"] = forms.ChoiceField(
                label=_("Was soll gelten?"),
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("%(field)s: Wählen Sie, was gelten soll.") % {"field": field_name(conflict.path)}
                },
            )

    def clean(self) -> dict[str, Any]:
        """A title cannot be put together from nothing."""
        values: dict[str, Any] = self.cleaned_data
        for number, conflict in enumerate(self.merge.conflicts):
            is_empty = values.get(f"choice_{number}") == OWN and not values.get(f"text_{number}")
            if is_empty and conflict.path[-1] == "title":
                self.add_error(f"text_{number}", _("Geben Sie der Methode einen Titel."))
        return values

    def questions(self) -> list[dict[str, Any]]:
        """Return every conflict in words, with its fields."""
        return [
            {
                "name": field_name(conflict.path),
                "anchor": f"frage-{number}",
                "base": value_words(conflict.path, conflict.base),
                "theirs": value_words(conflict.path, conflict.theirs),
                "mine": value_words(conflict.path, conflict.mine),
                "choice": self[f"choice_{number}"],
                "text": self[f"text_{number}"] if _is_prose(conflict) else None,
            }
            for number, conflict in enumerate(self.merge.conflicts)
        ]

    def document(self) -> Document:
        """Return the merged document as chosen."""
        return self.merge.document(
            {conflict.path: self._value(number, conflict) for number, conflict in enumerate(self.merge.conflicts)}
        )

    def _value(self, number: int, conflict: Conflict) -> Any:
        choice = self.cleaned_data[f"choice_{number}"]
        if choice == OWN:
            return self.cleaned_data[f"text_{number}"] or None
        return conflict.theirs if choice == THEIRS else conflict.mine


def _is_prose(conflict: Conflict) -> bool:
    """Say whether the field holds free text, which a person can put together."""
    is_text = all(value is None or isinstance(value, str) for value in (conflict.theirs, conflict.mine))
    path = conflict.path
    is_free = path[0] in {"authors", "licence"} or (path[0] == "texts" and len(path) > 2)
    return is_text and is_free and path[-1] != "checked_on"


def _longest(path: Path) -> int:
    if path[-1] == "summary":
        return 600
    return MAX_TEXT if "sections" in path else 200
