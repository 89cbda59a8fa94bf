"""Working groups and mandates: people and actors of the quarter are chosen by code, from those whom one sees."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField
from quartier.conferences.forms.conferences import day
from quartier.conferences.models import Conference, Mandate, WorkingGroup
from quartier.quarters.models import Actor, ContactPerson

_NOBODY = ("", _("Bitte wählen"))
_NONE = ("", "–")


class Choices:
    """Who and what can be chosen in a conference, by whoever asks."""

    def __init__(self, conference: Conference, visitor: Any) -> None:
        quarter = conference.quarter
        people = (
            ContactPerson.objects.visible_to(visitor).filter(actor__quarter=quarter).select_related("actor__quarter")
        )
        self.people = {person.code: person for person in people.order_by("last_name", "first_name", "pk")}
        actors = Actor.objects.visible_to(visitor).filter(quarter=quarter)
        self.actors = {actor.code: actor for actor in actors}
        self.groups = {group.code: group for group in conference.groups.all()}
        self.mandates = {m.code: m for m in conference.mandates.select_related("holder")}

    def people_choices(self) -> list[tuple[str, str]]:
        """Return people with their actor, so that namesakes are told apart."""
        return [(code, f"{person.name} ({person.actor.name})") for code, person in self.people.items()]

    def mandate_choices(self) -> list[tuple[str, str]]:
        """Return mandates by role and holder, as far as the holder is seen."""
        seen = {person.pk: person.name for person in self.people.values()}
        return [(c, f"{m.get_role_display()}: {seen.get(m.holder_id or 0, '–')}") for c, m in self.mandates.items()]


class GroupForm(forms.Form):
    """A working group with its people."""

    name = TextField(
        label=_("Wie heißt die Gruppe?"),
        max_length=120,
        error_messages={"required": _("Schreiben Sie, wie die Gruppe heißt.")},
    )
    aim = LongTextField(
        label=_("Was hat sie vor?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_open = forms.BooleanField(label=_("Wer mag, kann von selbst dazukommen."), required=False)
    leads = forms.MultipleChoiceField(label=_("Wer leitet sie?"), required=False, widget=forms.CheckboxSelectMultiple)
    members = forms.MultipleChoiceField(
        label=_("Wer macht noch mit?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Choices, group: WorkingGroup | None = None, **kwargs: Any) -> None:
        if group is not None:
            rows = list(group.members.values_list("person__code", "is_lead"))
            kwargs["initial"] = {
                "name": group.name, "aim": group.aim, "is_open": group.is_open,
                "leads": [code for code, is_lead in rows if is_lead],
                "members": [code for code, is_lead in rows if not is_lead],
            }  # fmt: skip
        else:
            kwargs.setdefault("initial", {"is_open": True})
        super().__init__(*args, **kwargs)
        self.choices = choices
        for name in ("leads", "members"):
            _offer(self.fields[name], choices.people_choices())

    def people(self, name: str) -> list[ContactPerson]:
        """Return the chosen people."""
        return [self.choices.people[code] for code in self.cleaned_data[name]]


class HandOverForm(forms.Form):
    """Who comes next, and from when."""

    holder = forms.ChoiceField(label=_("Wer übernimmt?"), error_messages={"required": _("Wählen Sie eine Person.")})
    begins_on = day(label=_("Ab wann?"), initial=timezone.localdate)
    ends_on = day(label=_("Bis wann?"), required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        _offer(self.fields["holder"], [_NOBODY, *choices.people_choices()])

    def clean_holder(self) -> ContactPerson:
        """Return the person instead of the code."""
        return self.choices.people[self.cleaned_data["holder"]]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, beside the field."""
        data = super().clean() or self.cleaned_data
        begins, ends = data.get("begins_on"), data.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("Das Ende liegt vor dem Anfang."))
        return data


class MandateForm(HandOverForm):
    """A mandate in full."""

    role = forms.ChoiceField(label=_("Welche Aufgabe?"), choices=[_NOBODY, *Mandate.Role.choices])
    way = forms.ChoiceField(label=_("Wie kam es dazu?"), choices=Mandate.Way.choices, widget=forms.RadioSelect)
    actor = forms.ChoiceField(label=_("Für welche Einrichtung?"), required=False)
    group = forms.ChoiceField(label=_("Für welche Arbeitsgruppe?"), required=False)
    deputy_of = forms.ChoiceField(label=_("Als Vertretung von"), required=False)
    field_order = ("role", "holder", "way", "begins_on", "ends_on", "actor", "group", "deputy_of")

    def __init__(self, *args: Any, choices: Choices, mandate: Mandate | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"way": Mandate.Way.ELECTED})
        if mandate is not None:
            kwargs["initial"] = {
                "role": mandate.role, "way": mandate.way, "begins_on": mandate.begins_on, "ends_on": mandate.ends_on,
                "holder": getattr(mandate.holder, "code", ""), "actor": getattr(mandate.actor, "code", ""),
                "group": getattr(mandate.group, "code", ""), "deputy_of": getattr(mandate.deputy_of, "code", ""),
            }  # fmt: skip
        super().__init__(*args, choices=choices, **kwargs)
        _offer(self.fields["actor"], [_NONE, *((c, a.name) for c, a in choices.actors.items())])
        _offer(self.fields["group"], [_NONE, *((c, g.name) for c, g in choices.groups.items())])
        own = mandate.code if mandate else ""
        others = [(code, words) for code, words in choices.mandate_choices() if code != own]
        _offer(self.fields["deputy_of"], [_NONE, *others])

    def clean_actor(self) -> Actor | None:
        return self.choices.actors.get(self.cleaned_data["actor"])

    def clean_group(self) -> WorkingGroup | None:
        return self.choices.groups.get(self.cleaned_data["group"])

    def clean_deputy_of(self) -> Mandate | None:
        return self.choices.mandates.get(self.cleaned_data["deputy_of"])


def _offer(field: forms.Field, choices: list[Any]) -> None:
    cast(forms.ChoiceField, field).choices = choices
