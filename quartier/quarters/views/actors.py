"""Writing down who an actor is, what they do, offer and seek."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.base.rows import Rows, posted
from quartier.quarters.actions import actors as actions
from quartier.quarters.forms.actors import ActivityForm, ActorForm, AudienceForm, GoodForm
from quartier.quarters.models import Actor, Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status


def fetch(request: QuarterRequest, quarter: Quarter, code: str, permission: str = "quarters.edit_actor") -> Actor:
    """Return an actor of the quarter for whom the visitor has the permission; 404 for everything else."""
    actor = get_object_or_404(quarter.actors, code=code)
    actor.quarter = quarter
    if not request.visitor.has_perm(permission, actor):
        raise Http404
    return actor


@within("quarters.add_actor")
def add(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Add an actor by hand."""
    form = ActorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = actions.add_actor(quarter, form.values(), by=request.visitor)
        messages.success(request, _("%(actor)s ist eingetragen.") % {"actor": actor.name})
        if "noch" in request.POST:
            return redirect("add_actor", quarter.code)
        return redirect(actor)
    context = {"quarter": quarter, "form": form, "crumbs": crumbs(quarter)}
    return render(request, "quarters/actor_add.html", context, status=status(form))


@within("quarters.see_members")
def edit(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Change an actor; coordinators also decide who sees what."""
    actor = fetch(request, quarter, code)
    may_list = request.visitor.has_perm("quarters.list_actor", actor)
    form = ActorForm(request.POST or None, actor=actor)
    sight = AudienceForm(request.POST or None, actor=actor) if may_list else None
    if request.method == "POST" and form.is_valid() & (sight is None or sight.is_valid()):
        values = form.values() | (sight.values() if sight else {})
        actions.change_actor(actor, values, by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect(actor)
    context = {"quarter": quarter, "actor": actor, "form": form, "sight": sight, "crumbs": crumbs(quarter, actor)}
    wrong = max(status(form), status(sight) if sight else 200)
    return render(request, "quarters/actor_edit.html", context, status=wrong)


@within("quarters.see_members")
def goods(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Write down what the actor offers and seeks."""
    actor = fetch(request, quarter, code)
    stored = actor.goods.values(*GoodForm.base_fields)
    rows, pressed = (
        posted("dinge", GoodForm, request.POST)
        if request.method == "POST"
        else (Rows("dinge", GoodForm, initial=list(stored) or [{}]), False)
    )
    if request.method == "POST" and not pressed and rows.is_valid():
        actions.set_goods(actor, rows.cleaned(), by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return HttpResponseRedirect(f"{actor.get_absolute_url()}#angebote")
    wrong = request.method == "POST" and not pressed
    context = {"quarter": quarter, "actor": actor, "rows": rows, "wrong": wrong, "crumbs": crumbs(quarter, actor)}
    return render(request, "quarters/goods.html", context, status=422 if wrong else 200)


@within("quarters.see_members")
def activities(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Say what is going on, confirm it, or say that it is over."""
    actor = fetch(request, quarter, code)
    form = ActivityForm(request.POST if "text" in request.POST else None)
    if request.method == "POST":
        chosen = actor.activities.filter(pk=_number(request.POST.get("bestaetigen") or request.POST.get("vorbei")))
        if form.is_bound and form.is_valid():
            actions.say_activity(actor, form.cleaned_data["text"], by=request.visitor)
            messages.success(request, _("Danke. Das steht jetzt auf der Seite."))
        elif activity := chosen.first():
            if "bestaetigen" in request.POST:
                actions.confirm_activity(activity, by=request.visitor)
                messages.success(request, _("Danke. Wir fragen in einem halben Jahr wieder nach."))
            else:
                actions.end_activity(activity, by=request.visitor)
                messages.success(request, _("Gut. Das steht nicht mehr auf der Seite."))
        if not form.errors:
            return HttpResponseRedirect(f"{reverse('actor_activities', args=[quarter.code, actor.code])}")
    context = {"quarter": quarter, "actor": actor, "form": form, "activities": actor.activities.all()}
    context |= {"crumbs": crumbs(quarter, actor)}
    return render(request, "quarters/activities.html", context, status=status(form))


@within("quarters.see_members")
@require_POST
def change_state(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Put an actor into the public directory or take them out; archive them or bring them back."""
    actor = fetch(request, quarter, code, "quarters.list_actor")
    wish = request.POST.get("wunsch", "")
    if wish in {"zeigen", "verbergen"}:
        actions.list_actors([actor], wish == "zeigen", by=request.visitor)
    elif wish == "archivieren":
        actions.archive_actor(actor, by=request.visitor)
    elif wish == "zurueckholen":
        actions.restore_actor(actor, by=request.visitor)
    said = {
        "zeigen": _("Steht jetzt im öffentlichen Verzeichnis."),
        "verbergen": _("Steht nicht mehr im öffentlichen Verzeichnis."),
        "archivieren": _("Steht auf keiner Liste mehr. Sie können den Eintrag zurückholen."),
        "zurueckholen": _("Ist wieder dabei."),
    }
    if wish in said:
        messages.success(request, said[wish])
    return redirect(actor)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0
