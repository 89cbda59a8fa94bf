"""The whole catalogue as a file."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from quartier.base.csv import csv_response
from quartier.methods.exporting import as_json, as_table, hidden_codes
from quartier.methods.limits import count_file
from quartier.methods.models import Method


def _wanted(request: HttpRequest) -> tuple[QuerySet[Method], frozenset[str]]:
    """Return the published methods (editors get all with `?alle=1`), and the codes that they must not name."""
    reader = request.user if request.GET.get("alle") == "1" else AnonymousUser()
    return Method.objects.visible_to(reader), hidden_codes(reader)


def export_json(request: HttpRequest) -> StreamingHttpResponse:
    """Return the methods as documents that another installation can read in."""
    count_file(request)
    answer = StreamingHttpResponse(as_json(*_wanted(request)), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="methoden.json"'
    return answer


def export_csv(request: HttpRequest) -> HttpResponse:
    """Return the methods as a table, one row each."""
    count_file(request)
    return csv_response("methoden.csv", *as_table(*_wanted(request)))
