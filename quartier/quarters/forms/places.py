"""Where things lie: the boundary of a quarter as a file or as corners, the point of an actor, the map to click on."""

import json
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.base.fields import LongTextField
from quartier.quarters import geometry
from quartier.quarters.forms.fields import PositionField
from quartier.quarters.geometry import Boundary, BoundaryError
from quartier.quarters.sketch import FARTHEST, HEIGHT, NEAREST, WIDTH, Position, Window

MOST_CORNERS = 200
SIZES = {"klein": 280, "gross": 640}  # how wide the map is shown where no script makes it fit, in pixels
FIRST_LOOK = 3_000  # metres across, where only the middle is known


def trouble(error: BoundaryError) -> str:
    """Say what is wrong with a boundary, and what helps."""
    mb = geometry.LARGEST // 1_000_000
    near = {"place": written((error.details.get("lat", 0), error.details.get("lon", 0)))}
    words = {
        "too_large": _("Die Datei ist größer als %(mb)s MB. Speichern Sie nur den Umriss des Stadtteils.") % {"mb": mb},
        "not_json": _("Das ist kein GeoJSON. Eine solche Datei endet auf .geojson oder .json und beginnt mit {."),
        "too_deep": _("Die Datei ist zu verschachtelt. Speichern Sie nur den Umriss des Stadtteils."),
        "no_area": _("In der Datei ist keine Fläche, vielleicht nur Punkte oder Linien. Zeichnen Sie ein Polygon."),
        "several_areas": _("In der Datei sind mehrere Flächen. Löschen Sie alle außer Ihrem Stadtteil."),
        "not_numbers": _("Ein Punkt der Linie besteht nicht aus zwei Zahlen. Speichern Sie die Fläche noch einmal."),
        "out_of_range": _("Die Zahlen sind keine Grad. Speichern Sie die Fläche in WGS 84 (EPSG:4326)."),
        "swapped": _("Breite und Länge sind vertauscht. In GeoJSON steht die Länge zuerst: 7.19, 51.40."),
        "too_many_points": _("Die Linie hat mehr als %(most)s Punkte. Vereinfachen Sie sie, zum Beispiel mit QGIS.")
        % {"most": number_format(geometry.MOST_POINTS, force_grouping=True)},
        "too_many_rings": _("Die Fläche besteht aus zu vielen Teilen. Speichern Sie nur den Umriss des Stadtteils."),
        "ring_open": _("Die Linie ist nicht geschlossen: Ihr letzter Punkt muss der erste sein."),
        "ring_short": _("Eine Fläche hat mindestens drei Ecken. Setzen Sie noch welche."),
        "crosses_itself": _("Die Linie kreuzt sich nahe %(place)s. Verschieben Sie dort eine Ecke.") % near,
        "hole_outside": _("Ein Loch liegt nicht in der Fläche. Löschen Sie es, oder verschieben Sie es hinein."),
        "parts_overlap": _("Zwei Teile der Fläche überlappen sich. Verbinden Sie sie zu einem, zum Beispiel mit QGIS."),
    }
    return words[error.code]


class BoundaryFileForm(forms.Form):
    """A boundary as GeoJSON: a file, or its text."""

    file = forms.FileField(
        label=gettext_lazy("Datei"),
        required=False,
        help_text=gettext_lazy("Eine Fläche als GeoJSON, höchstens 1 MB."),
        error_messages={"empty": gettext_lazy("Diese Datei ist leer.")},
    )
    text = LongTextField(
        label=gettext_lazy("Oder der Text"),
        required=False,
        help_text=gettext_lazy("Alles aus der Datei kopieren und hier einfügen."),
    )

    def clean_file(self) -> Boundary | None:
        """Read the file."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > geometry.LARGEST:
            raise forms.ValidationError(trouble(BoundaryError("too_large")))
        try:
            return _read(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(trouble(BoundaryError("not_json"))) from None

    def clean_text(self) -> Boundary | None:
        """Read the text."""
        text: str = self.cleaned_data["text"]
        return _read(text) if text.strip() else None

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("file") or cleaned.get("text")):
            self.add_error("file", _("Wählen Sie eine Datei, oder fügen Sie den Text ein."))
        return cleaned

    def boundary(self) -> Boundary:
        """Return what was sent; the file counts when both were."""
        found: Boundary = self.cleaned_data["file"] or self.cleaned_data["text"]
        return found


class CornersField(LongTextField):
    """Corners, one in a line as "51.4498, 7.0712"; becomes a list of (latitude, longitude)."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(written, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        lines = [line for line in str(super().clean(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST_CORNERS:
            raise forms.ValidationError(_("Das sind zu viele Ecken. Laden Sie eine so genaue Grenze als Datei hoch."))
        corners = []
        for number, line in enumerate(lines, start=1):
            try:
                corners.append(PositionField().clean(line))
            except forms.ValidationError as error:
                said = _("Ecke %(number)s: %(trouble)s") % {"number": number, "trouble": error.messages[0]}
                raise forms.ValidationError(said) from None
        return corners


class WindowForm(forms.Form):
    """Which piece of ground the map shows, and where somebody clicked on it."""

    mitte = PositionField(required=False, max_length=60, widget=forms.HiddenInput)
    weite = forms.FloatField(required=False, min_value=NEAREST, max_value=FARTHEST, widget=forms.HiddenInput)

    def window(self, usual: Window | None) -> Window | None:
        """Return the window that was shown, moved as one of its buttons says."""
        middle, across = self.cleaned_data.get("mitte"), self.cleaned_data.get("weite")
        shown = Window.at(middle, across) if middle and across else usual
        return shown.moved(str(self.data.get("ausschnitt", ""))) if shown else None

    def click(self, window: Window) -> Position | None:
        """Return where somebody clicked. Pressing the map with the keyboard sends its upper left corner: no click."""
        for name, wide in SIZES.items():
            x, y = (_pixel(self.data.get(f"{name}.{axis}", "")) for axis in "xy")
            if (x or y) and x <= wide and y <= wide * HEIGHT / WIDTH:
                return window.plan.to_position(x * WIDTH / wide, y * WIDTH / wide)
        return None

    @property
    def pressed_map(self) -> bool:
        """Whether the map was pressed, with a pointer or with the keyboard."""
        return any(f"{name}.x" in self.data for name in SIZES)


class CornersForm(WindowForm):
    """A boundary that is being drawn, corner by corner."""

    ecken = CornersField(
        label=gettext_lazy("Ecken als Zahlen"),
        required=False,
        max_length=20_000,
        help_text=gettext_lazy("Jede Ecke in eine eigene Zeile: Breite, Länge. Zum Beispiel: 51.4498, 7.0712"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "short"}),
    )

    @property
    def typed(self) -> list[Position]:
        """The corners as they were sent."""
        return list(self.cleaned_data["ecken"])

    def corners(self, window: Window) -> list[Position]:
        """Return the corners after what was pressed: the map, "undo", or "remove" of one of them."""
        corners = self.typed
        away = str(self.data.get("weg", ""))
        if away.isascii() and away.isdigit() and len(away) < 5:
            del corners[int(away) : int(away) + 1]
        elif "zurueck" in self.data:
            del corners[-1:]
        elif (clicked := self.click(window)) and len(corners) < MOST_CORNERS:
            corners.append(clicked)
        return corners

    def boundary(self) -> Boundary:
        """Return the corners as a boundary. Raises ValidationError in plain words."""
        ring = [[lon, lat] for lat, lon in self.typed]
        return _read(json.dumps({"type": "Polygon", "coordinates": [[*ring, *ring[:1]]]}))


class PointForm(WindowForm):
    """The point of an actor."""

    punkt = PositionField(
        label=gettext_lazy("Breite und Länge"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Zum Beispiel: 51.4467, 7.0818. Leer lassen heißt: kein Punkt auf der Karte."),
    )


class MiddleForm(forms.Form):
    """Where a quarter lies of which nothing is known yet."""

    mitte = PositionField(
        label=gettext_lazy("Ein Punkt in der Mitte"),
        max_length=60,
        help_text=gettext_lazy("Breite und Länge, zum Beispiel: 51.4467, 7.0818"),
        error_messages={"required": gettext_lazy("Schreiben Sie zwei Zahlen.")},
    )


def written(position: Position | None) -> str:
    """Return a position as PositionField reads it."""
    return f"{position[0]}, {position[1]}" if position else ""


def _read(text: str) -> Boundary:
    try:
        return geometry.parse_boundary(text)
    except BoundaryError as error:
        raise forms.ValidationError(trouble(error)) from None


def _pixel(text: Any) -> int:
    text = str(text)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
