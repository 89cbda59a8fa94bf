"""What entries of the journal about the catalogue are about, by name."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import get_language

from quartier.journal.models import Entry
from quartier.journal.reading import Subject
from quartier.methods import vocabulary as v
from quartier.methods.models import MethodText


def subjects(entries: Sequence[Entry]) -> dict[int, Subject]:
    """Name the method of each entry about one, its comments or proposals, by its present title. One query at most."""
    codes = {entry.pk: _method_of(entry) for entry in entries if entry.kind.startswith("methods.")}
    titles = _titles(set(codes.values())) if codes else {}
    return {pk: Subject(titles[code], reverse("method", args=[code])) for pk, code in codes.items() if code in titles}


def _method_of(entry: Entry) -> str:
    return str(entry.data.get("method", "")) or entry.code


def _titles(codes: set[str]) -> dict[str, str]:
    """Return titles in the language of the page, else in German, else in any."""
    texts = MethodText.objects.filter(method__code__in=codes, variant=v.STANDARD)
    rank = {"de": 1, (get_language() or "de")[:2]: 2}
    rows = texts.values_list("method__code", "language", "title")
    ordered = sorted(rows, key=lambda row: rank.get(row[1], 0))
    return {code: title for code, _language, title in ordered}
