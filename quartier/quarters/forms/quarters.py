"""What a quarter says about itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField
from quartier.quarters import labels


class FoundForm(forms.Form):
    """The two questions with which a quarter begins."""

    name = TextField(
        label=_("Wie heißt der Stadtteil?"),
        max_length=100,
        error_messages={"required": _("Schreiben Sie den Namen des Stadtteils.")},
    )
    municipality = TextField(label=_("Zu welcher Stadt oder Gemeinde gehört er?"), max_length=100, required=False)


class QuarterForm(FoundForm):
    """Name, place, description, languages."""

    description = LongTextField(
        label=_("Was sollten andere über den Stadtteil wissen?"),
        help_text=_("Zum Beispiel: wer hier wohnt, was es gibt, was sich gerade ändert."),
        max_length=10_000,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Welche Sprachen sprechen die Menschen hier?"),
        choices=list(labels.LANGUAGES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class FigureForm(forms.Form):
    """One figure with its source."""

    label = TextField(label=_("Was?"), max_length=100, help_text=_("Zum Beispiel: Einwohnerinnen und Einwohner"))
    value = TextField(label=_("Wie viel?"), max_length=60)
    source = TextField(label=_("Wer sagt das?"), max_length=200, required=False)
    as_of = forms.DateField(
        label=_("Stand"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Schreiben Sie ein Datum, zum Beispiel 31.12.2025.")},
    )
