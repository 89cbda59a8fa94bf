"""What is written down about an actor."""

from typing import Any

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField
from quartier.quarters import labels
from quartier.quarters import vocabulary as v
from quartier.quarters.audiences import NARROWEST, USUAL, audience_for
from quartier.quarters.forms.fields import MailsField, PhonesField, PositionField, WebField
from quartier.quarters.models import Actor, Good

# What belongs together on the page: (words, fields).
GROUPS = (
    (_("Wer ist das?"), ("name", "kind", "group", "about", "since")),
    (_("Womit befasst?"), ("action_fields", "languages")),
    (_("Wo und wann?"), ("street", "place", "position", "opening_hours")),
    (_("Wie zu erreichen?"), ("emails", "phones", "web")),
)


def kind_choices() -> list[tuple[Any, Any]]:
    """Return the kinds of actors under the names of their groups."""
    grouped = [
        (labels.GROUPS[group], [(kind, labels.KINDS[kind]) for kind in kinds])
        for group, kinds in v.KINDS_BY_GROUP.items()
    ]
    return [*grouped, (v.OTHER, labels.KINDS[v.OTHER])]


class ActorForm(forms.Form):
    """An actor. Only the name has to be said."""

    name = TextField(
        label=_("Name"), max_length=200, error_messages={"required": _("Schreiben Sie, wie der Akteur heißt.")}
    )
    kind = forms.ChoiceField(label=_("Art"), choices=kind_choices, initial="association")
    group = forms.ChoiceField(
        label=_("Gehört zu"),
        choices=[("", _("wie bei dieser Art üblich")), *labels.GROUPS.items()],
        required=False,
    )
    about = LongTextField(
        label=_("Was macht dieser Akteur?"),
        max_length=4000,
        required=False,
        help_text=_("Zwei, drei Sätze für Menschen, die ihn nicht kennen."),
    )
    since = TextField(label=_("Dabei seit"), max_length=40, required=False)
    action_fields = forms.MultipleChoiceField(
        label=_("Themen"),
        choices=list(labels.ACTION_FIELDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Sprachen"),
        help_text=_("In welchen Sprachen kann man dort sprechen?"),
        choices=list(labels.LANGUAGES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    street = TextField(label=_("Straße und Hausnummer"), max_length=200, required=False)
    place = TextField(label=_("Postleitzahl und Ort"), max_length=100, required=False)
    position = PositionField(
        label=_("Punkt auf der Karte"),
        max_length=60,
        required=False,
        help_text=_("Breite und Länge. Auf der Karte des Stadtteils können Sie den Punkt anklicken."),
    )
    opening_hours = TextField(label=_("Öffnungszeiten"), max_length=500, required=False)
    emails = MailsField(label=_("E-Mail-Adresse der Einrichtung"), required=False)
    phones = PhonesField(label=_("Telefon der Einrichtung"), required=False)
    web = WebField(label=_("Seite im Internet"), max_length=500, required=False)

    def __init__(self, *args: Any, actor: Actor | None = None, **kwargs: Any) -> None:
        if actor is not None:
            initial = {field: getattr(actor, field) for field in self.base_fields if hasattr(actor, field)}
            if actor.latitude is not None:
                initial["position"] = f"{actor.latitude}, {actor.longitude}"
            kwargs["initial"] = initial
        super().__init__(*args, **kwargs)

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the fields as they stand together on the page."""
        return [(words, [self[name] for name in names if name in self.fields]) for words, names in GROUPS]

    def values(self) -> dict[str, Any]:
        """Return what the actions take."""
        values = dict(self.cleaned_data)
        position = values.pop("position", None)
        values["latitude"], values["longitude"] = position or (None, None)
        values["group"] = values["group"] or v.GROUP_OF.get(values["kind"], "")
        return values


class AudienceForm(forms.Form):
    """Which field is for whose eyes, and the note of the coordinators."""

    note = LongTextField(label=_("Notiz"), help_text=_("Sieht nur die Koordination."), max_length=8000, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        kwargs["initial"] = {"note": actor.note} | {
            f"sehen_{field}": audience_for(field, actor.audiences, is_person=actor.is_person) for field in self._open()
        }
        kwargs["prefix"] = "sicht"
        super().__init__(*args, **kwargs)
        names = ActorForm.base_fields
        for field in self._open():
            widest = NARROWEST.get(field, v.PUBLIC)
            allowed = v.AUDIENCES[v.AUDIENCES.index(widest) :]
            self.fields[f"sehen_{field}"] = forms.ChoiceField(
                label=_("Wer sieht „%(field)s“?") % {"field": names[field].label},
                choices=[(audience, labels.AUDIENCES[audience]) for audience in allowed],
            )

    @staticmethod
    def _open() -> list[str]:
        return [field for field in USUAL if field != "note"]

    def values(self) -> dict[str, Any]:
        """Return what the actions take."""
        audiences = {field: self.cleaned_data[f"sehen_{field}"] for field in self._open()}
        return {"note": self.cleaned_data["note"], "audiences": audiences}

    def audience_fields(self) -> list[forms.BoundField]:
        """Return the questions who may see what."""
        return [self[f"sehen_{field}"] for field in self._open()]

    def in_words(self) -> str:
        """Say who sees what as it is set: first what differs, then all the rest, which most fields are like."""
        by_audience: dict[str, list[str]] = {audience: [] for audience in v.AUDIENCES}
        for field in self._open():
            if not self[f"sehen_{field}"].errors:
                by_audience[self[f"sehen_{field}"].value()].append(str(labels.FIELDS[field]))
        rest = max(v.AUDIENCES, key=lambda audience: len(by_audience[audience]))
        said = [
            gettext("%(fields)s: %(audience)s.")
            % {"fields": get_text_list(fields, gettext("und")), "audience": labels.AUDIENCES[audience]}
            for audience, fields in by_audience.items()
            if fields and audience != rest
        ]
        others = gettext("Alles andere: %(audience)s.") if said else gettext("Alles: %(audience)s.")
        return " ".join([*said, others % {"audience": labels.AUDIENCES[rest]}])


class GoodForm(forms.Form):
    """One thing that is offered or sought."""

    direction = forms.ChoiceField(
        label=_("Bieten oder suchen?"),
        choices=[(Good.Direction.OFFER, _("Wir bieten")), (Good.Direction.SEEK, _("Wir suchen"))],
    )
    kind = forms.ChoiceField(label=_("Was?"), choices=list(labels.GOODS.items()))
    text = TextField(label=_("In einem Satz"), max_length=300)
    until = forms.DateField(
        label=_("Gilt bis"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ActivityForm(forms.Form):
    """What is going on now."""

    text = TextField(
        label=_("Was machen Sie gerade?"),
        max_length=300,
        error_messages={"required": _("Schreiben Sie einen Satz.")},
    )
