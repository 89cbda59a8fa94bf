"""Home and what Quartier is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from quartier.methods.catalogue import cards, catalogue

NEWEST = 6
# Whose rows of houses stand on the first page, side by side.
SKYLINE = ("lindenhof", "am-bach", "nordstadt", "hafen", "markt", "suedhang")


def home(request: HttpRequest) -> HttpResponse:
    """Show the ways in, and what is new."""
    language = (get_language() or "de")[:2]
    index = catalogue(language)
    newest = cards(index, index.page(index.everything, 0, NEWEST, "newest"), language)
    context = {
        "number": len(index.rows),
        "methods_url": reverse("methods"),
        "skyline": SKYLINE,
        "newest": [(address, title, summary, facts) for address, title, summary, facts, _state in newest],
    }
    return render(request, "portal/home.html", context)


def about(request: HttpRequest) -> HttpResponse:
    """Say what Quartier is, and where help is."""
    return render(request, "portal/about.html")
