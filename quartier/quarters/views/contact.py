"""The form through which anybody writes to an actor."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from quartier.base import ratelimit
from quartier.quarters.actions import contact as actions
from quartier.quarters.forms.privacy import ContactForm
from quartier.quarters.models import Actor, Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.common import crumbs
from quartier.ui.forms import status

PER_HOUR = 5  # messages of one visitor
COPIES_PER_DAY = 5  # to one address, whoever types it


@within()
def write(request: QuarterRequest, quarter: Quarter, code: str) -> HttpResponse:
    """Ask for the message and send it. The address that it goes to is shown to nobody."""
    actors = Actor.objects.visible_to(request.visitor).filter(quarter=quarter, archived_on=None)
    actor = get_object_or_404(actors, code=code)
    actor.quarter = quarter
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ratelimit.check("contact", ratelimit.visitor(request), PER_HOUR, 60 * 60)
        ratelimit.check("contact-copy", form.cleaned_data["email"].casefold(), COPIES_PER_DAY, 24 * 60 * 60)
        if actions.write_to_actor(actor, **form.cleaned_data, by=request.visitor):
            messages.success(request, _("Ihre Nachricht ist unterwegs. Eine Kopie kommt zu Ihnen."))
        else:
            messages.error(request, _("Gerade ist niemand zu erreichen. Versuchen Sie es später noch einmal."))
        return redirect(actor)
    context = {"quarter": quarter, "actor": actor, "form": form, "crumbs": crumbs(quarter, actor)}
    return render(request, "quarters/contact.html", context, status=status(form))
