"""Messages to actors, and what people ask about their own entry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField


class ContactForm(forms.Form):
    """A message to an actor."""

    name = TextField(label=_("Ihr Name"), max_length=100, error_messages={"required": _("Schreiben Sie Ihren Namen.")})
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        max_length=254,
        help_text=_("Dorthin geht die Antwort, und eine Kopie Ihrer Nachricht."),
        error_messages={
            "required": _("Schreiben Sie Ihre E-Mail-Adresse, sonst kann niemand antworten."),
            "invalid": _("So sieht eine Adresse aus: name@beispiel.de"),
        },
    )
    text = LongTextField(
        label=_("Ihre Nachricht"), max_length=4000, error_messages={"required": _("Schreiben Sie Ihre Nachricht.")}
    )

    def clean_name(self) -> str:
        """Keep the name in one line."""
        return " ".join(str(self.cleaned_data["name"]).split())


class WishForm(forms.Form):
    """What should be different about one's own entry."""

    text = LongTextField(
        label=_("Was stimmt nicht, oder was soll weg?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schreiben Sie, was anders sein soll.")},
    )
