"""What is asked about ties, introductions and approaches."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField
from quartier.quarters import labels_network
from quartier.quarters.forms.actors import kind_choices
from quartier.quarters.models import Approach, Consent, ContactPerson, Tie

Choices = Sequence[tuple[str, str]]  # (code, name) of actors


class TieForm(forms.Form):
    """In what two actors work together."""

    kinds = forms.MultipleChoiceField(
        label=_("Die beiden …"),
        choices=list(labels_network.TIE_KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    weight = forms.TypedChoiceField(
        label=_("Wie oft?"),
        choices=Tie.Weight.choices,
        coerce=int,
        initial=Tie.Weight.REGULAR,
        widget=forms.RadioSelect,
    )
    since = TextField(label=_("Seit wann?"), max_length=40, required=False)
    note = LongTextField(
        label=_("Notiz"),
        help_text=_("Sehen nur die Koordination und die beiden selbst."),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, tie: Tie | None = None, **kwargs: Any) -> None:
        if tie is not None:
            kwargs["initial"] = {field: getattr(tie, field) for field in TieForm.base_fields}
        super().__init__(*args, **kwargs)


class NewTieForm(TieForm):
    """Which two, and in what they work together. Actors are chosen by their code."""

    one = forms.ChoiceField(label=_("Wer?"), error_messages={"required": _("Wählen Sie einen Akteur.")})
    other = forms.ChoiceField(label=_("Mit wem?"), error_messages={"required": _("Wählen Sie einen Akteur.")})
    field_order = ("one", "other", "kinds", "weight", "since", "note")

    def __init__(self, *args: Any, own: Choices, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, actors in (("one", own), ("other", others)):
            nobody = [("", _("Bitte wählen"))] if len(actors) > 1 else []
            cast(forms.ChoiceField, self.fields[name]).choices = [*nobody, *actors]

    def clean(self) -> dict[str, Any]:
        """Ask for two different ones."""
        cleaned = super().clean() or {}
        if cleaned.get("one") and cleaned.get("one") == cleaned.get("other"):
            self.add_error("other", _("Wählen Sie einen anderen Akteur."))
        return cleaned


class DecisionForm(forms.Form):
    """What a contact person has decided, as a coordinator heard it."""

    person = forms.ChoiceField(label=_("Wer hat entschieden?"))
    channel = forms.ChoiceField(
        label=_("Wie haben Sie das erfahren?"),
        choices=[choice for choice in Consent.Channel.choices if choice[0] != Consent.Channel.WEB],
    )

    def __init__(self, *args: Any, people: Iterable[ContactPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people_field = cast(forms.ChoiceField, self.fields["person"])
        people_field.choices = [(person.code, person.name) for person in people]


class SortForm(forms.Form):
    """What the quarter looks like."""

    sort = forms.ChoiceField(label=_("Wie sieht der Stadtteil aus?"), choices=list(labels_network.SORTS.items()))
    residents = forms.IntegerField(
        label=_("Wie viele Menschen wohnen hier ungefähr?"),
        min_value=0,
        max_value=10_000_000,
        required=False,
        error_messages={"invalid": _("Schreiben Sie eine ganze Zahl, zum Beispiel 12000.")},
    )


class ApproachForm(forms.Form):
    """Who was asked, and when."""

    kind = forms.ChoiceField(label=_("Wen?"), choices=kind_choices)
    asked_on = forms.DateField(
        label=_("Angefragt am"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Schreiben Sie ein Datum, zum Beispiel 31.12.2025.")},
    )
    note = TextField(label=_("Notiz"), help_text=_("Sieht nur die Koordination."), max_length=500, required=False)


class AnswerForm(forms.Form):
    """What was answered."""

    answer = forms.ChoiceField(choices=Approach.Answer.choices)
