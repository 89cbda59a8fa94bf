"""The text of a method in one language and one variant."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField, TextField
from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.document import MAX_TEXT, Document
from quartier.methods.forms.editing import PartForm

ROWS = (3, 14)  # lines of a text area, as its text needs them
_CHARACTERS_PER_LINE = 70

_HINTS = {
    "aim": _("Was soll am Ende anders sein?"),
    "users": _("Wer kann die Methode anstoßen und tragen?"),
    "target_group": _("Wer soll mitmachen? Wer fehlt oft?"),
    "action_fields": _("Für welche Themen ist sie gut?"),
    "implementation": _("Wie läuft es ab? Erzählen Sie es der Reihe nach."),
    "steps": _("Was ist vorher, dabei und danach zu tun?"),
    "roles": _("Wer macht was? Zum Beispiel Moderation, Protokoll, Empfang."),
    "material": _("Was muss da sein? Eine Liste hilft beim Packen."),
    "room": _("Wie groß, welche Möbel, welche Technik?"),
    "outputs": _("Was haben Sie am Ende in der Hand?"),
    "suited_for": _("Wann passt die Methode gut?"),
    "not_suited_for": _("Wann lassen Sie es lieber?"),
    "pitfalls": _("Was geht oft schief, und was hilft dagegen?"),
    "accessibility": _("Was brauchen Menschen, damit alle mitmachen können?"),
    "verdict": _("Was halten Sie von der Methode? Ein ehrliches Wort."),
    "contacts": _("Wo bekommt man Auskunft? Bitte nur Stellen, keine Privatadressen."),
    "funding": _("Woher kann das Geld kommen?"),
    "advice": _("Wer berät und begleitet?"),
}
# What belongs together on the page: (words, sections).
_GROUPS = (
    (_("Worum es geht"), ("aim", "users", "target_group", "action_fields")),
    (_("So geht es"), ("implementation", "steps", "roles", "material", "room", "outputs")),
    (_("Worauf es ankommt"), ("suited_for", "not_suited_for", "pitfalls", "accessibility", "verdict")),
    (_("Hilfe und Geld"), ("contacts", "funding", "advice")),
)


class PhaseForm(forms.Form):
    """One phase of the course of events."""

    title = TextField(
        label=_("Wie heißt die Phase?"),
        max_length=600,
        error_messages={"required": _("Geben Sie der Phase einen Namen, oder leeren Sie die ganze Zeile.")},
    )
    minutes = forms.IntegerField(
        label=_("Minuten"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Schreiben Sie bei den Minuten eine ganze Zahl, zum Beispiel 15.")
        ),
    )
    when = TextField(label=_("Wann?"), max_length=600, required=False, help_text=_("Zum Beispiel: 8 Wochen vorher."))
    activities = LongTextField(
        label=_("Was passiert?"),
        max_length=MAX_TEXT,
        required=False,
        help_text=_("Jede Zeile ist ein Punkt."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    output = TextField(label=_("Was kommt heraus?"), max_length=600, required=False)

    def clean_activities(self) -> list[str]:
        """Return one entry per line."""
        entries = [line.strip() for line in self.cleaned_data["activities"].splitlines() if line.strip()]
        if any(len(entry) > 600 for entry in entries):
            raise ValidationError(_("Eine Zeile ist zu lang. Höchstens 600 Zeichen je Punkt."))
        return entries


class TextForm(PartForm):
    """Title, summary, sections and phases; in plain language also who has tested the text."""

    title = TextField(
        label=_("Titel"), max_length=200, error_messages={"required": _("Geben Sie der Methode einen Titel.")}
    )
    summary = LongTextField(
        label=_("Kurz gesagt"),
        max_length=600,
        required=False,
        help_text=_("Ein oder zwei Sätze. Sie stehen in jeder Liste."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    checked_by = TextField(
        label=_("Wer hat den Text mit Leserinnen und Lesern geprüft?"),
        max_length=200,
        required=False,
        help_text=_("Lassen Sie das leer, solange ihn noch niemand geprüft hat."),
    )
    checked_on = forms.DateField(
        label=_("Wann war das?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Schreiben Sie ein Datum wie 30.11.2027.")},
    )
    row_classes = {"phases": PhaseForm}

    def __init__(self, data: Mapping[str, Any] | None = None, *, key: str, **kwargs: Any) -> None:
        self.key = key
        self.is_plain = key.endswith(f"_{v.PLAIN}")
        super().__init__(data, **kwargs)
        if not self.is_plain:
            del self.fields["checked_by"], self.fields["checked_on"]
        for section, name in labels.SECTIONS.items():
            self.fields[section] = LongTextField(
                label=name,
                max_length=MAX_TEXT,
                required=False,
                help_text=_HINTS[section],
                widget=forms.Textarea(attrs={"rows": _lines(str(self.initial.get(section, "")))}),
            )

    def groups(self, source: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the sections as they stand on the page, each with what the German text says there."""
        said = source.get("sections", {})
        return [
            {
                "name": name,
                "anchor": f"teil-{number}",
                "entries": [(self[section], said.get(section, "")) for section in sections],
                "has_phases": "implementation" in sections,
            }
            for number, (name, sections) in enumerate(_GROUPS, 2)
        ]

    def _own(self, document: Document) -> dict[str, Any]:
        own: dict[str, Any] = document.get("texts", {}).get(self.key, {})
        return own

    def read(self, document: Document) -> dict[str, Any]:
        """Return the text as the document has it; empty where the language is new."""
        own = self._own(document)
        return {**own, **own.get("sections", {})}

    def read_rows(self, document: Document) -> dict[str, list[dict[str, Any]]]:
        """Return the phases as the document has them."""
        phases = self._own(document).get("phases", [])
        return {"phases": [{**phase, "activities": "\n".join(phase.get("activities", []))} for phase in phases]}

    def written_to(self, document: Document) -> Document:
        """Return the document with this text."""
        data = self.cleaned_data
        text = {
            **self._own(document),
            "title": data["title"],
            "summary": data["summary"],
            "sections": {section: data[section] for section in v.SECTIONS if data[section]},
            "phases": [{**phase, "minutes": phase["minutes"] or 0} for phase in self.rows["phases"].cleaned()],
        }
        if self.is_plain:
            text |= {"checked_by": data["checked_by"], "checked_on": data["checked_on"] or ""}
        return {**document, "texts": {**document.get("texts", {}), self.key: text}}


def _lines(text: str) -> int:
    needed = sum(1 + len(line) // _CHARACTERS_PER_LINE for line in text.split("\n")) + 1
    return max(ROWS[0], min(needed, ROWS[1]))
