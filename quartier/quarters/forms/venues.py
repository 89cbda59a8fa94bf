"""What is written down about a room, and what a room is looked for."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField
from quartier.quarters import labels
from quartier.quarters import vocabulary as v
from quartier.quarters.models import Venue
from quartier.quarters.rooms import Wish

MOST_SEATS = 5_000
# Unknown stands first: it is the answer as long as nobody has looked.
_ANSWERS = [(answer, labels.ANSWERS[answer]) for answer in (v.UNKNOWN, v.YES, v.PARTLY, v.NO)]


def _not_in_future(day: dt.date) -> None:
    if day > timezone.localdate():
        raise ValidationError(_("Dieser Tag kommt erst noch."))


class VenueForm(forms.Form):
    """A room. Only the name has to be said."""

    name = TextField(
        label=_("Wie heißt der Raum?"),
        max_length=100,
        error_messages={"required": _("Schreiben Sie, wie der Raum heißt.")},
    )
    seats_estimated = forms.BooleanField(label=_("Die Zahlen sind geschätzt."), required=False)
    equipment = forms.MultipleChoiceField(
        label=_("Was ist da?"),
        choices=list(labels.EQUIPMENT.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    costs = TextField(label=_("Was kostet er?"), max_length=200, required=False)
    available = TextField(
        label=_("Wann ist er frei?"),
        max_length=300,
        required=False,
        help_text=_("Zum Beispiel: abends, nicht in den Ferien."),
    )
    key_contact = TextField(
        label=_("Wer schließt auf?"), max_length=200, required=False, help_text=_("Das sehen nur die Mitglieder.")
    )
    measured_by = TextField(label=_("Wer hat nachgesehen und gemessen?"), max_length=100, required=False)
    measured_on = forms.DateField(
        label=_("Wann?"),
        required=False,
        validators=[_not_in_future],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Schreiben Sie ein Datum, zum Beispiel 31.12.2025.")},
    )
    note = LongTextField(label=_("Was sollte man noch wissen?"), max_length=1000, required=False)

    def __init__(self, *args: Any, venue: Venue | None = None, **kwargs: Any) -> None:
        if venue is not None:
            kwargs["initial"] = {field: getattr(venue, field) for field in self.base_fields}
            kwargs["initial"] |= {f"seats_{seating}": number for seating, number in venue.seats.items()}
            kwargs["initial"] |= {f"access_{code}": answer for code, answer in venue.access.items()}
        super().__init__(*args, **kwargs)
        for seating in v.SEATINGS:
            self.fields[f"seats_{seating}"] = forms.IntegerField(
                label=labels.SEATINGS[seating], min_value=1, max_value=MOST_SEATS, required=False
            )
        for code in v.ACCESS:
            self.fields[f"access_{code}"] = forms.ChoiceField(
                label=labels.ACCESS[code], choices=_ANSWERS, initial=v.UNKNOWN, required=False
            )

    def seat_fields(self) -> list[forms.BoundField]:
        """Return the questions how many people find room."""
        return [self[f"seats_{seating}"] for seating in v.SEATINGS]

    def access_fields(self) -> list[forms.BoundField]:
        """Return the questions how one gets in and around."""
        return [self[f"access_{code}"] for code in v.ACCESS]

    def values(self) -> dict[str, Any]:
        """Return what the actions take; what is unknown is not kept."""
        cleaned = self.cleaned_data
        seats = {seating: cleaned[f"seats_{seating}"] for seating in v.SEATINGS if cleaned[f"seats_{seating}"]}
        answers = {code: cleaned[f"access_{code}"] for code in v.ACCESS}
        known = {code: answer for code, answer in answers.items() if answer not in ("", v.UNKNOWN)}
        return {field: cleaned[field] for field in self.base_fields} | {"seats": seats, "access": known}


class WishForm(forms.Form):
    """What a room is needed for. What makes no sense in the address is left out."""

    menschen = forms.IntegerField(label=_("Für wie viele Menschen?"), min_value=1, max_value=MOST_SEATS, required=False)
    sitzen = forms.ChoiceField(
        label=_("Wie sitzen sie?"),
        choices=[("", _("egal")), *((seating, labels.SEATINGS[seating]) for seating in v.SEATINGS[1:])],
        required=False,
    )
    zugang = forms.MultipleChoiceField(
        label=_("Was brauchen Menschen mit Behinderung?"),
        choices=list(labels.ACCESS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    da = forms.MultipleChoiceField(
        label=_("Was muss da sein?"),
        choices=list(labels.EQUIPMENT.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def wish(self) -> Wish:
        """Return what was asked for."""
        self.is_valid()
        said = self.cleaned_data
        return Wish(
            people=said.get("menschen") or 0,
            seating=said.get("sitzen") or "",
            access=tuple(said.get("zugang") or ()),
            equipment=tuple(said.get("da") or ()),
        )
