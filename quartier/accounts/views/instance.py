"""The installation: first run, legal pages, administration."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.accounts.actions import instance as actions
from quartier.accounts.actions import roles
from quartier.accounts.forms.instance import InstanceForm, SetupForm
from quartier.accounts.http import AccountRequest
from quartier.accounts.models import Instance, User
from quartier.base import ratelimit
from quartier.base.text import clean
from quartier.ui.forms import status

PER_PAGE = 30


@never_cache
def setup(request: HttpRequest) -> HttpResponse:
    """Ask the three questions of the first run; the secret from the console opens the page."""
    ratelimit.check("setup", ratelimit.visitor(request), 30, 60)
    secret = request.POST.get("geheimnis") or request.GET.get("geheimnis", "")
    if not actions.is_setup_secret(secret):
        return render(request, "accounts/setup_locked.html", status=404)
    form = SetupForm(request.POST if "name" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        user = actions.set_up(secret, **form.cleaned_data)
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        messages.success(request, _("Willkommen! Ihre Seite ist eingerichtet."))
        if form.cleaned_data["legal_notice"].strip():
            return redirect("home")
        messages.info(request, _("Noch eine Sache: Erst mit einem Impressum wird der Katalog öffentlich."))
        return redirect("edit_instance")
    return render(request, "accounts/setup.html", {"form": form, "secret": secret}, status=status(form))


def legal_notice(request: HttpRequest) -> HttpResponse:
    """Show who is responsible for this installation."""
    return render(request, "accounts/legal_notice.html", {"instance": Instance.load()})


def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored about people, and why."""
    return render(request, "accounts/privacy.html", {"instance": Instance.load()})


def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible these pages are, and whom to tell when they are not."""
    return render(request, "accounts/accessibility.html", {"instance": Instance.load()})


@login_required
def edit_instance(request: AccountRequest) -> HttpResponse:
    """Change what the installation says about itself."""
    if not request.user.has_perm("accounts.change_instance"):
        raise Http404
    instance = Instance.load()
    initial = {field: getattr(instance, field) for field in InstanceForm.base_fields}
    form = InstanceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_instance(form.cleaned_data, by=request.user)
        messages.success(request, _("Gespeichert."))
        return redirect("edit_instance")
    context = {"form": form, "instance": instance, "crumbs": [(_("Mein Konto"), reverse("account"))]}
    return render(request, "accounts/edit_instance.html", context, status=status(form))


@login_required
def people(request: AccountRequest) -> HttpResponse:
    """List the accounts, to give and take roles."""
    if not request.user.has_perm("accounts.change_roles"):
        raise Http404
    wanted = clean(request.GET.get("q", ""))[:100]
    accounts = User.objects.filter(is_demo=False).order_by("-role", "name", "pk")
    if wanted:
        accounts = accounts.filter(Q(name__icontains=wanted) | Q(email__icontains=wanted))
    page = Paginator(accounts, PER_PAGE).get_page(request.GET.get("seite"))
    context = {"page_obj": page, "wanted": wanted, "roles": User.Role.choices}
    context |= {"crumbs": [(_("Mein Konto"), reverse("account"))]}
    return render(request, "accounts/people.html", context)


@login_required
@require_POST
def change_role(request: AccountRequest, code: str) -> HttpResponse:
    """Give or take a role, close or reopen an account."""
    if not request.user.has_perm("accounts.change_roles"):
        raise Http404
    user = get_object_or_404(User, code=code, is_demo=False)
    try:
        if "offen" in request.POST:
            roles.set_active(user, request.POST["offen"] == "ja", by=request.user)
        else:
            roles.change_role(user, request.POST.get("rolle", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Gespeichert. Es gilt sofort."))
    return redirect("people")
