"""Uploading an address list, and saying what its columns mean."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.quarters.labels import IMPORT_FIELDS
from quartier.quarters.lists.columns import Guess
from quartier.quarters.lists.limits import Unreadable
from quartier.quarters.lists.reading import Sheet, read
from quartier.quarters.models import ListImport

IGNORED = "-"  # a column that becomes a remark


def unreadable_words(error: Unreadable) -> str:
    """Say what is wrong with a file, and what to do."""
    found = {
        "pdf": _("Das ist ein PDF. Speichern Sie die Tabelle als Excel-Datei oder als CSV."),
        "image": _("Das ist ein Bild. Nehmen Sie die Tabelle selbst, als Excel-Datei oder als CSV."),
        "archive": _("Das ist ein gepacktes Archiv. Packen Sie es aus, und nehmen Sie die Tabelle darin."),
        "text_document": _("Das ist ein Textdokument. Speichern Sie die Tabelle als Excel-Datei oder als CSV."),
    }
    words = {
        "empty": _("In dieser Datei steht nichts."),
        "not_a_spreadsheet": _("Das ist keine Tabelle. Nehmen Sie eine Excel-Datei, eine ODS-Datei oder CSV."),
        "password": _("Die Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort."),
        "damaged": _("Die Datei ist beschädigt. Öffnen Sie sie einmal, und speichern Sie sie neu."),
        "macros": _(
            "In der Datei stecken Makros. Speichern Sie sie ohne Makros, als Excel-Datei (.xlsx) oder als CSV."
        ),
        "too_big": _("Die Datei ist zu groß. Höchstens 20 MB gehen."),
        "too_many_rows": _("Die Liste hat zu viele Zeilen. Höchstens 20.000 gehen auf einmal."),
        "too_many_columns": _("Die Liste hat zu viele Spalten. Höchstens 200 gehen."),
    }
    return found.get(str(error.details.get("found", "")), words[error.code])


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Ihre Liste"),
        help_text=gettext_lazy(
            "Excel, ODS oder CSV, so wie sie ist. Titel, leere Zeilen und Doppelte sind kein Problem."
        ),
        error_messages={
            "required": gettext_lazy("Wählen Sie eine Datei."),
            "empty": gettext_lazy("In dieser Datei steht nichts."),
        },
    )

    def clean_file(self) -> list[Sheet]:
        """Read the file as sheets."""
        file = self.cleaned_data["file"]
        self.file_name = str(file.name or "")
        try:
            sheets = [sheet for sheet in read(file.read(), self.file_name) if sheet.rows]
        except Unreadable as error:
            raise ValidationError(unreadable_words(error)) from None
        if not sheets:
            raise ValidationError(_("In dieser Datei steht nichts."))
        return sheets


class ColumnsForm(forms.Form):
    """Which sheet is meant, and what each column says."""

    def __init__(self, data: Any, made: ListImport, guesses: list[Guess]) -> None:
        super().__init__(data)
        self.made = made
        sheets = [(str(place), sheet["name"]) for place, sheet in enumerate(made.sheets)]
        self.fields["blatt"] = forms.ChoiceField(
            label=_("Tabellenblatt"), choices=sheets, initial=str(made.sheet), required=False
        )
        choices = [(IGNORED, _("nur als Bemerkung behalten")), *IMPORT_FIELDS.items()]
        for guess in guesses:
            now = made.mapping[guess.column] if guess.column < len(made.mapping) else None
            self.fields[f"spalte_{guess.column}"] = forms.ChoiceField(
                label=guess.name or _("Spalte %(number)s") % {"number": guess.column + 1},
                choices=choices,
                initial=now or IGNORED,
            )
        self.columns = [guess.column for guess in guesses]

    def mapping(self) -> list[str | None]:
        """Return one field or None per column."""
        chosen = [self.cleaned_data[f"spalte_{column}"] for column in self.columns]
        return [None if field == IGNORED else field for field in chosen]

    def sheet(self) -> int:
        """Return the place of the chosen sheet."""
        return int(self.cleaned_data["blatt"] or self.made.sheet)
