"""The house rules of a conference: reading, writing, adopting and comparing them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.conferences import labels, paragraphs, reasons
from quartier.conferences.actions import statutes as actions
from quartier.conferences.forms.statutes import PARTS, AdoptForm, StatutesForms
from quartier.conferences.forms.statutes_rows import ROWS
from quartier.conferences.governance.contradictions import Contradiction, Place
from quartier.conferences.governance.statutes import Statutes
from quartier.conferences.models import Conference, StatutesVersion
from quartier.conferences.printing import statutes_sheet
from quartier.conferences.views.access import frame, within_conference
from quartier.methods.differences import Run, words
from quartier.quarters.views.access import QuarterRequest
from quartier.ui import pdf as pdfs
from quartier.ui.forms import status

SHEET = Path(pdfs.__file__).parent / "print" / "statutes.typ"


@within_conference()
def read(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Show what holds today, what comes, and to those who write what is in work."""
    adopted = list(conference.statutes.adopted())
    today = timezone.localdate()
    holding = [version for version in adopted if version.holds_from and version.holds_from <= today]
    coming = [version for version in adopted if version not in holding]
    sees_draft = request.visitor.has_perm("conferences.see_draft", conference)
    context = frame(request, conference) | {
        "version": holding[0] if holding else None,
        "paragraphs": paragraphs.paragraphs(holding[0].content) if holding else [],
        "coming": coming[-1] if coming else None,
        "earlier": holding[1:],
        "draft": conference.statutes.draft() if sees_draft else None,
        "presets": labels.PRESETS.items(),
    }
    return render(request, "conferences/statutes.html", context)


@within_conference()
def version(request: QuarterRequest, conference: Conference, number: int) -> HttpResponse:
    """Show one version, and what it changed."""
    shown = _version(request, conference, number)
    before = _before(conference, shown)
    context = frame(request, conference) | {
        "version": shown,
        "paragraphs": paragraphs.paragraphs(shown.content),
        "before": before,
        "is_coming": bool(shown.holds_from and shown.holds_from > timezone.localdate()),
    }
    return render(request, "conferences/statutes_version.html", context)


@within_conference()
@require_safe
def compare(request: QuarterRequest, conference: Conference, number: int) -> HttpResponse:
    """Show what a version changed, rule by rule and word by word."""
    shown = _version(request, conference, number)
    before = _before(conference, shown)
    if before is None:
        raise Http404
    context = frame(request, conference) | {
        "version": shown,
        "before": before,
        "changes": _changes(before.content, shown.content),
    }
    return render(request, "conferences/statutes_compare.html", context)


@within_conference()
@require_safe
def pdf(request: QuarterRequest, conference: Conference, number: int) -> HttpResponse:
    """Print a version as house rules to be signed."""
    shown = _version(request, conference, number)
    name = f"geschaeftsordnung-{conference.code}-{number}.pdf"
    return _file(shown, pdfs.render(SHEET, statutes_sheet(shown)), "application/pdf", f'inline; filename="{name}"')


@within_conference()
@require_safe
def rules_file(request: QuarterRequest, conference: Conference, number: int) -> HttpResponse:
    """Give a version as the file that `quartier statutes evaluate` reads."""
    shown = _version(request, conference, number)
    name = f"hausregeln-{conference.code}-{number}.json"
    return _file(shown, shown.rules, "application/json", f'attachment; filename="{name}"')


def _file(shown: StatutesVersion, content: bytes | str, kind: str, disposition: str) -> HttpResponse:
    """Hand out a file; no cache keeps one that is not for everybody."""
    answer = HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
    if not (shown.is_adopted and shown.conference.is_public):
        add_never_cache_headers(answer)
    return answer


@within_conference("conferences.edit_statutes")
@require_POST
def begin(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Begin a draft from a preset, or from the rules that hold."""
    wanted = request.POST.get("vorlage", "")
    try:
        rules = actions.preset(wanted, conference.name) if wanted else None
        actions.begin_draft(conference, rules, by=request.visitor)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("statutes", conference.quarter.code, conference.code)
    return redirect("edit_statutes", conference.quarter.code, conference.code)


@within_conference("conferences.edit_statutes")
def edit(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Ask for every rule, beside the text that the answers make."""
    draft = _draft(conference)
    forms = StatutesForms(draft.content, draft.saved, request.POST if request.method == "POST" else None)
    clashes: list[Clash] = []
    refusal = ""
    is_wrong = request.method == "POST" and not forms.pressed and not forms.is_valid()
    if request.method == "POST" and not forms.pressed and not is_wrong:
        try:
            rules = forms.statutes(conference.name)
            actions.save_draft(draft, rules, forms.single.cleaned_data["base"], by=request.visitor)
            messages.success(request, _("Gespeichert. So lesen sich Ihre Regeln jetzt."))
            return redirect("edit_statutes", conference.quarter.code, conference.code)
        except actions.ContradictoryError as error:
            clashes, is_wrong = [_clash(error.rules, found) for found in error.found], True
        except ValidationError as error:
            refusal, is_wrong = error.messages[0], True
            forms.open_again(draft.saved)
    context = frame(request, conference) | {
        "forms": forms,
        "parts": _parts(forms, draft.content, {clash.part for clash in clashes}),
        "clashes": clashes,
        "refusal": refusal,
        "is_wrong": is_wrong,
    }
    return render(request, "conferences/statutes_edit.html", context, status=422 if is_wrong else 200)


@within_conference("conferences.edit_statutes")
def adopt(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Ask from which day the draft holds and who decided it."""
    draft = _draft(conference)
    form = AdoptForm(request.POST or None, initial={"holds_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.adopt(draft, **form.cleaned_data, by=request.visitor)
            messages.success(request, _("Die Hausregeln sind beschlossen."))
            return redirect("statutes", conference.quarter.code, conference.code)
        except ValidationError as error:
            form.add_error("holds_from", error)
    before = _before(conference, draft)
    context = frame(request, conference) | {
        "form": form,
        "paragraphs": paragraphs.paragraphs(draft.content),
        "before": before,
        "changes": _changes(before.content, draft.content) if before else [],
    }
    return render(request, "conferences/statutes_adopt.html", context, status=status(form))


@within_conference("conferences.edit_statutes")
@require_POST
def discard(request: QuarterRequest, conference: Conference) -> HttpResponse:
    """Throw the draft away."""
    actions.discard(_draft(conference), by=request.visitor)
    messages.success(request, _("Der Entwurf ist verworfen."))
    return redirect("statutes", conference.quarter.code, conference.code)


@within_conference("conferences.edit_statutes")
@require_POST
def take_back(request: QuarterRequest, conference: Conference, number: int) -> HttpResponse:
    """Make a version a draft again before its day comes."""
    try:
        actions.take_back(_version(request, conference, number), by=request.visitor)
        messages.success(request, _("Zurückgenommen. Die Fassung ist wieder ein Entwurf."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("statutes", conference.quarter.code, conference.code)


@dataclass(frozen=True)
class Clash:
    """Two rules that contradict each other, as they read; `part` is where the first one is changed."""

    sentence: str
    first: paragraphs.Line
    second: paragraphs.Line
    part: str


@dataclass(frozen=True)
class Part:
    """One paragraph of the form: how it reads now, and its questions as ("field", field) or (words, rows)."""

    code: str
    title: str
    lines: tuple[paragraphs.Line, ...]
    items: list[tuple[Any, Any]]
    is_open: bool


def _parts(forms: StatutesForms, rules: Statutes, clashing: set[str]) -> list[Part]:
    said = {paragraph.code: paragraph.lines for paragraph in paragraphs.paragraphs(rules)}
    found = []
    for code, names in PARTS.items():
        items: list[tuple[Any, Any]] = [
            (labels.STATUTES_ROWS[name], forms.rows[name]) if name in ROWS else ("field", forms.single[name])
            for name in names
        ]
        wrong = any(
            item.errors if kind == "field" else any(form.errors for form in item.forms)
            for kind, item in items
            if forms.is_bound
        )
        is_open = wrong or code in clashing or forms.pressed in names
        found.append(Part(code, str(paragraphs.TITLES[code]), said.get(code, ()), items, is_open))
    return found


def _clash(rules: Statutes, found: Contradiction) -> Clash:
    first, second = _line(rules, found.first), _line(rules, found.second)
    where = found.first.path.partition("[")[0].partition(".")[0]
    part = next((code for code, names in PARTS.items() if where in names), {"quorum": "deciding"}.get(where, "voting"))
    return Clash(reasons.clash(found), first, second, part)


def _line(rules: Statutes, place: Place) -> paragraphs.Line:
    text = paragraphs.line(rules, place.path) or _("Dazu steht nichts in den Regeln.")
    return paragraphs.Line(place.path, place.number, text)


def _changes(before: Statutes, after: Statutes) -> list[tuple[paragraphs.Change, list[Run]]]:
    return [
        (change, words(change.before.text if change.before else "", change.after.text if change.after else ""))
        for change in paragraphs.changes(before, after)
    ]


def _version(request: QuarterRequest, conference: Conference, number: int) -> StatutesVersion:
    found = conference.statutes.filter(number=number).first()
    if found is None or (not found.is_adopted and not request.visitor.has_perm("conferences.see_draft", conference)):
        raise Http404
    found.conference = conference
    return found


def _draft(conference: Conference) -> StatutesVersion:
    draft = conference.statutes.draft()
    if draft is None:
        raise Http404
    draft.conference = conference
    return draft


def _before(conference: Conference, shown: StatutesVersion) -> StatutesVersion | None:
    """Return the adopted version that a version follows."""
    earlier = conference.statutes.adopted()
    return (earlier.filter(holds_from__lt=shown.holds_from) if shown.holds_from else earlier).first()
