"""The quarters, and the page of one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.accounts.guests import visitor
from quartier.accounts.http import AccountRequest
from quartier.base.rows import Rows, posted
from quartier.quarters import labels
from quartier.quarters.actions import founding
from quartier.quarters.belongings import links_of
from quartier.quarters.directory import directory
from quartier.quarters.forms.quarters import FigureForm, FoundForm, QuarterForm
from quartier.quarters.models import ListImport, Quarter
from quartier.quarters.roles import audience_of, roles_of
from quartier.quarters.views.access import QuarterRequest, within
from quartier.ui.forms import status


def quarter_list(request: HttpRequest) -> HttpResponse:
    """Show the quarters that somebody may see, one's own first."""
    person = visitor(request)
    mine = roles_of(person)
    quarters = list(Quarter.objects.visible_to(person))
    context = {
        "mine": [quarter for quarter in quarters if quarter.pk in mine],
        "others": [quarter for quarter in quarters if quarter.pk not in mine],
        "may_found": person.has_perm("quarters.found_quarter"),
    }
    return render(request, "quarters/list.html", context)


@login_required
def found(request: AccountRequest) -> HttpResponse:
    """Ask for name and place, and begin a quarter."""
    if not request.user.has_perm("quarters.found_quarter"):
        raise Http404
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        quarter = founding.found_quarter(**form.cleaned_data, by=request.user)
        messages.success(request, _("%(quarter)s ist angelegt. Noch sehen nur Sie die Seite.") % {"quarter": quarter})
        return redirect("quarter", quarter.code)
    context = {"form": form, "crumbs": [(_("Stadtteile"), reverse("quarters"))]}
    return render(request, "quarters/found.html", context, status=status(form))


@within()
def profile(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show what a quarter says about itself, and to its coordinators what comes next."""
    audience = audience_of(request.visitor, quarter.pk)
    shown = directory(quarter, audience)
    may_edit = request.visitor.has_perm("quarters.edit_quarter", quarter)
    links = links_of(quarter, request.visitor)
    context = {
        "quarter": quarter,
        "links": [link for link in links if not link.is_office],
        "office_links": [link for link in links if link.is_office],
        "figures": quarter.figures.all(),
        "languages": [labels.LANGUAGES[code] for code in quarter.languages if code in labels.LANGUAGES],
        "number": len(shown.entries),
        "may_edit": may_edit,
        "is_member": audience != "public",
        "steps": _steps(quarter, len(shown.entries)) if may_edit else [],
        "crumbs": [(_("Stadtteile"), reverse("quarters"))],
    }
    return render(request, "quarters/profile.html", context)


def _steps(quarter: Quarter, actors: int) -> list[tuple[bool, str, str]]:
    """Return (done?, words, address) of what makes a quarter ready."""
    read_in = quarter.imports.filter(state=ListImport.State.DONE).exists()
    return [
        (bool(quarter.description), _("Den Stadtteil beschreiben"), reverse("edit_quarter", args=[quarter.code])),
        (read_in or actors > 0, _("Ihre Adressliste einlesen"), reverse("import_list", args=[quarter.code])),
        (bool(quarter.boundary), _("Die Grenze zeichnen"), reverse("boundary", args=[quarter.code])),
        (quarter.memberships.count() > 1, _("Mitglieder aufnehmen"), reverse("members", args=[quarter.code])),
    ]


@within("quarters.edit_quarter")
def edit(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Change what the quarter says about itself."""
    form = QuarterForm(request.POST or None, initial={f: getattr(quarter, f) for f in QuarterForm.base_fields})
    stored = quarter.figures.values(*FigureForm.base_fields)
    rows, pressed = (
        posted("zahlen", FigureForm, request.POST)
        if request.method == "POST"
        else (Rows("zahlen", FigureForm, initial=list(stored) or [{}]), False)
    )
    if request.method == "POST" and not pressed and form.is_valid() & rows.is_valid():
        founding.change_quarter(quarter, form.cleaned_data, rows.cleaned(), by=request.visitor)
        messages.success(request, _("Gespeichert."))
        return redirect(quarter)
    context = _context(quarter) | {"form": form, "rows": rows}
    return render(request, "quarters/edit.html", context, status=200 if pressed else status(form))


@within("quarters.publish_quarter")
@require_POST
def publish(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Show the quarter to everybody, or to its members alone."""
    try:
        if request.POST.get("oeffentlich") == "ja":
            founding.publish_quarter(quarter, by=request.visitor)
            messages.success(request, _("Der Stadtteil ist jetzt öffentlich."))
        else:
            founding.withdraw_quarter(quarter, by=request.visitor)
            messages.success(request, _("Jetzt sehen nur noch die Mitglieder den Stadtteil."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(quarter)


def _context(quarter: Quarter) -> dict[str, Any]:
    crumbs = [(_("Stadtteile"), reverse("quarters")), (quarter.name, quarter.get_absolute_url())]
    return {"quarter": quarter, "crumbs": crumbs}
