"""Reading in a print view or an export: the upload, and its confirmation after the preview."""

from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import LongTextField
from quartier.methods import printview, reports

SALT = "quartier.methods.import"
PREVIEW_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Upload:
    """A text that was sent, where it came from, and how its file was read."""

    text: str
    source: str
    encoding: str = ""

    def sealed(self) -> str:
        """Return the upload for a hidden field, signed, so that what was previewed is what is imported."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)


class UploadForm(forms.Form):
    """A file, or its text."""

    file = forms.FileField(
        label=_("Datei"),
        required=False,
        help_text=_("Die Druckansicht eines Moduls als Textdatei, oder ein Export als JSON. Höchstens 1 MB."),
        error_messages={"empty": _("Diese Datei ist leer.")},
    )
    text = LongTextField(
        label=_("Oder der Text"),
        required=False,
        help_text=_("Markieren Sie die ganze Druckansicht, kopieren Sie sie, und fügen Sie sie hier ein."),
    )

    def clean_file(self) -> Upload | None:
        """Read the file as text."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > printview.MAX_BYTES:
            raise ValidationError(reports.unreadable_words("too_big"))
        try:
            text, encoding = printview.decode(file.read())
        except printview.UnreadableError as error:
            raise ValidationError(reports.unreadable_words(error.reason)) from None
        return Upload(text, (file.name or "")[:200], encoding)

    def clean_text(self) -> Upload | None:
        """Take the text as it was pasted."""
        text: str = self.cleaned_data["text"]
        if not text:
            return None
        try:
            return Upload(printview.check(text), "")
        except printview.UnreadableError as error:
            raise ValidationError(reports.unreadable_words(error.reason)) from None

    def clean(self) -> dict[str, Any]:
        """One of the two has to be there."""
        data = super().clean() or {}
        if not self.errors and not (data.get("file") or data.get("text")):
            raise ValidationError(_("Wählen Sie eine Datei, oder fügen Sie den Text ein."))
        if data.get("file") and data.get("text"):
            raise ValidationError(_("Schicken Sie entweder eine Datei oder den Text, nicht beides."))
        return data

    def upload(self) -> Upload:
        """Return what was sent."""
        upload: Upload = self.cleaned_data["file"] or self.cleaned_data["text"]
        return upload


class ConfirmForm(forms.Form):
    """What the preview showed."""

    upload = forms.CharField(widget=forms.HiddenInput)

    def clean_upload(self) -> Upload:
        """Open the sealed upload."""
        try:
            sealed: dict[str, str] = signing.loads(self.cleaned_data["upload"], salt=SALT, max_age=PREVIEW_SECONDS)
        except signing.BadSignature:
            raise ValidationError(_("Die Vorschau ist zu alt. Schicken Sie die Datei noch einmal.")) from None
        return Upload(**sealed)
