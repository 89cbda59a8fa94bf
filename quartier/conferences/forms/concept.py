"""A section of the concept, and what somebody says about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField


class SectionForm(forms.Form):
    """The text, and the version from which it was written."""

    text = LongTextField(
        label=_("Ihr Text"),
        help_text=_("**fett**, *kursiv*, Listen mit - und Links sind möglich."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    base = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)


class CommentForm(forms.Form):
    """A comment."""

    text = LongTextField(
        label=_("Was meinen Sie dazu?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schreiben Sie etwas, dann können die anderen es lesen.")},
    )
