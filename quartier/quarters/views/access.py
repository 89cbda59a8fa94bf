"""Who gets to the pages of a quarter."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from quartier.accounts.guests import visitor
from quartier.quarters.models import Quarter
from quartier.quarters.reading import fetch_quarter

P = ParamSpec("P")


class QuarterRequest(HttpRequest):
    """A request within a quarter; `visitor` is the account, the guest, or nobody in particular."""

    visitor: Any


def within(
    permission: str = "",
) -> Callable[
    [Callable[Concatenate[QuarterRequest, Quarter, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, str, P], HttpResponse],
]:
    """Give a view its quarter, if the visitor may see it and has the permission there; everybody else gets 404.

    Whoever holds neither account nor link is asked to sign in before a page with a permission, existing or not.
    """

    def decorate(
        view: Callable[Concatenate[QuarterRequest, Quarter, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, quarter: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            person = visitor(request)
            if permission and getattr(person, "link", None) is None and not person.is_authenticated:
                return redirect_to_login(request.get_full_path())
            found = fetch_quarter(person, quarter)
            if permission and not person.has_perm(permission, found):
                raise Http404
            within_quarter = cast(QuarterRequest, request)
            within_quarter.visitor = person
            answer = view(within_quarter, found, *args, **kwargs)
            if permission:
                add_never_cache_headers(answer)
            return answer

        return cast(Callable[Concatenate[HttpRequest, str, P], HttpResponse], guarded)

    return decorate
