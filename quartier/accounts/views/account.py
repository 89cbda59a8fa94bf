"""A person's own account."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.accounts.actions import links, tokens
from quartier.accounts.actions.profile import change_profile
from quartier.accounts.forms.account import AccountForm, TokenForm
from quartier.accounts.guests import SESSION_KEY
from quartier.accounts.http import AccountRequest
from quartier.accounts.models import PersonalLink
from quartier.base import ratelimit
from quartier.ui.forms import status


@login_required
def account(request: AccountRequest) -> HttpResponse:
    """Show and change one's own account."""
    initial = {"name": request.user.name, "language": request.user.language}
    form = AccountForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_profile(request.user, form.cleaned_data["name"], form.cleaned_data["language"], by=request.user)
        messages.success(request, _("Gespeichert."))
        return redirect("account")
    return render(request, "accounts/account.html", {"form": form}, status=status(form))


@login_required
@never_cache
def api_tokens(request: AccountRequest) -> HttpResponse:
    """Show one's keys for the API, and make new ones."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        _token, secret = tokens.make_token(request.user, by=request.user, **form.cleaned_data)
        form = TokenForm()
    own = request.user.api_tokens.filter(revoked_at=None)
    context = {"form": form, "secret": secret, "tokens": own}
    return render(request, "accounts/tokens.html", context, status=status(form))


@login_required
@require_POST
def revoke_token(request: AccountRequest, code: str) -> HttpResponse:
    """End one of one's own keys."""
    tokens.revoke_token(get_object_or_404(request.user.api_tokens, code=code), by=request.user)
    messages.success(request, _("Der Schlüssel gilt nicht mehr."))
    return redirect("api_tokens")


def personal_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address: remember the link in the session and go on without it."""
    ratelimit.check("personal-link", request.META.get("REMOTE_ADDR", ""), 30, 60)
    link = links.find_link(token)
    if link is None:
        return render(request, "accounts/link_gone.html", status=404)
    request.session[SESSION_KEY] = link.code
    answer = redirect("opened_link")
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@never_cache
def opened_link(request: HttpRequest) -> HttpResponse:
    """Show what the opened link is for; only pressing the button does something."""
    usable = PersonalLink.objects.usable().select_related("user")
    link = usable.filter(code=request.session.get(SESSION_KEY, "")).first()
    if link is None or link.purpose != PersonalLink.SIGN_IN or link.user is None or not link.user.is_active:
        return render(request, "accounts/link_gone.html", status=404)
    if request.method == "POST":
        if not links.use_up(link):  # pressed twice, and the other one was faster
            return render(request, "accounts/link_gone.html", status=404)
        del request.session[SESSION_KEY]
        login(request, link.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("home")
    return render(request, "accounts/sign_in_once.html", {"person": link.user})
