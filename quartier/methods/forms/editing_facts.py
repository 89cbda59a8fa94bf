"""The facts of a method: what it is, whom it suits, what it takes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import TextField
from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.document import RANGES, Document
from quartier.methods.forms.editing import PartForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"

_UNKNOWN = ("", _("keine Angabe"))
_LISTS = ("recruitment", "aims", "users", "target_groups", "action_fields")
_CHOICES = ("kind", "completeness", "level", "setting", "conflict", "facilitation")

_WRONG_NUMBER = ("invalid", "min_value", "max_value")

# name: (words above the two numbers, help)
_RANGES: dict[str, tuple[Words, Words]] = {
    "people": (_("Für wie viele Menschen?"), _("Von der kleinsten bis zur größten sinnvollen Gruppe.")),
    "event_minutes": (_("Wie lange dauert eine Veranstaltung?"), _("In Minuten. 120 sind zwei Stunden, 480 ein Tag.")),
    "process_weeks": (_("Wie lange dauert es im Ganzen?"), _("In Wochen, von der ersten Idee bis zum Ergebnis.")),
    "staff_hours": (_("Wie viel Arbeitszeit braucht die Organisation?"), _("In Stunden, alle zusammengezählt.")),
    "cost_eur": (_("Was kostet es?"), _("In Euro, ohne Löhne. Zum Beispiel Raum, Essen, Material.")),
}
# What belongs together on the page: (words, fields).
_GROUPS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (_("Was ist es?"), ("kind", "level", "aims", "action_fields")),
    (_("Für wen?"), ("people", "target_groups", "users", "recruitment")),
    (_("Wie viel Zeit und Geld?"), ("event_minutes", "process_weeks", "lead_weeks", "staff_hours", "cost_eur")),
    (_("Wo und mit wem?"), ("setting", "facilitation", "conflict")),
    (_("Einschätzung der Redaktion"), v.SCALES),
    (_("Über den Text"), ("completeness", "authors", "licence", "review_on")),
)


def _number(label: Words, help_text: Words = "") -> forms.IntegerField:
    wrong = dict.fromkeys(_WRONG_NUMBER, _("Schreiben Sie eine ganze Zahl bis 1.000.000."))
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=1_000_000, required=False, error_messages=wrong
    )


def _one(label: Words, words: Mapping[str, Any], *, required: bool = False) -> forms.ChoiceField:
    choices = list(words.items()) if required else [*words.items(), _UNKNOWN]
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect)


def _several(label: Words, words: Mapping[str, Any]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(words.items()), required=False, widget=forms.CheckboxSelectMultiple
    )


class FactsForm(PartForm):
    """The facts. Only the kind and the state of the text have to be said."""

    kind = _one(_("Art"), labels.KINDS, required=True)
    level = _one(_("Wie weit geht die Beteiligung?"), labels.LEVELS)
    aims = _several(_("Was wollen Menschen damit erreichen?"), labels.AIMS)
    action_fields = _several(_("Um welche Themen geht es?"), labels.ACTION_FIELDS)
    target_groups = _several(_("Für wen ist es gedacht?"), labels.TARGET_GROUPS)
    users = _several(_("Wer lädt dazu ein?"), labels.USERS)
    recruitment = _several(_("Wie kommen Menschen dazu?"), labels.RECRUITMENT)
    lead_weeks = _number(_("Wie viel Vorlauf braucht es?"), _("In Wochen vor der ersten Veranstaltung."))
    setting = _one(_("Wo findet es statt?"), labels.SETTINGS)
    facilitation = _one(_("Welche Moderation braucht es?"), labels.FACILITATION)
    conflict = _one(_("Taugt es bei Konflikten?"), labels.CONFLICT)
    completeness = _one(_("Wie weit ist der Text?"), labels.COMPLETENESS, required=True)
    authors = TextField(label=_("Wer hat den Text geschrieben?"), max_length=200, required=False)
    licence = TextField(
        label=_("Unter welcher Lizenz steht er?"),
        max_length=200,
        required=False,
        help_text=_("Zum Beispiel CC BY-SA 4.0."),
    )
    review_on = forms.DateField(
        label=_("Bis wann soll jemand den Text wieder prüfen?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Schreiben Sie ein Datum wie 30.11.2027.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (question, _help) in _RANGES.items():
            self.fields[f"{name}_min"] = _number(_("von"))
            self.fields[f"{name}_max"] = _number(_("bis"))
            for end in ("min", "max"):
                wrong = _("%(field)s Schreiben Sie eine ganze Zahl bis 1.000.000.") % {"field": question}
                self.fields[f"{name}_{end}"].error_messages |= dict.fromkeys(_WRONG_NUMBER, wrong)
        for scale, (words, left, right) in labels.SCALES.items():
            steps = {1: left, 2: _("eher links"), 3: _("in der Mitte"), 4: _("eher rechts"), 5: right}
            self.fields[scale] = forms.TypedChoiceField(
                label=words,
                choices=[*steps.items(), _UNKNOWN],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    def groups(self) -> list[dict[str, Any]]:
        """Return the fields as they stand on the page."""
        return [
            {"name": words, "anchor": f"teil-{number}", "entries": [self._entry(name) for name in names]}
            for number, (words, names) in enumerate(_GROUPS, 1)
        ]

    def _entry(self, name: str) -> dict[str, Any]:
        if name in _RANGES:
            words, help_text = _RANGES[name]
            ends = [self[f"{name}_min"], self[f"{name}_max"]]
            return {"kind": "range", "label": words, "help": help_text, "ends": ends, "name": name}
        if name in labels.SCALES:
            _name, left, right = labels.SCALES[name]
            return {"kind": "scale", "field": self[name], "left": left, "right": right}
        return {"kind": "field", "field": self[name]}

    def clean(self) -> dict[str, Any]:
        """One number stands for both ends; the second may not be smaller than the first."""
        super().clean()
        values: dict[str, Any] = self.cleaned_data
        for name in RANGES:
            low, high = values.get(f"{name}_min"), values.get(f"{name}_max")
            if low is not None and high is not None and low > high:
                message = _("%(field)s Die zweite Zahl ist kleiner als die erste. Tauschen Sie die beiden.")
                self.add_error(f"{name}_max", message % {"field": _RANGES[name][0]})
        return values

    def read(self, document: Document) -> dict[str, Any]:
        """Return the facts as the document has them."""
        plain = (*_CHOICES, *_LISTS, "lead_weeks", "authors", "licence", "review_on")
        values = {name: document[name] for name in plain if name in document}
        for name in RANGES:
            if name in document:
                values[f"{name}_min"], values[f"{name}_max"] = document[name]
        return {**values, **document.get("estimate", {})}

    def written_to(self, document: Document) -> Document:
        """Return the document with these facts."""
        data = self.cleaned_data
        ranges = {}
        for name in RANGES:
            ends = [end for end in (data[f"{name}_min"], data[f"{name}_max"]) if end is not None]
            ranges[name] = [ends[0], ends[-1]] if ends else []
        return {
            **document,
            **{name: data[name] for name in (*_CHOICES, *_LISTS, "lead_weeks", "authors", "licence")},
            **ranges,
            "review_on": data["review_on"] or "",
            "estimate": {scale: data[scale] for scale in v.SCALES if data[scale] is not None},
        }
