"""A person's own account."""

import json

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quartier.accounts.actions import profile, roles, tokens
from quartier.accounts.forms.account import AccountForm, EraseForm, TokenForm
from quartier.accounts.http import AccountRequest
from quartier.accounts.owndata import collect
from quartier.ui.forms import status


@login_required
def account(request: AccountRequest) -> HttpResponse:
    """Show and change one's own account."""
    initial = {"name": request.user.name, "language": request.user.language}
    form = AccountForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        profile.change_profile(request.user, form.cleaned_data["name"], form.cleaned_data["language"], by=request.user)
        messages.success(request, _("Gespeichert."))
        return redirect("account")
    own = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    context = {"form": form, "passkeys": own.count(), "keys": request.user.api_tokens.usable().count()}
    return render(request, "accounts/account.html", context, status=status(form))


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
    context = {"form": form, "secret": secret, "tokens": own, "crumbs": [(_("Mein Konto"), reverse("account"))]}
    return render(request, "accounts/tokens.html", context, status=status(form))


@login_required
@require_POST
def revoke_token(request: AccountRequest, code: str) -> HttpResponse:
    """End one of one's own keys."""
    tokens.revoke_token(get_object_or_404(request.user.api_tokens, code=code), by=request.user)
    messages.success(request, _("Der Schlüssel gilt nicht mehr."))
    return redirect("api_tokens")


@login_required
@require_POST
def remove_password(request: AccountRequest) -> HttpResponse:
    """Go back to codes."""
    profile.remove_password(request.user, by=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Ihr Passwort ist entfernt. Sie melden sich jetzt mit einem Code an."))
    return redirect("account")


@login_required
@require_POST
def sign_out_everywhere(request: AccountRequest) -> HttpResponse:
    """End all other sessions; this browser stays signed in."""
    roles.sign_out_everywhere(request.user, by=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Alle anderen Geräte sind abgemeldet."))
    return redirect("account")


@login_required
@require_safe
@never_cache
def own_data(request: AccountRequest) -> HttpResponse:
    """Give a person all that is stored about them, as a file."""
    content = json.dumps(collect(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    answer = HttpResponse(content, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="meine-daten.json"'
    return answer


@login_required
@never_cache
def erase(request: AccountRequest) -> HttpResponse:
    """Delete one's own account; a typed word protects from a slip, for there is no way back."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            profile.erase_account(request.user, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            logout(request)
            messages.success(request, _("Ihr Konto ist gelöscht. Danke, dass Sie dabei waren."))
            return redirect("home")
    return render(request, "accounts/erase.html", {"form": form}, status=status(form))
