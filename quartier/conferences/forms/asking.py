"""What the forms of house rules are made of: questions, and names that other rules can choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField

_WHOLE = {"invalid": _("Schreiben Sie eine ganze Zahl.")}
UNRULED = ("", _("steht nicht in den Regeln"))
GONE = {"invalid_choice": _("Das gibt es nicht mehr. Wählen Sie neu.")}


def number(label: Any, high: int, low: int = 0, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=low, max_value=high, error_messages=_WHOLE, **kwargs
    )


def radio(label: Any, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **{"required": False} | kwargs)


def select(label: Any, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, **{"required": False} | kwargs)


def several(label: Any, choices: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=GONE,
        **kwargs,
    )


def lines(label: Any) -> LongTextField:
    return LongTextField(
        label=label,
        help_text=_("Eins je Zeile."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class Names:
    """What can be named in other rules, as (code, name)."""

    memberships: tuple[tuple[str, str], ...] = ()
    offices: tuple[tuple[str, str], ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()


class NamingForm(forms.Form):
    """A form in which memberships, offices or kinds of decision are chosen."""

    naming: Mapping[str, str] = {}  # field -> what is chosen there
    rare: Sequence[str] = ()  # fields that wait in a fold, under this title
    rare_title: Any = ""

    def __init__(self, *args: Any, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, kind in self.naming.items():
            chosen = cast(forms.ChoiceField, self.fields[field])
            entries = list(getattr(names, kind))
            if isinstance(chosen, forms.MultipleChoiceField):
                chosen.choices = entries
                if not entries:
                    chosen.widget = forms.MultipleHiddenInput()
            else:
                chosen.choices = [("", _("Bitte wählen")), *entries]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The fields that everybody needs."""
        return [field for field in self.visible_fields() if field.name not in self.rare]

    @property
    def rare_fields(self) -> list[forms.BoundField]:
        """The fields that some bodies need."""
        return [field for field in self.visible_fields() if field.name in self.rare]

    @property
    def rare_is_open(self) -> bool:
        """Something stands in one of the rare fields, or is wrong there."""
        return any(field.value() or (self.is_bound and field.errors) for field in self.rare_fields)
