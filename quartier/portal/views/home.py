"""Home and what Quartier is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from quartier.methods.catalogue import cards, catalogue

NEWEST = 6


def home(request: HttpRequest) -> HttpResponse:
    """Show the ways in, and what is new."""
    language = (get_language() or "de")[:2]
    index = catalogue(language)
    newest = cards(index, index.page(index.everything, 0, NEWEST, "newest"), language)
    context = {
        "number": len(index.rows),
        "newest": [(address, title, summary) for address, title, summary, _state in newest],
    }
    return render(request, "portal/home.html", context)


def about(request: HttpRequest) -> HttpResponse:
    """Say what Quartier is, and where help is."""
    return render(request, "portal/about.html")
