"""Which method fits us?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.base.csv import csv_response
from quartier.methods import labels
from quartier.methods import vocabulary as v
from quartier.methods.facts import euros, hours, weeks
from quartier.methods.forms.finder import FinderForm
from quartier.methods.matching import Match, Plan, Verdict, rank
from quartier.methods.models import Method, MethodText
from quartier.ui.forms import status

BEST = 12


def finder(request: HttpRequest) -> HttpResponse:
    """Rank the methods by what a group has and wants, with reasons in words; `?format=csv` as a table."""
    form = FinderForm(request.GET or None)
    matches: list[dict[str, Any]] = []
    if form.is_bound and form.is_valid():
        best = rank(_plans(), form.means())[:BEST]
        titles = _titles([match.plan.key for match in best])
        matches = [_words(match, *titles[match.plan.key]) for match in best if match.plan.key in titles]
        if request.GET.get("format") == "csv":
            return _csv(matches)
    context = {"form": form, "matches": matches, "csv": f"?{request.GET.urlencode()}&format=csv"}
    return render(request, "methods/finder.html", context, status=status(form))


def _csv(matches: list[dict[str, Any]]) -> HttpResponse:
    head = [
        _("Code"), _("Titel"), _("Kurz gesagt"), _("Passt zu (Prozent)"), _("Dafür spricht"), _("Achtung"),
        _("Nicht bekannt"),
    ]  # fmt: skip
    rows = [
        [match["code"], match["title"], match["summary"], match["percent"]]
        + ["; ".join(match[kind]) for kind in ("reasons", "partly", "unknown")]
        for match in matches
    ]
    return csv_response("vorschlaege.csv", head, rows)


def _plans() -> list[Plan]:
    columns = (
        "id", "people_min", "people_max", "staff_hours_min", "staff_hours_max", "cost_eur_min", "cost_eur_max",
        "lead_weeks", "aims", "conflict", "setting",
    )  # fmt: skip
    rows = Method.objects.filter(state=Method.State.PUBLISHED, kind="method").values_list(*columns)
    return [
        Plan(key, _pair(p1, p2), _pair(h1, h2), _pair(c1, c2), lead, tuple(aims), conflict, setting)
        for key, p1, p2, h1, h2, c1, c2, lead, aims, conflict, setting in rows
    ]


def _pair(low: int | None, high: int | None) -> tuple[int, int] | None:
    return None if low is None or high is None else (low, high)


def _titles(keys: list[int]) -> dict[int, tuple[str, str, str]]:
    """Return (code, title, summary) of the methods, in the reader's language where there is one."""
    language = (get_language() or "de")[:2]
    found: dict[int, tuple[str, str, str]] = {}
    texts = MethodText.objects.filter(method_id__in=keys, variant=v.STANDARD)
    for key, of_language, code, title, summary in texts.values_list(
        "method_id", "language", "method__code", "title", "summary"
    ):
        if of_language == language or key not in found:
            found[key] = (code, title, summary)
    return found


def _words(match: Match, code: str, title: str, summary: str) -> dict[str, Any]:
    said = [(verdict.fit, _reason(verdict)) for verdict in match.verdicts]
    return {
        "code": code,
        "url": reverse("method", args=[code]),
        "title": title,
        "summary": summary,
        "percent": round(match.score * 100),
        "reasons": [text for fit, text in said if fit is not None and fit >= 1],
        "partly": [text for fit, text in said if fit is not None and fit < 1],
        "unknown": [text for fit, text in said if fit is None],
    }


def _reason(verdict: Verdict) -> str:
    """Say in words how a plan meets one wish."""
    if verdict.wish == "aims":
        if verdict.fit is None:
            return _("Ziele: nicht bekannt")
        shared = ", ".join(str(labels.AIMS[aim]) for aim in verdict.shared)
        return _("Ziele: %(aims)s") % {"aims": shared} if shared else _("verfolgt andere Ziele")
    if verdict.wish == "conflict":
        known = {1.0: _("trägt auch bei Streit"), 0.0: _("ist nichts für offenen Streit")}
        return _("bei Streit: nicht bekannt") if verdict.fit is None else known[verdict.fit]
    if verdict.wish == "setting":
        known = {1.0: _("passt zum Ort"), 0.0: _("findet anderswo statt")}
        return _("Ort: nicht bekannt") if verdict.fit is None else known[verdict.fit]
    return _reason_in_numbers(verdict)


def _reason_in_numbers(verdict: Verdict) -> str:
    names = {"people": _("Personen"), "hours": _("Arbeitszeit"), "money": _("Kosten"), "weeks": _("Vorlauf")}
    if verdict.needs is None or verdict.fit is None:
        return _("%(what)s: nicht bekannt") % {"what": names[verdict.wish]}
    low, high = verdict.needs
    if verdict.wish == "people":
        words = (
            _("gedacht für %(low)s bis %(high)s Personen")
            if verdict.fit >= 1
            else _("eher für %(low)s bis %(high)s Personen")
        )
        return words % {"low": low, "high": high}
    least = {"hours": hours, "money": euros, "weeks": weeks}[verdict.wish](low)
    words = (
        _("%(what)s: ab %(least)s, das reicht") if verdict.fit >= 1 else _("%(what)s: ab %(least)s, mehr als Sie haben")
    )
    return words % {"what": names[verdict.wish], "least": least}
