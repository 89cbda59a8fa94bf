"""A photo of a room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.base.fields import TextField
from quartier.files.forms import PictureField


class PhotoForm(forms.Form):
    """The picture, what is on it in words, and that nobody on it minds."""

    picture = PictureField(
        label=_("Foto"),
        help_text=_("JPEG, PNG oder WebP, höchstens 15 MB. Wo es gemacht wurde, steht nachher nicht mehr darin."),
    )
    words = TextField(
        label=_("Was sieht man darauf?"),
        max_length=200,
        help_text=_(
            "Für Menschen, die das Foto nicht sehen. Zum Beispiel: heller Saal mit Bühne, etwa 60 Stühle in Reihen."
        ),
        error_messages={"required": _("Beschreiben Sie das Foto in ein paar Worten.")},
    )
    agreed = forms.BooleanField(
        label=_("Auf dem Foto ist niemand zu erkennen, oder alle darauf sind einverstanden."),
        error_messages={"required": _("Nehmen Sie ein Foto ohne Menschen, oder fragen Sie alle, die darauf sind.")},
    )
