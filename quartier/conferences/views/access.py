"""Who gets to the pages of a conference."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from quartier.accounts.guests import visitor
from quartier.conferences.models import Conference
from quartier.quarters.views.access import QuarterRequest

P = ParamSpec("P")
View = Callable[Concatenate[QuarterRequest, Conference, P], HttpResponse]


def within_conference(
    permission: str = "",
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, str, str, P], HttpResponse]]:
    """Give a view its conference, if the visitor may see it and has the permission there; everybody else gets 404.

    Whoever holds neither account nor link is asked to sign in before a page with a permission, existing or not.
    """

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, str, str, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, quarter: str, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            person = visitor(request)
            if permission and getattr(person, "link", None) is None and not person.is_authenticated:
                return redirect_to_login(request.get_full_path())
            seen = Conference.objects.visible_to(person).select_related("quarter")
            found = get_object_or_404(seen, quarter__code=quarter, code=code)
            if permission and not person.has_perm(permission, found):
                raise Http404
            within = cast(QuarterRequest, request)
            within.visitor = person
            answer = view(within, found, *args, **kwargs)
            if permission:
                add_never_cache_headers(answer)
            return answer

        return cast(Callable[Concatenate[HttpRequest, str, str, P], HttpResponse], guarded)

    return decorate


def frame(request: QuarterRequest, conference: Conference, *, front: bool = False) -> dict[str, Any]:
    """Return what every page of a conference needs: itself, the way back, and the pages beside it."""
    quarter = conference.quarter
    where = [quarter.code, conference.code]
    pages = [
        (_("Start"), reverse("conference", args=where)),
        (_("Wer wir sind"), reverse("conference_people", args=where)),
        (_("Kontakt"), reverse("conference_contact", args=where)),
    ]
    belongs = request.visitor.has_perm("conferences.see_concept", conference)
    if belongs or conference.statutes.adopted().exists():
        pages.insert(2, (_("Hausregeln"), reverse("statutes", args=where)))
    if belongs:
        pages.append((_("Konzept"), reverse("concept", args=where)))
    may_edit = request.visitor.has_perm("conferences.edit_conference", conference)
    if may_edit:
        pages.append((_("Mandate"), reverse("mandates", args=where)))
    crumbs = [(_("Stadtteile"), reverse("quarters")), (quarter.name, quarter.get_absolute_url())]
    return {
        "conference": conference,
        "quarter": quarter,
        "pages": pages,
        "here": request.path,
        "may_edit": may_edit,
        "crumbs": crumbs if front else [*crumbs, (conference.name, conference.get_absolute_url())],
    }
