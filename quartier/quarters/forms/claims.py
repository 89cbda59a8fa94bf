"""Saying that an organisation is one's own, and answering that."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField


class ClaimForm(forms.Form):
    """Who somebody is at an organisation."""

    name = TextField(label=_("Ihr Name"), max_length=100, error_messages={"required": _("Schreiben Sie Ihren Namen.")})
    role = TextField(
        label=_("Ihre Aufgabe dort"),
        max_length=100,
        help_text=_("Zum Beispiel: Leitung, Sprecherin, Vorstand."),
        error_messages={"required": _("Schreiben Sie, was Sie dort tun.")},
    )
    note = LongTextField(
        label=_("Was die Koordination noch wissen sollte"),
        help_text=_("Zum Beispiel, woran man erkennt, dass Sie dazugehören."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_name(self) -> str:
        """Keep the name in one line."""
        return " ".join(str(self.cleaned_data["name"]).split())


class ReasonForm(forms.Form):
    """Why not. The person reads it."""

    reason = LongTextField(
        label=_("Warum?"),
        help_text=_("Die Person bekommt das per Mail."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schreiben Sie einen Satz dazu. Die Person bekommt ihn per Mail.")},
    )
