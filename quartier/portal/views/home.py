"""Home and what Quartier is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from quartier.methods import vocabulary as v
from quartier.methods.models import Method, MethodText

NEWEST = 6
# Whose rows of houses stand on the first page, side by side.
SKYLINE = ("lindenhof", "am-bach", "nordstadt", "hafen", "markt", "suedhang")


def home(request: HttpRequest) -> HttpResponse:
    """Show the ways in, and what is new."""
    texts = MethodText.objects.filter(variant=v.STANDARD, method__state=Method.State.PUBLISHED)
    language = (get_language() or "de")[:2]
    newest = texts.filter(language=language).order_by("-method__updated_at", "method_id")
    context = {
        "number": Method.objects.filter(state=Method.State.PUBLISHED).count(),
        "methods_url": reverse("methods"),
        "skyline": SKYLINE,
        "newest": list(newest.values_list("method__code", "title", "summary")[:NEWEST]),
    }
    return render(request, "portal/home.html", context)


def about(request: HttpRequest) -> HttpResponse:
    """Say what Quartier is, and where help is."""
    return render(request, "portal/about.html")
