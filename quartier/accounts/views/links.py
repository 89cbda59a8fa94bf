"""Personal links: opened, used, ended by whoever holds them."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quartier.accounts import guests
from quartier.accounts.actions import links
from quartier.accounts.models import PersonalLink
from quartier.base import ratelimit

PER_MINUTE = 30  # links opened from one address


@require_safe
@never_cache
def personal_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address: remember the link in the session and go on without it.

    A wrong token gets the same answer; the next page says that there is nothing to open.
    """
    ratelimit.check("personal-link", ratelimit.visitor(request), PER_MINUTE, 60)
    link = links.find_link(token)
    request.session[guests.SESSION_KEY] = link.code if link else ""
    answer = redirect("opened_link")
    # For this answer alone: a page without referrer sends forms with "Origin: null", and they would be refused.
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@never_cache
def opened_link(request: HttpRequest) -> HttpResponse:
    """Show what the opened link is for; only pressing the button does something."""
    link = guests.opened_link(request)
    if link is None or (link.purpose == PersonalLink.SIGN_IN and not (link.user and link.user.is_active)):
        return render(request, "accounts/link_gone.html", status=404)
    if link.purpose != PersonalLink.SIGN_IN:
        purpose = guests.PURPOSES.get(link.purpose)
        context = {"link": link, "purpose": purpose, "address": purpose.address(link) if purpose else ""}
        return render(request, "accounts/guest.html", context)
    if request.method == "POST":
        if not links.use_up(link):  # pressed twice, and the other one was faster
            return render(request, "accounts/link_gone.html", status=404)
        del request.session[guests.SESSION_KEY]
        login(request, link.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("home")
    return render(request, "accounts/sign_in_once.html", {"person": link.user, "link": link})


@require_POST
def end_link(request: HttpRequest) -> HttpResponse:
    """End the opened link: it reached the wrong person."""
    link = guests.opened_link(request)
    if link is None:
        return render(request, "accounts/link_gone.html", status=404)
    links.revoke_link(link, by=None)
    del request.session[guests.SESSION_KEY]
    messages.success(request, _("Danke. Der Link ist beendet, niemand kann ihn mehr benutzen."))
    return redirect("home")
