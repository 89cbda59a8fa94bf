"""What people say about a method: assessment, comment, report."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.codes import ALPHABET, new_code
from quartier.base.fields import LongTextField, TextField
from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.models import Assessment


class AssessmentForm(forms.Form):
    """Positions on the six scales and a note from practice. Every question is voluntary."""

    role = forms.ChoiceField(
        label=_("Sie kennen die Methode als …"),
        choices=[("", _("keine Angabe")), *labels.RATER_ROLES.items()],
        required=False,
    )
    people = forms.IntegerField(
        label=_("Wie viele Menschen haben mitgemacht?"), min_value=1, max_value=100_000, required=False
    )
    place = TextField(
        label=_("Wo war das?"), max_length=200, required=False, help_text=_("Zum Beispiel der Stadtteil.")
    )
    effort = TextField(
        label=_("Was hat es wirklich gebraucht?"),
        max_length=500,
        required=False,
        help_text=_("Zum Beispiel: zwei Abende Vorbereitung, 150 € für Essen."),
    )
    note = LongTextField(
        label=_("Was sollten andere wissen?"),
        max_length=2000,
        required=False,
        help_text=_("Bitte keine Namen von Personen nennen."),
    )

    def __init__(self, *args: Any, instance: Assessment | None = None, **kwargs: Any) -> None:
        if instance is not None:
            names = (*v.SCALES, "role", "people", "place", "effort", "note")
            kwargs["initial"] = {name: getattr(instance, name) for name in names}
        super().__init__(*args, **kwargs)
        for scale in v.SCALES:
            self.fields[scale] = _scale_field(scale)

    def scale_fields(self) -> list[dict[str, Any]]:
        """Return each scale with the words of its poles and its bound field."""
        return [
            {"field": self[scale], "name": name, "left": left, "right": right}
            for scale, (name, left, right) in labels.SCALES.items()
        ]


def _scale_field(scale: str) -> forms.TypedChoiceField:
    name, left, right = labels.SCALES[scale]
    words = {1: left, 2: _("eher links"), 3: _("in der Mitte"), 4: _("eher rechts"), 5: right}
    return forms.TypedChoiceField(
        label=name,
        choices=[*words.items(), ("", _("keine Angabe"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class CommentForm(forms.Form):
    """A comment."""

    body = LongTextField(
        label=_("Ihr Kommentar"),
        max_length=4000,
        help_text=_("Alle können ihn lesen. Ihr Name steht dabei."),
        error_messages={"required": _("Schreiben Sie ein paar Worte.")},
    )
    # New whenever the form is shown: pressing the button twice is one comment.
    once = TextField(widget=forms.HiddenInput, required=False, initial=partial(new_code, 16))

    def clean_once(self) -> str:
        """Take nothing but what such a form holds; without it, nothing tells a repeat from a second comment."""
        once = str(self.cleaned_data["once"])
        return once if len(once) == 16 and set(once) <= set(ALPHABET) else ""


class ReportForm(forms.Form):
    """Why the editors should look at a comment."""

    reason = LongTextField(
        label=_("Was stört Sie an diesem Kommentar?"),
        max_length=500,
        error_messages={"required": _("Schreiben Sie kurz, was Sie stört.")},
    )


class HideForm(forms.Form):
    """Why a comment is hidden; its author reads this."""

    reason = TextField(
        label=_("Warum wird der Kommentar verborgen?"),
        max_length=300,
        help_text=_("Die Person, die ihn geschrieben hat, liest diesen Grund."),
        error_messages={"required": _("Nennen Sie einen Grund.")},
    )
