"""What happened lately, for everybody to read."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from quartier.journal.models import Entry
from quartier.methods.news import news

MOST_ENTRIES = 300


def recent(request: HttpRequest) -> HttpResponse:
    """List what the journal says to everybody, by day."""
    lines = news(Entry.objects.public()[:MOST_ENTRIES], (get_language() or "de")[:2])
    days = [(day, list(group)) for day, group in groupby(lines, key=lambda line: line.day)]
    return render(request, "portal/news.html", {"days": days})
