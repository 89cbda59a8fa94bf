"""What administrators see of the journal and the outbox."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.base.csv import csv_response
from quartier.base.text import clean
from quartier.journal import outbox
from quartier.journal.actions import record
from quartier.journal.models import Entry, Message
from quartier.journal.reading import read, verb_words, verbs_like

PER_PAGE = 50


def _require(request: HttpRequest, permission: str) -> Any:
    """Return the person, or answer 404: what administrators see is nobody else's business."""
    if isinstance(request.user, AnonymousUser) or not request.user.has_perm(permission):
        raise Http404
    return request.user


def _seen_by(person: Any) -> QuerySet[Message]:
    """Return the messages an administrator may see: never another administrator's sign-in codes."""
    others = get_user_model().objects.filter(role="administrator").exclude(pk=person.pk)
    # Addresses are the same in any case: an account may spell its own otherwise than the mail to it.
    return Message.objects.alias(address=Lower("recipient")).exclude(
        is_secret=True, address__in=others.values(address=Lower("email"))
    )


def _way_back() -> list[tuple[str, str]]:
    """Return the crumbs: what administrators do starts at their account."""
    return [(_("Mein Konto"), reverse("account"))]


@login_required
def message_list(request: HttpRequest) -> HttpResponse:
    """List what was sent and what waits."""
    person = _require(request, "accounts.view_outbox")
    found = _seen_by(person).defer("text", "html")
    if request.GET.get("stand") in Message.State.values:
        found = found.filter(state=request.GET["stand"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
    context = {"page_obj": page, "states": Message.State.choices, "chosen": request.GET.get("stand", "")}
    context["crumbs"] = _way_back()
    return render(request, "journal/outbox.html", context)


@login_required
@never_cache
def message_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show one mail. That somebody looked at a sign-in code is written down."""
    person = _require(request, "accounts.view_outbox")
    message = get_object_or_404(_seen_by(person), pk=number)
    if message.is_secret:
        record("message.secret_seen", message, by=person)
    return render(
        request,
        "journal/message.html",
        {"message": message, "crumbs": [*_way_back(), (_("Postausgang"), reverse("outbox"))]},
    )


@login_required
@require_POST
def retry_message(request: HttpRequest, number: int) -> HttpResponse:
    """Send a failed mail again."""
    person = _require(request, "accounts.view_outbox")
    message = get_object_or_404(_seen_by(person), pk=number)
    outbox.retry(message)
    record("message.retried", message, by=person)
    messages.success(request, _("Die Mail wird noch einmal verschickt."))
    return redirect("outbox")


@login_required
def journal(request: HttpRequest) -> HttpResponse:
    """Show who changed what, when; `?format=csv` as a table."""
    _require(request, "accounts.view_journal")
    wanted = clean(request.GET.get("q", ""))[:100]
    entries = Entry.objects.select_related("actor")
    if wanted:
        entries = entries.filter(
            Q(verb__in=verbs_like(wanted))
            | Q(verb__icontains=wanted)
            | Q(code__iexact=wanted)
            | Q(title__icontains=wanted)
            | Q(actor__name__icontains=wanted)
        )
    if request.GET.get("format") == "csv":
        return _as_table(entries[:10_000])
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("seite"))
    context = {"page_obj": page, "lines": read(page), "wanted": wanted, "crumbs": _way_back()}
    return render(request, "journal/journal.html", context)


def _as_table(entries: Iterable[Entry]) -> HttpResponse:
    """Return the entries as CSV, with the codes that programs know beside the words."""
    head = [_("Zeit"), _("Person"), _("Was"), _("Vorgang"), _("Art"), _("Code"), _("Titel")]
    rows = (
        [e.at.isoformat(), str(e.actor or ""), verb_words(e.verb), e.verb, e.kind, e.code, e.title] for e in entries
    )
    return csv_response("journal.csv", head, rows)
