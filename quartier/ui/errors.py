"""Pages for what went wrong: the reason, the next step, somebody to ask."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from quartier.base import metrics
from quartier.ui.context import page
from quartier.ui.problems import problem

_DISK_FULL = ("disk is full", "disk I/O error", "readonly database", "unable to open database", "No space left")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 for too much of it."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        status, heading = 413, _("Das war zu viel auf einmal")
        reason = _("So viel nehmen wir nicht an. Kürzen Sie den Text, oder teilen Sie ihn auf.")
    else:
        status, heading = 400, _("Das haben wir nicht verstanden")
        reason = _("Die Adresse oder die Eingabe enthält etwas, womit wir nicht rechnen.")
    return _page(request, status, heading, reason)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(
        request,
        403,
        _("Das dürfen Sie hier nicht"),
        _("Vielleicht sind Sie mit einem anderen Konto angemeldet, oder Ihre Aufgabe ist beendet."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(
        request,
        404,
        _("Diese Seite gibt es nicht"),
        _("Vielleicht ist die Adresse nicht ganz kopiert, oder die Seite ist umgezogen."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 and 507 when it is the database that failed. Asks no database."""
    error = sys.exc_info()[1]
    if isinstance(error, DatabaseError | InterfaceError):
        metrics.DATABASE_ERRORS.inc()
    if _is_disk_full(error):
        return _page(
            request,
            507,
            _("Gerade lässt sich nichts speichern"),
            _(
                "Der Speicher dieses Servers ist voll. Lesen können Sie weiter. Was Sie eben eingegeben haben, ist nicht gespeichert: Gehen Sie zurück, heben Sie Ihren Text auf, und versuchen Sie es später noch einmal."
            ),
        )
    if isinstance(error, OperationalError | InterfaceError):
        answer = _page(
            request,
            503,
            _("Einen Moment bitte"),
            _(
                "Unsere Datenbank ist gerade nicht zu erreichen. Es liegt nicht an Ihnen. Was Sie eben eingegeben haben, ist vielleicht nicht gespeichert. Versuchen Sie es in einer Minute noch einmal."
            ),
        )
        answer["Retry-After"] = "60"
        return answer
    return _page(
        request,
        500,
        _("Bei uns ist etwas schiefgegangen"),
        _("Es liegt nicht an Ihnen. Wir haben es vermerkt. Versuchen Sie es in ein paar Minuten noch einmal."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that came without its token."""
    return _page(
        request,
        403,
        _("Bitte noch einmal absenden"),
        _(
            "Die Seite war zu lange offen, oder Ihr Browser lässt keine Cookies zu. Gehen Sie zurück, laden Sie die Seite neu, und senden Sie noch einmal ab."
        ),
    )


def _is_disk_full(error: BaseException | None) -> bool:
    """Say whether the database could not write for want of space: SQLite says so in words, PostgreSQL by number."""
    if not isinstance(error, DatabaseError):
        return False
    return getattr(error.__cause__, "sqlstate", "") == "53100" or any(words in str(error) for words in _DISK_FULL)


def _page(request: HttpRequest, status: int, heading: str, reason: str) -> HttpResponse:
    """Return a page for people; programs get the same in their own form."""
    if request.path.startswith("/api/"):
        return problem(status, heading, reason)
    context = {"heading": heading, "reason": reason, "status": status}
    if status < 500:
        return render(request, "ui/error.html", context, status=status)
    # Without the request the page knows no session and no messages: reading those could fail once more.
    return HttpResponse(render_to_string("ui/error.html", context | page(request)), status=status)
