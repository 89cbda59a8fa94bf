"""Where a quarter lies, and where its actors do."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from quartier.quarters import geometry
from quartier.quarters.actions import actors as actor_actions
from quartier.quarters.actions import founding
from quartier.quarters.behind import behind_of
from quartier.quarters.directory import directory
from quartier.quarters.forms.places import (
    FIRST_LOOK,
    MOST_CORNERS,
    SIZES,
    BoundaryFileForm,
    CornersForm,
    MiddleForm,
    PointForm,
    written,
)  # fmt: skip
from quartier.quarters.geometry import Boundary
from quartier.quarters.models import Quarter
from quartier.quarters.outlines import as_stored, outline_of
from quartier.quarters.roles import audience_of
from quartier.quarters.sketch import Position, Sketch, Window
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.actors import fetch as fetch_actor
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status

MOST_PLACES = 100  # names for orientation on a map to click on


def area_words(boundary: Boundary) -> str:
    """Return the area as people say it."""
    area = geometry.area_km2(boundary)
    return _("%(area)s km²") % {"area": number_format(area, 1 if area >= 1 else 2)}


@within("quarters.edit_quarter")
def boundary(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Draw the boundary corner by corner; every answer carries all corners on."""
    if request.method == "POST" and "wegnehmen" in request.POST:
        founding.set_boundary(quarter, None, by=request.visitor)
        messages.success(request, _("Die Grenze ist weggenommen."))
        return redirect("boundary", quarter.code)
    usual = _usual_window(request, quarter)
    if request.method != "POST" or "weite" not in request.POST:
        return _drawing(request, quarter, usual, _drawn_corners(quarter)) if usual else _ask_middle(request, quarter)
    form = CornersForm(request.POST)
    is_valid, window = form.is_valid(), form.window(usual)
    if window is None:
        return _ask_middle(request, quarter)
    if not is_valid:
        return _drawing(request, quarter, window, [], form)
    if "speichern" in request.POST:
        typed = form.typed
        try:
            return _save(request, quarter, form.boundary())
        except ValidationError as error:
            form.add_error("ecken", error)
            return _drawing(request, quarter, window, typed, form)
    if form.pressed_map and not form.click(window):
        messages.info(request, _("Mit der Tastatur schreiben Sie die Ecken als Zahlen."))
    return _drawing(request, quarter, window, form.corners(window))


@within("quarters.edit_quarter")
def boundary_file(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Take the boundary from GeoJSON."""
    form = BoundaryFileForm(request.POST, request.FILES) if request.method == "POST" else BoundaryFileForm()
    if request.method == "POST" and form.is_valid():
        return _save(request, quarter, form.boundary())
    return render(request, "quarters/boundary_file.html", frame(quarter) | {"form": form}, status=status(form))


@within("quarters.see_members")
def point(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Set the point of an actor by clicking on the map or by typing."""
    actor = fetch_actor(request, quarter, code)
    now = None if actor.latitude is None or actor.longitude is None else (actor.latitude, actor.longitude)
    form = PointForm(request.POST if request.method == "POST" else None, initial={"punkt": written(now)})
    window = _usual_window(request, quarter)
    if request.method == "POST" and form.is_valid():
        if "speichern" in request.POST:
            lat, lon = form.cleaned_data["punkt"] or (None, None)
            actor_actions.change_actor(actor, {"latitude": lat, "longitude": lon}, by=request.visitor)
            messages.success(request, _("Gespeichert."))
            return redirect(actor)
        window = form.window(window)
        clicked = form.click(window) if window else None
        if form.pressed_map and not clicked:
            messages.info(request, _("Mit der Tastatur schreiben Sie den Punkt als Zahlen."))
        now = clicked or form.cleaned_data["punkt"]
        form = PointForm(initial={"punkt": written(now)})
    context = {"quarter": quarter, "actor": actor, "form": form, "crumbs": crumbs(quarter, actor)}
    if window:
        title = _("Karte: Wo liegt %(actor)s?") % {"actor": actor.name}
        context |= _map(request, quarter, window, title, chosen=now)
    return render(request, "quarters/point.html", context, status=status(form))


def _save(request: QuarterRequest, quarter: Quarter, drawn: Boundary) -> HttpResponse:
    founding.set_boundary(quarter, as_stored(drawn), by=request.visitor)
    said = _("Gespeichert. Der Stadtteil ist %(area)s groß. Stimmt das?") % {"area": area_words(drawn)}
    messages.success(request, said)
    return redirect("boundary", quarter.code)


def _ask_middle(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Ask where the quarter lies at all, and show the empty map there."""
    form = MiddleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _drawing(request, quarter, Window.at(form.cleaned_data["mitte"], FIRST_LOOK), [])
    return render(request, "quarters/boundary_middle.html", frame(quarter) | {"form": form}, status=status(form))


def _drawing(
    request: QuarterRequest, quarter: Quarter, window: Window, corners: list[Position], form: forms.Form | None = None
) -> HttpResponse:
    stored = outline_of(quarter.boundary)
    context = frame(quarter) | _map(request, quarter, window, _("Karte: Grenze zeichnen"), corners=corners)
    context |= {
        "form": form or CornersForm(initial={"ecken": corners}),
        "corners": [written(corner) for corner in corners],
        "area": area_words(stored) if stored else "",
    }
    return render(request, "quarters/boundary.html", context, status=422 if form else 200)


def frame(quarter: Quarter) -> dict[str, Any]:
    """Return what all ways to a boundary share."""
    drawn, file = reverse("boundary", args=[quarter.code]), reverse("boundary_file", args=[quarter.code])
    plan = reverse("quarter_plan", args=[quarter.code])
    tabs = [(_("Zeichnen"), drawn), (_("Plan"), plan), (_("Als Datei hochladen"), file)]
    return {"quarter": quarter, "tabs": tabs, "here": drawn, "here_file": file, "crumbs": crumbs(quarter)[:2]}


def _map(request: QuarterRequest, quarter: Quarter, window: Window, title: str, **drawn: Any) -> dict[str, Any]:
    """Return what the template of the map to click on needs."""
    behind = behind_of(quarter, request.visitor)
    sheets = behind.sheets(window.plan)
    outline = outline_of(quarter.boundary)
    sketch = Sketch(window, title, outline, places=known_places(request, quarter), sheets=sheets, **drawn)
    return tools(window, title) | {
        "sketch": markup(sketch),
        "square": None if sheets else window.square,
        "credits": behind.credits,
    }


def tools(window: Window, title: str) -> dict[str, Any]:
    """Return what the template needs to move the window."""
    turns = [
        ("nord", _("Norden")),
        ("sued", _("Süden")),
        ("west", _("Westen")),
        ("ost", _("Osten")),
    ]
    return {
        "map_title": title,
        "sizes": SIZES,
        "middle": written((window.lat, window.lon)),
        "across": str(window.across),
        "directions": turns,
    }


def markup(sketch: Sketch) -> SafeString:
    """Return the drawing for a template."""
    return mark_safe(sketch.svg())  # noqa: S308  (escaped by quarters/drawing.py)


def known_places(request: QuarterRequest, quarter: Quarter) -> list[tuple[str, Position]]:
    """Return the actors whose position the visitor may see."""
    entries = directory(quarter, audience_of(request.visitor, quarter.pk)).entries.values()
    return [(entry.face.name, entry.position) for entry in entries if entry.position][:MOST_PLACES]


def _usual_window(request: QuarterRequest, quarter: Quarter) -> Window | None:
    """Return the window around the boundary, the plan, or the actors; None where nothing is known."""
    if outline := outline_of(quarter.boundary):
        return Window.around(geometry.bounds(outline))
    if plan := behind_of(quarter, request.visitor).plan:
        return Window.around(plan.bounds)
    positions = [position for _name, position in known_places(request, quarter)]
    if not positions:
        return None
    lats, lons = zip(*positions, strict=True)
    return Window.around((min(lats), min(lons), max(lats), max(lons)))


def _drawn_corners(quarter: Quarter) -> list[Position]:
    """Return the corners of the boundary, when it is simple enough to be drawn by hand."""
    outline = outline_of(quarter.boundary)
    if outline is None or len(outline.rings) != 1 or outline.points > MOST_CORNERS:
        return []
    return [(lat, lon) for lon, lat in outline.rings[0][:-1]]
