"""Fields for shares and amounts of money, written as people write them."""

import re
from abc import ABC, abstractmethod
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quartier.base.text import clean

LONGEST = 24  # characters
_SHARE = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")
_PERCENT = re.compile(r"(\d{1,3})\s*%")
_EUROS = re.compile(r"(\d{1,3}(?:[.\s]\d{3})+|\d{1,10})(?:,(\d\d|-+|–))?(?:\s*(?:€|Euro|EUR))?", re.IGNORECASE)


class _WrittenField(forms.Field, ABC):
    """One line of text that stands for a value."""

    widget = forms.TextInput
    wrong: Any = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False} | kwargs)
        self.widget.attrs["maxlength"] = LONGEST

    def to_python(self, value: Any) -> Any:
        """Return the value, None for nothing. Raises ValidationError."""
        text = clean(str(value or "")).strip()
        if not text:
            return None
        found = self.read(text) if len(text) <= LONGEST else None
        if found is None:
            raise ValidationError(self.wrong)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as it is typed."""
        return str(self.prepare_value(initial) or "") != str(data or "")

    @abstractmethod
    def read(self, text: str) -> Any:
        """Return what a text stands for; None when it stands for nothing of the kind."""


class ShareField(_WrittenField):
    """A share such as "2/3" or "50 %", as a Fraction."""

    wrong = _("Schreiben Sie einen Anteil, zum Beispiel 2/3 oder 50 %.")

    def read(self, text: str) -> Fraction | None:
        """Return the share."""
        if (found := _SHARE.fullmatch(text)) and int(found[2]):
            return Fraction(int(found[1]), int(found[2]))
        found = _PERCENT.fullmatch(text)
        return Fraction(int(found[1]), 100) if found else None

    def prepare_value(self, value: Any) -> Any:
        """Return a share as it is typed: in percent where they are whole, else as a fraction."""
        if not isinstance(value, Fraction):
            return value
        percent = value * 100
        return f"{percent} %" if percent.denominator == 1 else str(value)


class EuroField(_WrittenField):
    """An amount such as "500" or "1.500,50", in whole cents."""

    wrong = _("Schreiben Sie einen Betrag in Euro, zum Beispiel 500 oder 1.500,50.")

    def read(self, text: str) -> int | None:
        """Return the cents."""
        found = _EUROS.fullmatch(text)
        if not found:
            return None
        cents = int(found[2]) if found[2] and found[2].isdigit() else 0
        return int(re.sub(r"\D", "", found[1])) * 100 + cents

    def prepare_value(self, value: Any) -> Any:
        """Return cents as euros."""
        if not isinstance(value, int):
            return value
        euros = f"{value // 100:,}".replace(",", ".")
        return f"{euros},{value % 100:02}" if value % 100 else euros
