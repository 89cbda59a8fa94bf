"""The concept: reading, writing section by section, commenting, versions, and on paper."""

from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.conferences import labels
from quartier.conferences.actions import concept as actions
from quartier.conferences.forms.concept import CommentForm, SectionForm
from quartier.conferences.models import Conference
from quartier.conferences.printing import concept_sheet
from quartier.conferences.views.access import frame, within_conference
from quartier.methods.differences import words
from quartier.quarters.views.access import QuarterRequest
from quartier.ui import pdf as pdfs
from quartier.ui.forms import status

SHEET = Path(pdfs.__file__).parent / "print" / "concept.typ"


@within_conference("conferences.see_concept")
def read(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Show the concept with its guiding questions and what members say."""
    texts = {version.section: version for version in conference.concept.newest().select_related("author")}
    comments: dict[str, list[object]] = {}
    for comment in conference.concept_comments.select_related("author"):
        comments.setdefault(comment.section, []).append(comment)
    context = frame(request, conference) | {
        "sections": [(code, *guide, texts.get(code), comments.get(code, [])) for code, guide in labels.CONCEPT.items()],
        "written": sum(bool(version.text) for version in texts.values()),
        "visitor": request.visitor,
    }
    return render(request, "conferences/concept.html", context)


@within_conference("conferences.edit_conference")
def edit(request: QuarterRequest, conference: Conference, section: str) -> HttpResponse:
    """Write one section."""
    name, question, hint = _guide(section)
    last = conference.concept.newest().filter(section=section).first()
    form = SectionForm(
        request.POST or None, initial={"text": last.text if last else "", "base": last.number if last else 0}
    )
    runs = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_section(conference, section, **form.cleaned_data, by=request.visitor)
            messages.success(request, _("„%(section)s“ ist gespeichert.") % {"section": name})
            return HttpResponseRedirect(f"{_address(conference)}#{section}")
        except ValidationError as error:
            form.add_error("text", error)
            runs = words(last.text if last else "", request.POST.get("text", ""))
            again = request.POST.copy()
            again["base"] = str(last.number if last else 0)
            form.data = again
    context = {"form": form, "name": name, "question": question, "hint": hint, "section": section, "runs": runs}
    return render(request, "conferences/concept_edit.html", frame(request, conference) | context, status=status(form))


@within_conference("conferences.see_concept")
def versions(request: QuarterRequest, conference: Conference, section: str) -> HttpResponse:
    """Show every version of a section with what changed; bring one back (POST `fassung`)."""
    name, _question, _hint = _guide(section)
    kept = list(conference.concept.filter(section=section).select_related("author"))
    if request.method == "POST":
        if not request.visitor.has_perm("conferences.edit_conference", conference):
            raise Http404
        wanted = [version for version in kept if str(version.number) == request.POST.get("fassung")]
        if not wanted:
            raise Http404
        actions.restore_version(wanted[0], by=request.visitor)
        messages.success(request, _("Zurückgeholt. Das ist jetzt die neueste Fassung."))
        return redirect(request.path)
    before = [version.text for version in kept[1:]] + [""]
    changes = [(version, words(old, version.text)) for version, old in zip(kept, before, strict=True)] if kept else []
    context = frame(request, conference) | {"name": name, "section": section, "changes": changes}
    return render(request, "conferences/concept_versions.html", context)


@within_conference("conferences.comment_concept")
@require_POST
def comment(request: QuarterRequest, conference: Conference, section: str) -> HttpResponse:
    """Say something about a section."""
    _guide(section)
    form = CommentForm(request.POST)
    if form.is_valid():
        actions.write_comment(conference, section, form.cleaned_data["text"], by=request.visitor)
        messages.success(request, _("Danke. Ihr Kommentar steht jetzt beim Konzept."))
    else:
        messages.error(request, str(form.errors["text"][0]))
    return HttpResponseRedirect(f"{_address(conference)}#{section}")


@within_conference("conferences.see_concept")
@require_POST
def remove_comment(request: QuarterRequest, conference: Conference, section: str, comment: str) -> HttpResponse:
    """Take a comment away."""
    found = get_object_or_404(conference.concept_comments, section=section, code=comment)
    try:
        actions.remove_comment(found, by=request.visitor)
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, _("Der Kommentar ist gelöscht."))
    return HttpResponseRedirect(f"{_address(conference)}#{section}")


@within_conference("conferences.see_concept")
@require_safe
def pdf(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Print the concept."""
    content = pdfs.render(SHEET, concept_sheet(conference))
    disposition = f'inline; filename="konzept-{conference.code}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _guide(section: str) -> tuple[str, str, str]:
    if section not in labels.CONCEPT:
        raise Http404
    name, question, hint = labels.CONCEPT[section]
    return str(name), str(question), str(hint)


def _address(conference: Conference) -> str:
    return reverse("concept", args=[conference.quarter.code, conference.code])
