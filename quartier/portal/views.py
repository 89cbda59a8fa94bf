"""Home, search, legal pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Show the way in."""
    return render(request, "portal/home.html")
