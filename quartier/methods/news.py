"""What happened in the catalogue, in words: the public entries of the journal, as far as they still lead somewhere."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.journal.models import Entry
from quartier.methods import vocabulary as v
from quartier.methods.models import Comment, Method, MethodText

MOST_SINGLE = 3  # more of one kind on one day become one line


@dataclass(frozen=True)
class News:
    """One line: the day, the words, and where they lead."""

    day: dt.date
    words: str
    address: str


@dataclass(frozen=True)
class _Seen:
    day: dt.date
    verb: str
    code: str  # of the method
    title: str


def news(entries: Iterable[Entry], language: str) -> list[News]:
    """Return the lines for public entries, newest first. Two queries, whatever their number.

    What has been withdrawn or hidden since then is left out, and the same thing twice on one day is one line.
    """
    chosen = [entry for entry in entries if entry.verb in ("method.published", "method.changed", "comment.written")]
    titles = _titles({_method_of(entry) for entry in chosen}, language)
    codes = {entry.code for entry in chosen if entry.verb == "comment.written"}
    comments = set(
        Comment.objects.filter(code__in=codes, state=Comment.State.VISIBLE, author__is_demo=False).values_list(
            "code", flat=True
        )
    )
    seen = dict.fromkeys(
        _Seen(timezone.localdate(entry.at), entry.verb, _method_of(entry), titles[_method_of(entry)])
        for entry in chosen
        if _method_of(entry) in titles and (entry.verb != "comment.written" or entry.code in comments)
    )
    lines: list[News] = []
    ordered = sorted(seen, key=lambda line: (line.day, line.verb), reverse=True)
    for (day, verb), group in groupby(ordered, key=lambda line: (line.day, line.verb)):
        several = list(group)
        if len(several) > MOST_SINGLE:
            lines.append(News(day, _many(verb, len(several)), reverse("methods")))
        else:
            lines += [News(day, _one(line), _address(line)) for line in several]
    return lines


def _method_of(entry: Entry) -> str:
    return str(entry.data.get("method", "")) if entry.verb == "comment.written" else entry.code


def _titles(codes: set[str], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    texts = MethodText.objects.filter(
        method__code__in=codes, method__state=Method.State.PUBLISHED, variant=v.STANDARD, language__in=[language, "de"]
    )
    for code, of_language, title in texts.values_list("method__code", "language", "title"):
        if of_language == language or code not in found:
            found[code] = title
    return found


def _address(line: _Seen) -> str:
    return reverse("method", args=[line.code]) + ("#kommentare" if line.verb == "comment.written" else "")


def _one(line: _Seen) -> str:
    words = {
        "method.published": _("Neue Methode: %(title)s"),
        "method.changed": _("Überarbeitet: %(title)s"),
        "comment.written": _("Neuer Kommentar zu: %(title)s"),
    }
    return words[line.verb] % {"title": line.title}


def _many(verb: str, number: int) -> str:
    words = {
        "method.published": ngettext("%(number)s neue Methode", "%(number)s neue Methoden", number),
        "method.changed": ngettext("%(number)s Methode überarbeitet", "%(number)s Methoden überarbeitet", number),
        "comment.written": ngettext(
            "Neue Kommentare zu %(number)s Methode", "Neue Kommentare zu %(number)s Methoden", number
        ),
    }
    return words[verb] % {"number": number}
