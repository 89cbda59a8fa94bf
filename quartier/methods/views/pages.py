"""The page of a method."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
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
from quartier.methods.models import Assessment, Method, MethodText
from quartier.methods.models.assessment import summaries
from quartier.methods.relating import related_to
from quartier.methods.scales import Summary

COMMENTS_PER_PAGE = 50
NOTES = 20
# References and projects at once, in plain SQL: asking twice takes the ORM longer than the database to answer.
_NAMED = """SELECT kind, position, title, url, '', '' FROM methods_reference WHERE method_id = %s
UNION ALL SELECT 'project', position, title, url, place, note FROM methods_project WHERE method_id = %s ORDER BY 1, 2"""
GROUP_SIZES = {"klein": (1, 20), "mittel": (21, 50), "gross": (51, None)}


@dataclass
class Named:
    """A source, a link or a project that a method names; `trouble` says what is wrong with its address."""

    kind: str
    position: int
    title: str
    url: str
    place: str
    note: str
    trouble: str = ""


def method_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one method: what it is, what it takes, what others say."""
    method = get_object_or_404(Method.objects.visible_to(request.user).prefetch_related("texts"), code=code)
    text = _text(method, plain=request.GET.get("fassung") == "einfach")
    assessments = _chosen_assessments(request, method)
    named = _named(method)
    if getattr(request.user, "is_editor", False):
        mark_broken(named)
    context = {
        "method": method,
        "text": text,
        "has_plain": any(t.variant == v.PLAIN and t.language == text.language for t in method.texts.all()),
        "is_foreign": text.language != (get_language() or "de")[:2],
        "sections": [
            (key, str(name), text.sections[key]) for key, name in labels.SECTIONS.items() if key in text.sections
        ],
        "facts": [fact for fact in facts(method) if fact.text],
        "kind": labels.KINDS[method.kind],
        "completeness": labels.COMPLETENESS[method.completeness],
        "scales": _scale_rows(method, summaries(assessments)),
        "notes": _notes(assessments),
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


def _named(method: Method) -> list[Named]:
    """Return the references and projects of a method in their order. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [method.pk, method.pk])
        return [Named(*row) for row in cursor.fetchall()]


def _text(method: Method, *, plain: bool) -> MethodText:
    """Return the text to show; a method always has one, because a document without a text is not saved."""
    text = (method.text(variant=v.PLAIN) if plain else None) or method.text()
    return text or method.texts.all()[0]


def _chosen_assessments(request: HttpRequest, method: Method) -> QuerySet[Assessment]:
    """Return the assessments that the address asks for, by the rater's role and the size of the group."""
    found = method.assessments.all()
    if request.GET.get("rolle") in v.RATER_ROLES:
        found = found.filter(role=request.GET["rolle"])
    if request.GET.get("gruppe") in GROUP_SIZES:
        low, high = GROUP_SIZES[request.GET["gruppe"]]
        found = found.filter(people__gte=low)
        found = found.filter(people__lte=high) if high else found
    return found


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


def _notes(assessments: QuerySet[Assessment]) -> list[dict[str, Any]]:
    """Return the newest notes from practice, without the names of those who wrote them."""
    rows = (
        assessments.exclude(note="", place="", effort="")
        .order_by("-updated_at")
        .values("role", "people", "place", "effort", "note", "updated_at", "author__is_demo")[:NOTES]
    )
    return [{**row, "role": labels.RATER_ROLES.get(row["role"], "")} for row in rows]


def _comments(request: HttpRequest, method: Method) -> Page[Any]:
    """Return a page of the comments that the person may see, with names and days in words."""
    rows = method.comments.visible_to(request.user).values(
        "code",
        "state",
        "body",
        "hidden_reason",
        "created_at",
        "edited_at",
        "author_id",
        "author__name",
        "author__is_demo",
    )
    # Most methods have one page of comments, and then need not be asked for their number.
    first = list(rows[: COMMENTS_PER_PAGE + 1])
    everything = first if len(first) <= COMMENTS_PER_PAGE else rows
    page: Page[Any] = Paginator(everything, COMMENTS_PER_PAGE).get_page(request.GET.get("seite"))
    report = reverse("report_comment", args=["x"])
    dressed = []
    for row in page.object_list:
        written = timezone.localtime(row["created_at"])
        name = row["author__name"] or _("Konto ohne Namen")
        dressed.append(
            {
                **row,
                "author": name if row["author_id"] else "",
                "is_demo": row["author__is_demo"],
                "written": written.isoformat(timespec="seconds"),
                "day": _day(written.date(), get_language() or "de"),
                "report": report.replace("/x/", f"/{row['code']}/"),
            }
        )
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
