"""What waits for the editors: drafts, withdrawn methods, reviews that are due, stubs to complete."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.accounts.http import AccountRequest
from quartier.methods.actions import editing
from quartier.methods.models import Method
from quartier.methods.views.access import editors_only
from quartier.methods.views.editing_common import fetch

PER_PAGE = 30
_ACTIONS = {
    Method.State.PUBLISHED: editing.publish_method,
    Method.State.WITHDRAWN: editing.withdraw_method,
    Method.State.DRAFT: editing.redraft_method,
}


def _groups() -> dict[str, Q]:
    due = Q(review_on__lte=timezone.localdate())
    return {
        "entwuerfe": Q(state=Method.State.DRAFT),
        "zurueckgezogen": Q(state=Method.State.WITHDRAWN),
        "faellig": due & ~Q(state=Method.State.WITHDRAWN),
        "stichwoerter": Q(completeness="stub") & ~Q(state=Method.State.WITHDRAWN),
    }


@editors_only
def drafts(request: AccountRequest) -> HttpResponse:
    """Show one of the four lists, with how many there are in each."""
    names = {
        "entwuerfe": _("Entwürfe"),
        "zurueckgezogen": _("Zurückgezogen"),
        "faellig": _("Wieder zu prüfen"),
        "stichwoerter": _("Zu vervollständigen"),
    }
    groups = _groups()
    chosen = request.GET.get("zeige", "")
    chosen = chosen if chosen in groups else "entwuerfe"
    visible = Method.objects.visible_to(request.user)
    counts = visible.aggregate(**{name: Count("pk", filter=wanted) for name, wanted in groups.items()})
    methods = visible.filter(groups[chosen]).order_by("-updated_at", "pk").prefetch_related("texts")
    page = Paginator(methods, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page_obj": page,
        "rows": [(method, method.text()) for method in page],
        "chosen": chosen,
        "tab_entries": [(f"{words} ({counts[name]})", f"?zeige={name}") for name, words in names.items()],
        "current_tab": f"?zeige={chosen}",
        "done": _done(request),
        "crumbs": [(_("Methoden"), reverse("methods"))],
    }
    return render(request, "methods/drafts.html", context)


def _done(request: AccountRequest) -> tuple[Method, str, str] | None:
    """Return the method that was just published or withdrawn, its title, and the state before."""
    code, before = request.GET.get("getan", ""), request.GET.get("vorher", "")
    if not code or before not in Method.State:
        return None
    method = Method.objects.visible_to(request.user).prefetch_related("texts").filter(code=code).first()
    text = method.text() if method else None
    return (method, text.title if text else code, before) if method and method.state != before else None


@editors_only
@require_POST
def change_state(request: AccountRequest, code: str) -> HttpResponse:
    """Publish a method, withdraw it, or undo either; the next page offers to undo it."""
    method = fetch(request, code)
    wanted, before = request.POST.get("zustand", ""), method.state
    if wanted not in Method.State:
        raise BadRequest("state")
    try:
        _ACTIONS[Method.State(wanted)](method, by=request.user)
    except ValidationError as error:
        messages.error(request, _refusal(request, error))
        method.state = before
    target, query = method.get_absolute_url(), {}
    if "seite" not in request.POST:
        target, query = reverse("drafts"), {"zeige": request.POST.get("zeige", "")[:20]}
    if before != wanted and method.state == wanted:
        query |= {"getan": method.code, "vorher": before}
    return HttpResponseRedirect(f"{target}?{urlencode(query)}")


def _refusal(request: AccountRequest, error: ValidationError) -> str:
    """Return why it does not work, with the way to mend it for those who can."""
    if error.code == "legal_notice" and request.user.is_administrator:
        link = format_html('<a href="{}">{}</a>', reverse("edit_instance"), _("Impressum eintragen"))
        return format_html("{} {}", _("Noch fehlt das Impressum. Vorher wird nichts öffentlich."), link)
    if error.code == "legal_notice":
        link = format_html('<a href="{}">{}</a>', reverse("legal_notice"), _("Impressum ansehen"))
        words = _("Noch fehlt das Impressum. Bitten Sie die Administration, es einzutragen.")
        return format_html("{} {}", words, link)
    return error.messages[0]
