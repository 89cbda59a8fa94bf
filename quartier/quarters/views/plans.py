"""The plan of a quarter: uploaded, laid on the ground by points that are known, shown behind its maps."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.files.serving import answer
from quartier.quarters.actions import plans as actions
from quartier.quarters.behind import picture_address
from quartier.quarters.forms.plans import LevelForm, PlanDetailsForm, PlanForm
from quartier.quarters.models import Quarter, QuarterPlan
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.marks import mark_points, number_of
from quartier.quarters.views.places import frame
from quartier.ui.forms import status


@within("quarters.edit_quarter")
def plan_page(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Take in a plan; then say which points of it lie where, one after the other."""
    plan = QuarterPlan.objects.filter(quarter=quarter).select_related("picture").first()
    if plan and not plan.removed_at and "neu" not in request.GET:
        return mark_points(request, quarter, plan)
    form = PlanForm(request.POST, request.FILES) if request.method == "POST" else PlanForm()
    if request.method == "POST" and form.is_valid():
        actions.add_plan(quarter, form.cleaned_data["picture"], form.cleaned_data["source"], by=request.visitor)
        return redirect("quarter_plan", quarter.code)
    context = plan_frame(quarter) | {"form": form, "before": plan}
    return render(request, "quarters/plan_upload.html", context, status=status(form))


@within("quarters.edit_quarter")
@require_POST
def forget_mark(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Take one point away."""
    plan = _fetch(quarter)
    number = number_of(request, plan)
    if number is not None:
        marks = [mark for place, mark in enumerate(plan.known) if place != number]
        actions.set_marks(plan, marks, by=request.visitor)
        messages.success(request, _("Der Punkt ist weg."))
    return redirect("quarter_plan", quarter.code)


@within("quarters.edit_quarter")
def level(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Lay a plan with north up by its middle and its width."""
    plan = _fetch(quarter)
    form = LevelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        middle, across = form.cleaned_data["mitte"], form.cleaned_data["breite"]
        actions.lay_level(plan, middle, across, by=request.visitor)
        messages.success(request, _("Der Plan liegt auf der Karte. Jetzt können Sie die Grenze zeichnen."))
        return redirect("boundary", quarter.code)
    return render(request, "quarters/plan_level.html", plan_frame(quarter) | {"form": form}, status=status(form))


@within("quarters.edit_quarter")
def details(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Say where the plan is from and who sees it, or take it away."""
    plan = _fetch(quarter)
    initial = {"source": plan.source, "is_shown": plan.is_shown}
    form = PlanDetailsForm(request.POST if request.method == "POST" else None, initial=initial)
    if "entfernen" in request.POST:
        actions.remove_plan(plan, by=request.visitor)
        return redirect("quarter_plan", quarter.code)
    if request.method == "POST" and form.is_valid():
        actions.change_plan(plan, form.cleaned_data, by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect("quarter_plan", quarter.code)
    context = plan_frame(quarter) | {"form": form, "picture": picture_address(quarter, plan), "source": plan.source}
    return render(request, "quarters/plan_details.html", context, status=status(form))


@within("quarters.edit_quarter")
@require_POST
def restore(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Bring back a plan that was taken away."""
    actions.restore_plan(get_object_or_404(QuarterPlan, quarter=quarter), by=request.visitor)
    messages.success(request, _("Der Plan ist wieder da."))
    return redirect("quarter_plan", quarter.code)


@within()
def picture(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Give the picture of the plan to whoever sees it."""
    plans = QuarterPlan.objects.visible_to(request.visitor).select_related("picture")
    return answer(get_object_or_404(plans, quarter=quarter).picture, request)


def plan_frame(quarter: Quarter) -> dict[str, Any]:
    """Return what the pages of the plan share."""
    return frame(quarter) | {"here": reverse("quarter_plan", args=[quarter.code])}


def _fetch(quarter: Quarter) -> QuarterPlan:
    return get_object_or_404(QuarterPlan.objects.select_related("picture"), quarter=quarter, removed_at=None)
