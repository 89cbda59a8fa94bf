"""Form fields for what people type."""

from typing import Any

from django import forms

from quartier.base.text import clean


class TextField(forms.CharField):
    """One line of text: control characters, NUL and lone surrogates are taken out, Unicode is NFC."""

    def to_python(self, value: Any) -> str:
        return super().to_python(clean(str(value)) if value else value) or ""


class LongTextField(TextField):
    """Several lines of text."""

    widget = forms.Textarea
