"""The editors' list of links that do not answer any more."""

from collections import defaultdict

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.accounts.http import AccountRequest
from quartier.methods import vocabulary as v
from quartier.methods.link_checks import in_words
from quartier.methods.models import Link, MethodText, Project, Reference
from quartier.methods.views.access import editors_only

SHOWN = 200


@editors_only
def broken_links(request: AccountRequest) -> HttpResponse:
    """Show editors which links are broken, since when, and in which methods they stand."""
    broken = list(Link.objects.broken().order_by("failing_since", "id")[:SHOWN])
    methods = _methods_naming([link.url for link in broken])
    context = {
        "rows": [(link, in_words(link), methods[link.url]) for link in broken],
        "number": Link.objects.count(),
        "is_off": not settings.LINK_CHECK,
        "crumbs": [(_("Methoden"), reverse("methods"))],
    }
    return render(request, "methods/broken_links.html", context)


def _methods_naming(urls: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Return (address, title) of the methods that name each address."""
    naming: dict[str, set[int]] = defaultdict(set)
    for model in (Reference, Project):
        for url, method in model.objects.filter(url__in=urls).values_list("url", "method_id"):
            naming[url].add(method)
    keys = {key for methods in naming.values() for key in methods}
    texts = MethodText.objects.filter(method_id__in=keys, variant=v.STANDARD)
    titles = {key: (code, title) for key, code, title in texts.values_list("method_id", "method__code", "title")}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for url, methods in naming.items():
        found[url] = sorted(
            (reverse("method", args=[titles[key][0]]), titles[key][1]) for key in methods if key in titles
        )
    return found
