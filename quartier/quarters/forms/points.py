"""A table of points: the file, and its confirmation after the preview."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.quarters.forms.lists import UploadForm
from quartier.quarters.lists.reading import Sheet

MOST_ROWS = 2_000
SALT = "quartier.quarters.points"
PREVIEW_SECONDS = 24 * 60 * 60

Points = dict[str, tuple[float, float]]  # code of the actor -> latitude, longitude


class PointsFileForm(UploadForm):
    """A spreadsheet or text table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = gettext_lazy("Datei mit Punkten")
        self.fields["file"].help_text = gettext_lazy(
            "Eine Tabelle mit Namen oder Straße, Breite und Länge: Excel, ODS oder CSV."
        )

    def clean_file(self) -> list[Sheet]:
        """Read the file; only a short one, for a person looks through it."""
        sheets = super().clean_file()
        if len(sheets[0].rows) > MOST_ROWS:
            raise ValidationError(_("Die Tabelle ist zu lang. Höchstens 2.000 Zeilen gehen auf einmal."))
        return sheets


def sealed(points: Points) -> str:
    """Return the points for a hidden field, signed, so that what was previewed is what is taken."""
    return signing.dumps(points, salt=SALT, compress=True)


class ConfirmPointsForm(forms.Form):
    """What the preview showed."""

    points = forms.CharField(widget=forms.HiddenInput)

    def clean_points(self) -> Points:
        """Open the sealed points."""
        try:
            opened = signing.loads(self.cleaned_data["points"], salt=SALT, max_age=PREVIEW_SECONDS)
        except signing.BadSignature:
            raise ValidationError(_("Die Vorschau ist zu alt. Schicken Sie die Datei noch einmal.")) from None
        return {code: (lat, lon) for code, (lat, lon) in opened.items()}
