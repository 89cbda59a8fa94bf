"""Points of many actors from a table, with a preview."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.quarters import pointlist
from quartier.quarters import vocabulary as v
from quartier.quarters.actions.places import set_points
from quartier.quarters.forms.points import ConfirmPointsForm, PointsFileForm, sealed
from quartier.quarters.models import Quarter
from quartier.quarters.pointlist import Found, Known, NoColumnsError, read_points
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status


@within("quarters.edit_quarter")
def points(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Read a table and show what becomes of every row; then take the points over."""
    if "points" in request.POST:
        return _take(request, quarter)
    form = PointsFileForm(request.POST, request.FILES) if request.method == "POST" else PointsFileForm()
    found: list[Found] = []
    if request.method == "POST" and form.is_valid():
        try:
            found = read_points(form.cleaned_data["file"][0].rows, _known(quarter))
        except NoColumnsError:
            form.add_error("file", _("Es fehlt eine Überschrift. Nennen Sie die Spalten: Name, Breite, Länge."))
    return render(request, "quarters/points.html", _context(quarter, form, found), status=status(form))


def _take(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    form = ConfirmPointsForm(request.POST)
    if form.is_valid():
        number = set_points(quarter, form.cleaned_data["points"], by=request.visitor)
        said = ngettext("%(number)s Punkt ist gesetzt.", "%(number)s Punkte sind gesetzt.", number)
        messages.success(request, said % {"number": number})
    else:
        messages.error(request, _("Die Vorschau ist zu alt. Schicken Sie die Datei noch einmal."))
        return redirect("actor_points", quarter.code)
    return redirect("actors", quarter.code)


def _known(quarter: Quarter) -> list[Known]:
    """Return the organisations of the quarter; individuals stand on no map."""
    rows = quarter.actors.filter(archived_on=None).exclude(kind=v.INDIVIDUAL)
    return [
        Known(code, name, street, None if lat is None or lon is None else (lat, lon))
        for code, name, street, lat, lon in rows.values_list("code", "name", "street", "latitude", "longitude")
    ]


def _context(quarter: Quarter, form: PointsFileForm, found: list[Found]) -> dict[str, Any]:
    fates = {
        pointlist.SET: _("bekommt den Punkt"),
        pointlist.SAME: _("hat diesen Punkt schon"),
        pointlist.NOBODY: _("steht nicht im Verzeichnis"),
        pointlist.SEVERAL: _("passt auf mehrere Akteure"),
        pointlist.NO_NUMBERS: _("ohne Breite und Länge"),
    }
    new = {one.actor.code: one.position for one in found if one.fate == pointlist.SET and one.actor and one.position}
    return {
        "quarter": quarter,
        "form": form,
        "rows": [(one.row, one.said, fates[one.fate], one.actor.name if one.actor else "") for one in found],
        "sealed": sealed(new) if new else "",
        "number": len(new),
        "crumbs": crumbs(quarter),
    }
