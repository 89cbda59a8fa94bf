"""A conference: founding, describing, its front page, who manages it."""

from typing import Any, cast

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField
from quartier.conferences.labels import PRESETS
from quartier.conferences.models import Conference

_worded = lazy(format_html, str)


def day(**kwargs: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Schreiben Sie ein Datum, zum Beispiel 31.12.2025."),
            "invalid": _("Schreiben Sie ein Datum, zum Beispiel 31.12.2025."),
        },
        **kwargs,
    )


class FoundForm(forms.Form):
    """The three questions with which a conference begins."""

    name = TextField(
        label=_("Wie soll die Konferenz heißen?"),
        help_text=_("Zum Beispiel: Stadtteilkonferenz Lindenhof"),
        max_length=120,
        error_messages={"required": _("Schreiben Sie einen Namen. Sie können ihn später ändern.")},
    )
    aim = LongTextField(
        label=_("Was möchten Sie zusammen erreichen?"),
        help_text=_("Ein, zwei Sätze. Sie stehen später oben auf der Seite."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    occasion = LongTextField(
        label=_("Was war der Anlass?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    founded_by = forms.ChoiceField(
        label=_("Wer hat angefangen?"),
        choices=[*Conference.Founder.choices, ("", _("weiß nicht"))],
        required=False,
        widget=forms.RadioSelect,
    )


class BeginForm(FoundForm):
    """A conference that is to be founded, with the house rules that it begins with."""

    preset = forms.ChoiceField(
        label=_("Mit welchen Regeln möchten Sie beginnen?"),
        help_text=_("Sie können danach jede Regel ändern. Erst wenn Sie sie beschließen, gelten sie."),
        choices=[
            *[(code, _worded("<strong>{}</strong><br>{}", name, whom)) for code, (name, whom) in PRESETS.items()],
            ("", _("Das entscheiden wir später.")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )


class ConferenceForm(FoundForm):
    """Everything that a conference says about itself."""

    founded_on = day(label=_("Seit wann gibt es sie?"), required=False)
    city_contact = TextField(
        label=_("Wer ist bei der Stadt zuständig?"),
        help_text=_("Das Amt genügt. Einen Namen nur, wenn die Person einverstanden ist."),
        max_length=200,
        required=False,
    )
    email = forms.EmailField(
        label=_("Wohin gehen Nachrichten aus dem Kontaktformular?"),
        help_text=_("Die Adresse steht nirgends. Ohne Adresse gehen Nachrichten an die Koordination."),
        max_length=254,
        required=False,
        error_messages={"invalid": _("So sieht eine Adresse aus: name@beispiel.de")},
    )


class BlockForm(forms.Form):
    """One piece of the front page."""

    title = TextField(label=_("Überschrift"), max_length=120, required=False)
    text = LongTextField(
        label=_("Text"),
        help_text=_("**fett**, *kursiv*, Listen mit - und Links sind möglich."),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ManagerForm(forms.Form):
    """Which member of the quarter manages the conference."""

    member = forms.ChoiceField(
        label=_("Wer soll die Konferenz mit leiten?"), error_messages={"required": _("Wählen Sie ein Mitglied.")}
    )

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["member"]).choices = [("", _("Bitte wählen")), *members]
