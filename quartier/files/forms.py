"""A field for a picture."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.files.redrawing import MOST_BYTES, Drawn, PictureRefusedError, redraw


def refused_words(error: PictureRefusedError) -> str:
    """Say why a picture cannot be taken, and what to do."""
    return {
        "empty": _("In dieser Datei ist nichts."),
        "too_big": _("Das Bild ist zu groß. Höchstens 15 MB gehen."),
        "heic": _("Das ist ein Bild im Format HEIC oder AVIF. Speichern Sie es als JPEG, und nehmen Sie das."),
        "not_a_picture": _("Das ist kein Bild, das wir zeigen können. Nehmen Sie JPEG, PNG oder WebP."),
        "too_many_pixels": _("Das Bild hat zu viele Pixel. Verkleinern Sie es, höchstens 50 Millionen gehen."),
        "broken": _("Das Bild ist beschädigt. Öffnen Sie es einmal, und speichern Sie es neu."),
    }[error.code]


class PictureField(forms.FileField):
    """An upload that becomes a picture drawn anew. Its name is never looked at."""

    default_error_messages = {
        "required": gettext_lazy("Wählen Sie ein Bild."),
        "missing": gettext_lazy("Wählen Sie ein Bild."),
        "invalid": gettext_lazy("Wählen Sie ein Bild."),
        "empty": gettext_lazy("In dieser Datei ist nichts."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}))
        super().__init__(**options)

    def to_python(self, data: Any) -> Drawn | None:  # type: ignore[override]
        """Check the upload and draw it anew."""
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            # One byte more than allowed tells that it is too big.
            return redraw(upload.read(MOST_BYTES + 1))
        except PictureRefusedError as error:
            raise ValidationError(refused_words(error), error.code) from None
