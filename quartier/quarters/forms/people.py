"""What is written down about a contact person, and what people agree to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField
from quartier.quarters import labels
from quartier.quarters.forms.fields import MailsField, PhonesField
from quartier.quarters.models import Consent, ContactPerson, Membership

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PersonForm(forms.Form):
    """A contact person. One of the two names has to be said."""

    title = TextField(label=_("Titel"), max_length=40, required=False)
    first_name = TextField(label=_("Vorname"), max_length=100, required=False)
    last_name = TextField(label=_("Nachname"), max_length=100, required=False)
    role = TextField(
        label=_("Aufgabe"), max_length=100, required=False, help_text=_("Zum Beispiel: Leitung, Sprecherin, Vorstand.")
    )
    is_deputy = forms.BooleanField(label=_("ist die Vertretung"), required=False)
    emails = MailsField(label=_("E-Mail"), required=False)
    phones = PhonesField(label=_("Telefon"), required=False)
    language = forms.ChoiceField(
        label=_("Spricht am liebsten"), choices=[("", _("keine Angabe")), *labels.LANGUAGES.items()], required=False
    )
    term_until = forms.DateField(
        label=_("Macht das bis"),
        required=False,
        widget=_DATE,
        help_text=_("Danach erinnert Quartier daran, nachzufragen."),
    )
    note = LongTextField(label=_("Notiz"), help_text=_("Sieht nur die Koordination."), max_length=4000, required=False)

    def __init__(self, *args: Any, person: ContactPerson | None = None, **kwargs: Any) -> None:
        if person is not None:
            kwargs["initial"] = {field: getattr(person, field) for field in self.base_fields}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for a name."""
        cleaned = super().clean() or {}
        if not cleaned.get("first_name") and not cleaned.get("last_name"):
            self.add_error("last_name", _("Schreiben Sie einen Vornamen oder einen Nachnamen."))
        return cleaned


class ConsentForm(forms.Form):
    """Which consent, and how it was given."""

    purpose = forms.ChoiceField(choices=Consent.Purpose)
    channel = forms.ChoiceField(
        label=_("Wie haben Sie das erfahren?"),
        choices=[choice for choice in Consent.Channel.choices if choice[0] != Consent.Channel.WEB],
    )


class InviteForm(forms.Form):
    """Who becomes a member."""

    name = TextField(label=_("Name"), max_length=100, error_messages={"required": _("Schreiben Sie den Namen.")})
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        error_messages={
            "required": _("Schreiben Sie die E-Mail-Adresse."),
            "invalid": _("So sieht eine Adresse aus: name@beispiel.de"),
        },
    )
    role = forms.ChoiceField(
        label=_("Aufgabe im Stadtteil"), choices=Membership.Role.choices, widget=forms.RadioSelect, initial="member"
    )
