"""Who belongs to a quarter."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.base import ratelimit
from quartier.quarters.actions import members as actions
from quartier.quarters.forms.people import InviteForm
from quartier.quarters.models import Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status

INVITATIONS_PER_DAY = 200


@within("quarters.admit_member")
def member_list(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """List the members: accounts and personal links."""
    context = {
        "quarter": quarter,
        "memberships": quarter.memberships.select_related("user").order_by("role", "user__name", "pk"),
        "links": actions.member_links(quarter),
        "crumbs": crumbs(quarter)[:2],
    }
    return render(request, "quarters/members.html", context)


@within("quarters.admit_member")
def invite(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Admit somebody by their address."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ratelimit.check("invitations", str(request.visitor.pk), INVITATIONS_PER_DAY, 24 * 60 * 60)
        actions.invite(quarter, **form.cleaned_data, by=request.visitor)
        said = _("%(name)s ist aufgenommen und bekommt eine Mail.") % {"name": form.cleaned_data["name"]}
        messages.success(request, said)
        return redirect("members", quarter.code)
    context = {"quarter": quarter, "form": form, "crumbs": crumbs(quarter)[:2]}
    return render(request, "quarters/invite.html", context, status=status(form))


@within("quarters.admit_member")
@require_POST
def end(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """End a membership or the link of a member."""
    if code := request.POST.get("link", ""):
        actions.end_link(quarter, get_object_or_404(actions.member_links(quarter), code=code), by=request.visitor)
        messages.success(request, _("Beendet. Der Link öffnet nichts mehr."))
        return redirect("members", quarter.code)
    membership = get_object_or_404(quarter.memberships.select_related("user"), user__code=request.POST.get("konto", ""))
    try:
        actions.end_membership(membership, by=request.visitor)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Beendet. Das gilt ab sofort."))
        if membership.user_id == request.visitor.pk:
            return redirect("quarters")
    return redirect("members", quarter.code)
