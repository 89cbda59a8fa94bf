"""Writing a method in the browser: begin it, and edit it part by part."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.accounts.http import AccountRequest
from quartier.methods import vocabulary as v
from quartier.methods.actions import editing
from quartier.methods.document import LANGUAGE, Document
from quartier.methods.field_words import text_name
from quartier.methods.forms.editing import NewMethodForm, PartForm
from quartier.methods.forms.editing_facts import FactsForm
from quartier.methods.forms.editing_lists import ListsForm, RelationsForm
from quartier.methods.forms.editing_text import TextForm
from quartier.methods.models import Method, MethodText
from quartier.methods.views.access import editors_only
from quartier.methods.views.editing_common import crumbs, fetch
from quartier.methods.views.editing_merge import save_part
from quartier.methods.views.editing_overview import languages, parts, tab_entries
from quartier.ui.forms import status

MOST_SUGGESTIONS = 500  # titles that a list of suggestions may hold


@editors_only
def new_method(request: AccountRequest) -> HttpResponse:
    """Ask for title and kind, and go on to the parts."""
    form = NewMethodForm(request.POST or None)
    existing = None
    if request.method == "POST" and form.is_valid():
        try:
            method = editing.create_method(form.cleaned_data["title"], form.cleaned_data["kind"], by=request.user)
        except editing.ExistsError as error:
            form.add_error("title", error)
            existing = (error.method, error.method.text())
        else:
            messages.success(request, _("Der Entwurf ist angelegt. Nur die Redaktion sieht ihn."))
            return redirect("edit_method", method.code)
    context = {"form": form, "existing": existing, "crumbs": [(_("Methoden"), reverse("methods"))]}
    return render(request, "methods/edit_new.html", context, status=status(form))


@editors_only
def overview(request: AccountRequest, code: str) -> HttpResponse:
    """Show the parts of a method and how far each one is."""
    method = fetch(request, code)
    document = editing.read_document(method)
    context = _context(method, document) | {
        "parts": parts(method, document),
        "languages": languages(document),
        "removed": method.relations.filter(is_removed=True).count(),
    }
    return render(request, "methods/edit.html", context)


@editors_only
def edit_facts(request: AccountRequest, code: str) -> HttpResponse:
    """Edit the facts."""
    method = fetch(request, code)
    document = editing.read_document(method)
    form = FactsForm(request.POST or None, document=document, revision=method.revision)
    if request.method == "POST" and form.is_valid():
        answer = save_part(request, method, form)
        if answer is not None:
            return answer
    return _part(request, method, document, form, "methods/edit_facts.html", {"groups": form.groups()})


@editors_only
def edit_text(request: AccountRequest, code: str, key: str) -> HttpResponse:
    """Edit the text of one language and variant; a new one begins empty."""
    method = fetch(request, code)
    document = editing.read_document(method)
    language, _sign, variant = key.partition("_")
    if not LANGUAGE.fullmatch(language) or variant not in ("", v.PLAIN):
        raise Http404
    kwargs: dict[str, Any] = {"key": key, "document": document, "revision": method.revision}
    if "zeilen" in request.POST:
        form = TextForm.rearranged(request.POST, request.POST["zeilen"], **kwargs)
    else:
        form = TextForm(request.POST or None, **kwargs)
        if request.method == "POST" and form.is_valid():
            answer = save_part(request, method, form)
            if answer is not None:
                return answer
    source = {} if key == "de" else document["texts"].get("de", {})
    extra = {
        "name": text_name(key),
        "heading": _("Text: %(text)s") % {"text": text_name(key)},
        "groups": form.groups(source),
        "source": source,
        "language": language,
    }
    extra["can_remove"] = key in document["texts"] and key != "de" and len(document["texts"]) > 1
    return _part(request, method, document, form, "methods/edit_text.html", extra)


@editors_only
@require_POST
def remove_text(request: AccountRequest, code: str, key: str) -> HttpResponse:
    """Take one language or variant away; the versions keep it."""
    method = fetch(request, code)
    document = editing.read_document(method)
    rest = {other: text for other, text in document["texts"].items() if other != key}
    if key == "de" or key not in document["texts"] or not rest:
        raise Http404
    note = _("%(text)s entfernt") % {"text": text_name(key)}
    try:
        editing.save_document({**document, "texts": rest}, by=request.user, note=note, based_on=method.revision)
    except ValidationError as error:  # somebody has saved since
        messages.error(request, error.messages[0])
        return redirect("edit_text", code, key)
    return HttpResponseRedirect(f"{reverse('versions', args=[code])}?getan=entfernt")


@editors_only
def edit_lists(request: AccountRequest, code: str) -> HttpResponse:
    """Edit sources, links and projects."""
    method = fetch(request, code)
    document = editing.read_document(method)
    kwargs: dict[str, Any] = {"document": document, "revision": method.revision}
    if "zeilen" in request.POST:
        form = ListsForm.rearranged(request.POST, request.POST["zeilen"], **kwargs)
    else:
        form = ListsForm(request.POST or None, **kwargs)
        if request.method == "POST" and form.is_valid():
            answer = save_part(request, method, form)
            if answer is not None:
                return answer
    return _part(request, method, document, form, "methods/edit_lists.html")


@editors_only
def edit_relations(request: AccountRequest, code: str) -> HttpResponse:
    """Say which other methods always show, and which never."""
    method = fetch(request, code)
    document = editing.read_document(method)
    removed = list(method.relations.filter(is_removed=True).values_list("other_code", flat=True))
    kwargs: dict[str, Any] = {"code": code, "removed": removed, "document": document, "revision": method.revision}
    if "zeilen" in request.POST:
        form = RelationsForm.rearranged(request.POST, request.POST["zeilen"], **kwargs)
    else:
        form = RelationsForm(request.POST or None, **kwargs)
        if request.method == "POST" and form.is_valid() and _save_relations(request, method, form):
            return redirect("edit_method", code)
    texts = MethodText.objects.filter(language="de", variant=v.STANDARD).exclude(method=method).order_by("title")
    extra = {"titles": list(texts.values_list("title", flat=True)[:MOST_SUGGESTIONS])}
    return _part(request, method, document, form, "methods/edit_relations.html", extra)


def _save_relations(request: AccountRequest, method: Method, form: RelationsForm) -> bool:
    based_on = form.cleaned_data["based_on"]
    try:
        editing.set_relations(method, form.chosen("pinned"), form.removed(), by=request.user, based_on=based_on)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Gespeichert."))
    return True


def _context(method: Method, document: Document) -> dict[str, Any]:
    return {
        "method": method,
        "text": method.text(),
        "crumbs": crumbs(method),
        "tab_entries": tab_entries(method, document),
    }


def _part(
    request: AccountRequest,
    method: Method,
    document: Document,
    form: PartForm,
    template: str,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    context = _context(method, document) | {"form": form, "here": request.path} | (extra or {})
    return render(request, template, context, status=status(form))
