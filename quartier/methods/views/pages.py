"""The page of a method."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.facts import facts
from quartier.methods.forms.voices import CommentForm
from quartier.methods.link_checks import mark_broken
from quartier.methods.linked_data import as_linked_data
from quartier.methods.models import Method, MethodText
from quartier.methods.models.assessment import Raters, summaries
from quartier.methods.models.method import choose_text
from quartier.methods.reading import COMMENT, all_comments, fetch_method, first_comments, named_by, newest_notes
from quartier.methods.relating import related_to
from quartier.methods.scales import Summary

COMMENTS_PER_PAGE = 50
GROUP_SIZES = {"klein": (1, 20), "mittel": (21, 50), "gross": (51, 2**31 - 1)}


def method_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one method: what it is, what it takes, what others say."""
    method, texts = fetch_method(request.user, code)
    text = _text(texts, plain=request.GET.get("fassung") == "einfach")
    raters = _chosen_raters(request, method)
    named = named_by(method)
    if getattr(request.user, "is_editor", False):
        mark_broken(named)
    context = {
        "method": method,
        "text": text,
        "has_plain": any(t.variant == v.PLAIN and t.language == text.language for t in texts),
        "is_foreign": text.language != (get_language() or "de")[:2],
        "sections": [
            (key, str(name), text.sections[key]) for key, name in labels.SECTIONS.items() if key in text.sections
        ],
        "facts": [fact for fact in facts(method) if fact.text],
        "kind": labels.KINDS[method.kind],
        "completeness": labels.COMPLETENESS[method.completeness],
        "scales": _scale_rows(method, summaries(raters)),
        "notes": _notes(raters),
        "choices": _choices(request),
        "comments": _comments(request, method),
        "comment_form": CommentForm() if request.user.is_authenticated else None,
        "references": [row for row in named if row.kind != "project"],
        "projects": [row for row in named if row.kind == "project"],
        "related": related_to(method),
        "linked_data": as_linked_data(method, text),
        "crumbs": [(_("Methoden"), reverse("methods"))],
    }
    return render(request, "methods/page.html", context)


def _text(texts: Sequence[MethodText], *, plain: bool) -> MethodText:
    """Return the text to show; a method always has one, because a document without a text is not saved."""
    text = (choose_text(texts, variant=v.PLAIN) if plain else None) or choose_text(texts)
    return text or texts[0]


def _chosen_raters(request: HttpRequest, method: Method) -> Raters:
    """Return whose assessments the address asks for, by the rater's role and the size of the group."""
    role = request.GET.get("rolle", "")
    return Raters(method.pk, role if role in v.RATER_ROLES else "", GROUP_SIZES.get(request.GET.get("gruppe", "")))


def _scale_rows(method: Method, said: dict[str, Summary]) -> list[dict[str, Any]]:
    """Return the six scales in words, with what the raters said and the editorial estimate beside it."""
    return [
        {
            "name": name,
            "left": left,
            "right": right,
            "summary": said[scale],
            "estimate": method.estimate.get(scale),
        }
        for scale, (name, left, right) in labels.SCALES.items()
    ]


def _notes(raters: Raters) -> list[dict[str, Any]]:
    """Return the newest notes from practice, without the names of those who wrote them. One query."""
    return [
        {
            "role": labels.RATER_ROLES.get(role, ""),
            "people": people,
            "place": place,
            "effort": effort,
            "note": note,
            "is_demo": is_demo,
        }
        for role, people, place, effort, note, is_demo in newest_notes(raters)
    ]


def _comments(request: HttpRequest, method: Method) -> Page[Any]:
    """Return a page of the comments that the person may see, with names and days in words."""
    # Most methods have one page of comments, and then need not be asked for their number.
    first = first_comments(request.user, method, COMMENTS_PER_PAGE + 1)
    everything = first if len(first) <= COMMENTS_PER_PAGE else all_comments(request.user, method)
    page: Page[Any] = Paginator(everything, COMMENTS_PER_PAGE).get_page(request.GET.get("seite"))
    report, language, nameless = reverse("report_comment", args=["x"]), get_language() or "de", _("Konto ohne Namen")
    dressed = []
    for row in page.object_list:
        comment = dict(zip(COMMENT, row, strict=True))
        written = timezone.localtime(comment["created_at"])
        comment["author"] = (comment["author__name"] or nameless) if comment["author_id"] else ""
        comment["is_demo"] = comment["author__is_demo"]
        comment["written"] = written.isoformat(timespec="seconds")
        comment["day"] = _day(written.date(), language)
        comment["report"] = report.replace("/x/", f"/{comment['code']}/")
        dressed.append(comment)
    page.object_list = dressed
    return page


@lru_cache(maxsize=512)
def _day(date: dt.date, language: str) -> str:
    """Return "24. November 2026"; the language must be the active one."""
    return date_format(date, "j. F Y")


def _choices(request: HttpRequest) -> dict[str, Any]:
    """Return the filters of the assessments for their small form."""
    sizes = {"klein": _("bis 20 Personen"), "mittel": _("21 bis 50 Personen"), "gross": _("über 50 Personen")}
    return {
        "roles": [(code, str(words), request.GET.get("rolle") == code) for code, words in labels.RATER_ROLES.items()],
        "sizes": [(code, words, request.GET.get("gruppe") == code) for code, words in sizes.items()],
        "is_filtered": request.GET.get("rolle") in v.RATER_ROLES or request.GET.get("gruppe") in GROUP_SIZES,
    }
