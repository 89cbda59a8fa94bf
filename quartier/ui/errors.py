"""Pages for what went wrong: the reason, the next step, somebody to ask."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    if isinstance(exception, RequestDataTooBig):
        return _page(
            request,
            400,
            _("Das ist zu viel auf einmal"),
            _("So viel Text nehmen wir nicht an. Kürzen Sie ihn, oder teilen Sie ihn auf."),
        )
    return _page(
        request,
        400,
        _("Das haben wir nicht verstanden"),
        _("Die Adresse oder die Eingabe enthält etwas, womit wir nicht rechnen."),
    )


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
    """500. Asks no database: it may be what failed."""
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


def _page(request: HttpRequest, status: int, heading: str, reason: str) -> HttpResponse:
    return render(request, "ui/error.html", {"heading": heading, "reason": reason, "status": status}, status=status)
