"""Who gets to the editors' pages, and how they are found from each other."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from quartier.accounts.http import AccountRequest
from quartier.methods.models import Method

P = ParamSpec("P")


def editors_only(
    view: Callable[Concatenate[AccountRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer 404 to everybody but editors: what is being written is nobody else's business."""

    @never_cache
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.has_perm("methods.edit_method")):
            raise Http404
        return view(cast(AccountRequest, request), *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], wraps(view)(guarded))


def fetch(request: AccountRequest, code: str) -> Method:
    """Return the method with everything that its document is made of."""
    related = ("texts", "references", "projects", "relations")
    return get_object_or_404(Method.objects.visible_to(request.user).prefetch_related(*related), code=code)


def crumbs(method: Method) -> list[tuple[str, str]]:
    """Return the way from the catalogue to the editing of a method."""
    text = method.text()
    return [(_("Methoden"), reverse("methods")), (text.title if text else method.code, method.get_absolute_url())]
