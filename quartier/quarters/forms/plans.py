"""A plan: its picture and source, the points of it that are known, its width."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.base.fields import TextField
from quartier.files.forms import PictureField
from quartier.quarters.forms.fields import PositionField
from quartier.quarters.forms.places import WindowForm, written
from quartier.quarters.plan import Mark, Plan
from quartier.quarters.sketch import Position, Window

NARROWEST, WIDEST = 50, 50_000  # metres


class _SourceField(TextField):
    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Wer hat den Plan gemacht?"),
            max_length=200,
            help_text=gettext_lazy(
                "Das steht unter jeder Karte. Zum Beispiel: Stadt Ruhrau, Stadtplan 2025. Oder: selbst gezeichnet."
            ),
            error_messages={"required": gettext_lazy("Schreiben Sie, woher der Plan kommt.")},
        )


class PlanForm(forms.Form):
    """The picture of a plan, and where it is from."""

    picture = PictureField(label=gettext_lazy("Bild des Plans"))
    source = _SourceField()


class PlanDetailsForm(forms.Form):
    """Where a plan is from, and who sees it."""

    source = _SourceField()
    is_shown = forms.BooleanField(
        label=gettext_lazy("Auch hinter der Karte zeigen, die alle sehen"),
        required=False,
        help_text=gettext_lazy(
            "Nur wenn Sie das dürfen: Stadtpläne und Bilder aus dem Internet gehören jemandem. Fragen Sie dort, oder "
            "zeichnen Sie selbst. Zum Zeichnen der Grenze brauchen Sie das Häkchen nicht."
        ),
    )


class PlacePixelField(TextField):
    """A point in a picture as "downwards, to the right" in pixels; becomes (x, y) or None."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            down, right = (float(part) for part in text.replace(";", ",").split(","))
        except ValueError:
            raise forms.ValidationError(_("Schreiben Sie zwei Zahlen: Bildpunkte von oben, von links.")) from None
        return right, down


class MarkForm(WindowForm):
    """A point of the plan, and where it really lies: chosen from the places that are known, or as degrees."""

    punkt = PlacePixelField(
        label=gettext_lazy("Stelle auf dem Plan"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Bildpunkte von oben, von links. Ein Klick auf den Plan trägt sie ein."),
    )
    lage = PositionField(
        label=gettext_lazy("Oder: Breite und Länge"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Aus einer Karte im Internet, zum Beispiel: 51.4467, 7.0818"),
    )

    def __init__(self, *args: Any, picture: Plan, places: Sequence[tuple[str, Position]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picture = picture
        choices = [(written(position), name) for name, position in places]
        self.fields["ort"] = forms.ChoiceField(
            label=_("Was ist dort?"), required=False, choices=[("", _("bitte wählen")), *choices]
        )

    def clean_punkt(self) -> tuple[float, float] | None:
        """Refuse a point beside the picture."""
        place: tuple[float, float] | None = self.cleaned_data["punkt"]
        if place and not (0 <= place[0] <= self.picture.width and 0 <= place[1] <= self.picture.height):
            size = {"down": round(self.picture.height), "right": round(self.picture.width)}
            raise forms.ValidationError(
                _("Das liegt neben dem Plan. Er ist %(down)s Punkte hoch und %(right)s breit.") % size
            )
        return place

    def clicked(self, window: Window) -> tuple[float, float] | None:
        """Return where on the picture somebody clicked; a click beside it means its edge."""
        position = self.click(window)
        if position is None:
            return None
        x, y = self.picture.to_pixels(*position)
        return min(max(x, 0.0), self.picture.width), min(max(y, 0.0), self.picture.height)

    def mark(self) -> Mark | None:
        """Return the point to be kept; with a mistake in the form where something is missing."""
        place, position = self.cleaned_data["punkt"], self.cleaned_data["lage"]
        position = position or PositionField(required=False).clean(self.cleaned_data["ort"])
        if not place:
            self.add_error("punkt", _("Klicken Sie auf eine Stelle des Plans."))
        if not position:
            self.add_error("lage", _("Wählen Sie, was dort ist, oder schreiben Sie Breite und Länge."))
        return Mark(*place, *position) if place and position else None


class LevelForm(forms.Form):
    """A plan with north up: where its middle lies, and how wide it is."""

    mitte = PositionField(
        label=gettext_lazy("Was liegt in der Mitte des Plans?"),
        max_length=60,
        help_text=gettext_lazy("Breite und Länge, zum Beispiel: 51.4467, 7.0818"),
        error_messages={"required": gettext_lazy("Schreiben Sie zwei Zahlen.")},
    )
    breite = forms.IntegerField(
        label=gettext_lazy("Wie viele Meter sind es vom linken zum rechten Rand?"),
        min_value=NARROWEST,
        max_value=WIDEST,
        help_text=gettext_lazy("Auf vielen Plänen hilft die Leiste mit dem Maßstab."),
        error_messages={"required": gettext_lazy("Schreiben Sie eine Zahl.")},
    )
