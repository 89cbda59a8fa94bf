"""Reminders: whoever gets them says that all is right, or that they want none; coordinators switch them on."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from quartier.accounts.guests import visitor
from quartier.base import ratelimit
from quartier.quarters import reminding
from quartier.quarters.actions import reminding as actions
from quartier.quarters.models import ContactPerson, Quarter
from quartier.quarters.views.access import QuarterRequest, within
from quartier.quarters.views.own import own_people

PER_MINUTE = 30  # addresses opened from one place


def _person(request: HttpRequest) -> ContactPerson:
    person = next((one for one in own_people(request) if one.code == request.POST.get("person")), None)
    if person is None:
        raise Http404
    return person


@never_cache
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Say that one's own entry is still right."""
    person = _person(request)
    chosen = [{int(key) for key in request.POST.getlist(name) if key.isascii() and key.isdecimal() and len(key) < 19}
              for name in ("aktuelles", "angebot")]  # fmt: skip
    actions.confirm_entry(person, *chosen, by=visitor(request))
    messages.success(request, _("Danke. Ihr Eintrag ist wieder frisch."))
    return redirect("own_entry")


@never_cache
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Stop one's reminders, or allow them again."""
    wanted = request.POST.get("erinnerungen") == "ja"
    actions.want_reminders(_person(request), wanted, by=visitor(request))
    messages.success(request, _("Sie bekommen wieder Erinnerungen.") if wanted else _("Erinnerungen sind beendet."))
    return redirect("own_entry")


# No session and no cookie: the signed address is the key, and mail programs press it by themselves (RFC 8058).
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop; only pressing stops."""
    ratelimit.check("stop-reminders", ratelimit.visitor(request), PER_MINUTE, 60)
    person = reminding.person_of(token)
    if person is None:
        return render(request, "accounts/link_gone.html", status=404)
    if request.method == "POST":
        actions.want_reminders(person, False, by=None)
        person.refresh_from_db(fields=["reminders_stopped_on"])
    answer = render(request, "quarters/stop_reminders.html", {"person": person, "quarter": person.actor.quarter})
    answer["Referrer-Policy"] = "no-referrer"  # the address is a key
    return answer


@within("quarters.remind_people")
@require_POST
def switch(request: QuarterRequest, quarter: Quarter) -> HttpResponse:
    """Let the quarter send reminders, or not."""
    on = request.POST.get("erinnern") == "ja"
    actions.switch_reminders(quarter, on, by=request.visitor)
    words = (
        _("Eingeschaltet. Die E-Mails gehen nach und nach hinaus.")
        if on
        else _("Ausgeschaltet. Was wartete, bleibt hier.")
    )
    messages.success(request, words)
    return redirect("ask_again", quarter.code)
