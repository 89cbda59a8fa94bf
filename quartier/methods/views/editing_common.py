"""What the editing pages share: the method with all its parts, and the way back to it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.accounts.http import AccountRequest
from quartier.methods.models import Method


def fetch(request: AccountRequest, code: str) -> Method:
    """Return the method with everything that its document is made of."""
    related = ("texts", "references", "projects", "relations")
    return get_object_or_404(Method.objects.visible_to(request.user).prefetch_related(*related), code=code)


def crumbs(method: Method) -> list[tuple[str, str]]:
    """Return the way from the catalogue to the editing of a method."""
    text = method.text()
    return [(_("Methoden"), reverse("methods")), (text.title if text else method.code, method.get_absolute_url())]
