"""What administrators see of the background jobs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.accounts.http import AccountRequest
from quartier.jobs.overview import job_states
from quartier.jobs.worker import is_anybody_working
from quartier.portal.actions import hasten_job


@login_required
@never_cache
def job_list(request: AccountRequest) -> HttpResponse:
    """List the background jobs: when each ran, when it runs next, what went wrong."""
    if not request.user.has_perm("accounts.manage_jobs"):
        raise Http404
    context = {
        "states": job_states(),
        "is_anybody_working": is_anybody_working(),
        "crumbs": [(_("Mein Konto"), reverse("account"))],
    }
    return render(request, "portal/jobs.html", context)


@login_required
@require_POST
def hasten(request: AccountRequest, name: str) -> HttpResponse:
    """Let one job run at once."""
    try:
        hasten_job(name, by=request.user)
    except (PermissionDenied, LookupError):
        raise Http404 from None
    messages.success(request, _("Die Aufgabe läuft gleich."))
    return redirect("jobs")
