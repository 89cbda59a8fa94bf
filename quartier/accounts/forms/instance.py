"""What the installation says about itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.accounts.models import User
from quartier.base.fields import LongTextField, TextField

_MARKDOWN = _("Absätze trennt eine leere Zeile. **So** wird etwas fett.")


class SetupForm(forms.Form):
    """The three questions of the first run."""

    name = TextField(
        label=_("Wie soll diese Seite heißen?"), max_length=100, help_text=_("Zum Beispiel: Quartier Lindenhof")
    )
    person = TextField(
        label=_("Wie heißen Sie?"), max_length=100, help_text=_("Sie verwalten die Seite zuerst allein.")
    )
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        max_length=254,
        help_text=_("An diese Adresse gehen die Codes, mit denen Sie sich anmelden."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    legal_notice = LongTextField(
        label=_("Wer ist verantwortlich?"),
        max_length=20_000,
        required=False,
        help_text=_(
            "Name und Anschrift für das Impressum. Sie können das später ergänzen; vorher wird nichts öffentlich."
        ),
    )

    def clean_email(self) -> str:
        """Refuse an address that has an account already."""
        email = str(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Zu dieser Adresse gibt es schon ein Konto. Nehmen Sie eine andere."))
        return email


class InstanceForm(forms.Form):
    """Name, contact and legal texts."""

    name = TextField(label=_("Name dieser Seite"), max_length=100)
    contact_email = forms.EmailField(label=_("E-Mail-Adresse für Fragen"), max_length=254, required=False)
    legal_notice = LongTextField(
        label=_("Impressum"),
        max_length=20_000,
        required=False,
        help_text=_(
            "Name, Anschrift, Vertretung, E-Mail-Adresse, Register, verantwortliche Person. Ohne Impressum wird nichts öffentlich."
        ),
    )
    privacy = LongTextField(
        label=_("Ergänzung zum Datenschutz"),
        max_length=40_000,
        required=False,
        help_text=_MARKDOWN,
    )
