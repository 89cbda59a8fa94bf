"""Which points of a plan lie where: the page on which they are clicked, or typed, one after the other."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.quarters.actions import plans as actions
from quartier.quarters.backdrop import Sheet
from quartier.quarters.behind import picture_address
from quartier.quarters.forms.plans import MarkForm
from quartier.quarters.models import Quarter, QuarterPlan
from quartier.quarters.plan import Mark, Plan
from quartier.quarters.sketch import HEIGHT, WIDTH, Sketch, Window
from quartier.quarters.views.access import QuarterRequest
from quartier.quarters.views.places import frame, known_places, markup, tools
from quartier.ui.forms import status

_FAR_OFF = 0.03  # of the width of the plan: points that fit worse than that are wrong rather than inexact
_TURNED = 30  # degrees, from which on somebody should look whether north is really there


def mark_points(request: QuarterRequest, quarter: Quarter, plan: QuarterPlan) -> HttpResponse:
    """Ask for the next point, or for the one that is to be moved; every answer carries on what was typed."""
    picture, number = _lying_nowhere(plan), number_of(request, plan)
    asked: dict[str, Any] = {"picture": picture, "places": known_places(request, quarter)}
    form = MarkForm(request.POST if request.method == "POST" else None, initial=_as_typed(plan, number), **asked)
    window = Window.at((0, 0), max(picture.width, picture.height * WIDTH / HEIGHT))
    if request.method == "POST" and form.is_valid():
        window = form.window(window) or window
        if "speichern" in request.POST and (mark := form.mark()):
            return _keep(request, quarter, plan, mark, number)
        if "speichern" not in request.POST:
            form = MarkForm(initial=_carried_on(request, form, window), **asked)
    return render(request, "quarters/plan.html", _context(quarter, plan, window, form, number), status=status(form))


def number_of(request: QuarterRequest, plan: QuarterPlan) -> int | None:
    """Return which point is meant, counted from 0; None for a new one."""
    text = request.POST.get("nummer", request.GET.get("nummer", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 and int(text) < len(plan.marks) else None


def _carried_on(request: QuarterRequest, form: MarkForm, window: Window) -> dict[str, str]:
    """Return what was typed, with the place that was clicked."""
    clicked = form.clicked(window)
    if form.pressed_map and not clicked:
        messages.info(request, _("Mit der Tastatur schreiben Sie die Stelle als Zahlen."))
    typed = {name: request.POST.get(name, "") for name in ("punkt", "ort", "lage")}
    return typed | ({"punkt": _typed(*clicked)} if clicked else {})


def _keep(request: QuarterRequest, quarter: Quarter, plan: QuarterPlan, mark: Mark, number: int | None) -> HttpResponse:
    marks = plan.known
    if number is None and len(marks) >= actions.MOST_MARKS:
        messages.error(request, _("Das sind genug Punkte. Nehmen Sie zuerst einen weg."))
        return redirect("quarter_plan", quarter.code)
    if number is None:
        marks.append(mark)
    else:
        marks[number] = mark
    actions.set_marks(plan, marks, by=request.visitor)
    messages.success(request, _("Der Punkt ist gemerkt."))
    return redirect("quarter_plan", quarter.code)


def _context(quarter: Quarter, plan: QuarterPlan, window: Window, form: MarkForm, number: int | None) -> dict[str, Any]:
    picture, chosen = _lying_nowhere(plan), _chosen(form)
    title = _("Plan: Punkte setzen")
    places = [
        (_("Punkt %(number)s") % {"number": place}, picture.to_position(mark.x, mark.y))
        for place, mark in enumerate(plan.known, start=1)
        if place - 1 != number
    ]
    sketch = Sketch(
        window,
        title,
        chosen=picture.to_position(*chosen) if chosen else None,
        places=places,
        sheets=[Sheet.of(picture_address(quarter, plan), picture)],
        picture=picture,
    )
    return (
        frame(quarter)
        | tools(window, title)
        | {
            "here": reverse("quarter_plan", args=[quarter.code]),
            "sketch": markup(sketch),
            "form": form,
            "number": number,
            "marks": [(f"{mark.lat}, {mark.lon}", place) for place, mark in enumerate(plan.known)],
            "said": _said(plan),
            "is_laid": plan.calibrated is not None,
            "source": plan.source,
        }
    )


def _chosen(form: MarkForm) -> tuple[float, float] | None:
    """Return the point that the form carries, if it is one."""
    try:
        found: tuple[float, float] | None = form.fields["punkt"].clean(form["punkt"].value() or "")
    except forms.ValidationError:
        return None
    inside = found and 0 <= found[0] <= form.picture.width and 0 <= found[1] <= form.picture.height
    return found if inside else None


def _said(plan: QuarterPlan) -> list[str]:
    """Say what the points say about the plan, and what is missing or odd."""
    marks, laid = plan.known, plan.calibrated
    if len(marks) < 2:
        number = 2 - len(marks)
        said = ngettext("Es fehlt noch %(number)s Punkt.", "Es fehlen noch %(number)s Punkte.", number)
        return [said % {"number": number}]
    if laid is None:
        return [_("Die Punkte liegen alle an derselben Stelle. Verschieben Sie einen.")]
    wide = laid.width * laid.metres_per_pixel
    km = {"km": number_format(round(wide / 1000, 1), 1)}
    return [_("Der Plan liegt auf der Karte. Er ist rund %(km)s km breit.") % km, *_doubts(marks, laid, wide)]


def _doubts(marks: list[Mark], laid: Plan, wide: float) -> list[str]:
    """Say how exact the points are, and whether north is where one expects it."""
    if len(marks) == 2:
        said = [_("Ein dritter Punkt zeigt, wie genau das ist.")]
    else:
        off = laid.misfit(marks)
        metres = {"metres": number_format(max(1, round(off)))}
        said = [_("Die Punkte passen bis auf %(metres)s m zusammen.") % metres]
        if off > _FAR_OFF * wide:
            said.append(_("Das ist viel. Sehen Sie nach, ob ein Punkt falsch sitzt."))
    if abs(laid.tilt) > _TURNED:
        said.append(_("Norden ist auf diesem Plan nicht oben. Wenn das nicht stimmt, sind zwei Punkte vertauscht."))
    return said


def _lying_nowhere(plan: QuarterPlan) -> Plan:
    """Return the plan as if it lay at the equator, a metre to a pixel: a map to click on shows and moves it there."""
    width, height = plan.picture.width, plan.picture.height
    return Plan.level((0, 0), width, width, height)


def _typed(x: float, y: float) -> str:
    return f"{y:.1f}, {x:.1f}"


def _as_typed(plan: QuarterPlan, number: int | None) -> dict[str, str]:
    if number is None:
        return {}
    mark = plan.known[number]
    return {"punkt": _typed(mark.x, mark.y), "lage": f"{mark.lat}, {mark.lon}"}
