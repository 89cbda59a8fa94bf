"""The record of processing activities, printed from the register of personal fields."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from quartier.accounts import personal
from quartier.accounts.http import AccountRequest
from quartier.accounts.models import Instance
from quartier.base.csv import csv_response


@login_required
@never_cache
def processing_record(request: AccountRequest) -> HttpResponse:
    """Show what is stored about people, why, and until when; `?format=csv` as a table."""
    if not request.user.has_perm("portal.view_processing_record"):
        raise Http404
    if request.GET.get("format") == "csv":
        return _as_table()
    reasons: dict[str, list[str]] = {}
    for key, treatment in personal.not_personal():
        reasons.setdefault(str(treatment.reason), []).append(key)
    places: dict[str, list[str]] = {}
    for key, text in personal.free_texts():
        places.setdefault(str(text.place), []).append(key)
    context = {
        "instance": Instance.load(),
        "processings": personal.processings(),
        "places": places.items(),
        "reasons": reasons.items(),
        "crumbs": [(_("Mein Konto"), reverse("account"))],
    }
    return render(request, "portal/register.html", context)


def _as_table() -> HttpResponse:
    head = [_("Verarbeitung"), _("Wessen Daten"), _("Welche Daten"), _("Zweck"), _("Rechtsgrundlage")]
    head += [_("Gelöscht"), _("Felder"), _("Funktionen")]
    rows = [
        [*map(str, (p.name, p.whose, p.data, p.purpose, p.basis, p.deleted)), ", ".join(fields), ", ".join(p.by)]
        for p, fields in personal.processings()
    ]
    return csv_response("verzeichnis-von-verarbeitungstaetigkeiten.csv", head, rows)
