"""The editors' queue of reported comments."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.accounts.http import AccountRequest
from quartier.methods.actions import commenting
from quartier.methods.forms.voices import HideForm
from quartier.methods.models import Comment, CommentReport
from quartier.methods.views.access import editors_only
from quartier.ui.forms import status

PER_PAGE = 20


def _way_back() -> list[tuple[str, str]]:
    """Return the crumbs: the editors' work starts at their list."""
    return [(_("Redaktion"), reverse("drafts"))]


@editors_only
def queue(request: AccountRequest) -> HttpResponse:
    """Show reported comments, and with `?zeige=verborgen` the hidden ones."""
    hidden = request.GET.get("zeige") == "verborgen"
    wanted = Q(state=Comment.State.HIDDEN) if hidden else Q(reports__closed_at=None, reports__isnull=False)
    open_reports = Prefetch("reports", CommentReport.objects.filter(closed_at=None), to_attr="open_reports")
    comments = (
        Comment.objects.visible_to(request.user)
        .filter(wanted)
        .distinct()
        .select_related("author", "method")
        .prefetch_related("method__texts", open_reports)
    )
    page = Paginator(comments, PER_PAGE).get_page(request.GET.get("seite"))
    rows = [(comment, comment.method.text()) for comment in page]
    context = {"page_obj": page, "rows": rows, "hidden": hidden, "crumbs": _way_back()}
    return render(request, "methods/moderation.html", context)


@editors_only
def hide(request: AccountRequest, code: str) -> HttpResponse:
    """Hide a comment with a reason."""
    comment = get_object_or_404(Comment.objects.visible_to(request.user), code=code)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commenting.hide_comment(comment, form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Der Kommentar ist verborgen."))
            return redirect("moderation")
    way_back = [*_way_back(), (_("Gemeldete Kommentare"), reverse("moderation"))]
    context = {"comment": comment, "form": form, "crumbs": way_back}
    return render(request, "methods/hide.html", context, status=status(form))


@editors_only
@require_POST
def restore(request: AccountRequest, code: str) -> HttpResponse:
    """Show a hidden comment again."""
    comment = get_object_or_404(Comment.objects.visible_to(request.user), code=code)
    try:
        commenting.restore_comment(comment, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Der Kommentar ist wieder zu sehen."))
    return redirect("moderation")


@editors_only
@require_POST
def keep(request: AccountRequest, code: str) -> HttpResponse:
    """Close the reports of a comment that stays."""
    comment = get_object_or_404(Comment.objects.visible_to(request.user), code=code)
    commenting.keep_comment(comment, by=request.user)
    messages.success(request, _("Der Kommentar bleibt. Die Meldungen sind erledigt."))
    return redirect("moderation")
