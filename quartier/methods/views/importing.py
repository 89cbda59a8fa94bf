"""Reading in, and deciding about what stands beside ours: for editors only."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.accounts.http import AccountRequest
from quartier.methods import printview, reports
from quartier.methods.actions import importing, proposing
from quartier.methods.actions.editing import read_document
from quartier.methods.field_words import entries, field_name
from quartier.methods.forms.importing import ConfirmForm, Upload, UploadForm
from quartier.methods.models import Method, MethodProposal
from quartier.methods.parts import differences
from quartier.methods.views.access import editors_only
from quartier.ui.forms import status

PER_PAGE = 30


def _proposal(request: AccountRequest, code: str) -> MethodProposal:
    found = MethodProposal.objects.visible_to(request.user).select_related("method", "author")
    return get_object_or_404(found.prefetch_related("method__texts"), code=code)


@editors_only
def import_start(request: AccountRequest) -> HttpResponse:
    """Take a file or a text, and show what would become of it. Writes nothing."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            plan = importing.plan_import(form.upload().text)
        except ValidationError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", error)
        else:
            return render(request, "methods/import_preview.html", _preview(plan, form.upload()))
    return render(
        request,
        "methods/import.html",
        {"form": form, "crumbs": [(_("Redaktion"), reverse("drafts"))]},
        status=status(form),
    )


def _preview(plan: importing.Plan, upload: Upload) -> dict[str, Any]:
    return {
        "sealed": upload.sealed(),
        "encoding": reports.encoding_words(upload.encoding),
        "steps": [(step, reports.kind_words(step.kind)) for step in plan.steps],
        "related": [reports.related_words(o.title, o.code, is_known=o.is_known) for o in plan.related],
        "changes": sum(step.kind in (importing.NEW, importing.BESIDE) for step in plan.steps),
        **(_page_report(plan.page) if plan.page else {}),
    }


def _page_report(page: printview.Page) -> dict[str, Any]:
    """Return the report; blank lines are only counted."""
    lines = [line for line in page.lines if line.became != printview.BLANK]
    rows = [(line, reports.line_words(line), line.became == printview.UNKNOWN) for line in lines]
    return {
        "summary": reports.page_summary(page),
        "rows": rows,
        "not_understood": [line for line, _words, is_unknown in rows if is_unknown],
    }


@editors_only
@require_POST
def import_confirm(request: AccountRequest) -> HttpResponse:
    """Import what the preview showed, and show what came of it."""
    form = ConfirmForm(request.POST)
    if form.is_valid():
        upload: Upload = form.cleaned_data["upload"]
        try:
            _plan, outcomes = importing.import_text(upload.text, by=request.user, source=upload.source)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if len(outcomes) == 1 and outcomes[0].proposal:
                messages.success(request, f"{outcomes[0].title}: {reports.kind_words(outcomes[0].kind)}")
                return redirect(outcomes[0].proposal)
            rows = [(outcome, reports.kind_words(outcome.kind)) for outcome in outcomes]
            return render(request, "methods/import_done.html", {"outcomes": rows})
    for wrong in form.errors.values():
        messages.error(request, str(wrong[0]))
    return redirect("import_methods")


@editors_only
def proposals(request: AccountRequest) -> HttpResponse:
    """List what was read in; `?zeige=alle` also what is done."""
    everything = request.GET.get("zeige") == "alle"
    found = MethodProposal.objects.visible_to(request.user).defer("text", "document").select_related("method")
    found = found if everything else found.filter(state=MethodProposal.State.OPEN)
    page = Paginator(found.prefetch_related("method__texts"), PER_PAGE).get_page(request.GET.get("seite"))
    rows = [(proposal, proposal.method.text() or proposal.method) for proposal in page]
    context = {"page_obj": page, "rows": rows, "everything": everything}
    context["crumbs"] = [(_("Redaktion"), reverse("drafts"))]
    return render(request, "methods/proposals.html", context)


@editors_only
def proposal(request: AccountRequest, code: str) -> HttpResponse:
    """Show ours and theirs part by part."""
    found = _proposal(request, code)
    parts = [
        {
            "part": part,
            "name": field_name(part.path),
            "ours": entries(part.path, part.ours),
            "theirs": entries(part.path, part.theirs),
            "adds": part.result != part.theirs,
        }
        for part in differences(read_document(found.method), found.document)
    ]
    context = {
        "proposal": found,
        "text": found.method.text() or found.method.texts.all()[0],
        "parts": parts,
        "is_open": found.state == MethodProposal.State.OPEN,
        "crumbs": [(_("Redaktion"), reverse("drafts")), (_("Vorschläge"), reverse("proposals"))],
    }
    if found.text:
        page = printview.parse(found.text)
        context |= _page_report(page) | {"named": _named(page.related)}
    return render(request, "methods/proposal.html", context)


def _named(titles: list[str]) -> list[tuple[str, Method | None]]:
    """Return the modules that the page names, with our methods."""
    related = importing.related_modules(titles)
    by_code = {method.code: method for method in Method.objects.filter(code__in=[other.code for other in related])}
    return [(other.title, by_code.get(other.code)) for other in related]


@editors_only
@require_POST
def take_part(request: AccountRequest, code: str) -> HttpResponse:
    """Take one part over."""
    found = _proposal(request, code)
    key = request.POST.get("teil", "")
    try:
        changed = proposing.take_over(found, key, by=request.user, seen=request.POST.get("gesehen", ""))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Übernommen.") if changed else _("Das steht schon da. Nichts geändert."))
    return redirect(found)


@editors_only
@require_POST
def reject(request: AccountRequest, code: str) -> HttpResponse:
    """Close a proposal."""
    proposing.reject_proposal(found := _proposal(request, code), by=request.user)
    messages.success(request, _("Der Vorschlag ist abgelehnt. Sie können ihn wieder öffnen."))
    return redirect(found)


@editors_only
@require_POST
def reopen(request: AccountRequest, code: str) -> HttpResponse:
    """Open a closed proposal again."""
    proposing.reopen_proposal(found := _proposal(request, code), by=request.user)
    messages.success(request, _("Der Vorschlag ist wieder offen."))
    return redirect(found)
