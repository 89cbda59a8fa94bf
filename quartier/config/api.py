"""The API: one version, one form of errors."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as InputError

from quartier import __version__
from quartier.base.ratelimit import TooManyError
from quartier.journal.receipts import ReusedKeyError
from quartier.methods.actions.editing import OutdatedError
from quartier.methods.api import router as methods
from quartier.methods.document import DocumentError
from quartier.quarters.api import router as quarters
from quartier.ui.problems import problem

api = NinjaAPI(
    title="Quartier",
    version=__version__,
    urls_namespace="api",
    description="Methodenkatalog und öffentliche Stadtteile zum Lesen ohne Schlüssel; schreiben mit einem Zugriffsschlüssel "
    "aus Ihrem Konto.",
    docs_url=None,
)
api.add_router("/methods", methods)
api.add_router("/quarters", quarters)


@api.exception_handler(InputError)
def _wrong_input(request: HttpRequest, error: InputError) -> HttpResponse:
    errors = [{"place": ".".join(map(str, item["loc"])), "message": item["msg"]} for item in error.errors]
    return problem(422, _("Die Eingabe passt nicht."), errors=errors)


@api.exception_handler(DocumentError)
def _wrong_document(request: HttpRequest, error: DocumentError) -> HttpResponse:
    return problem(422, _("Das Dokument hat Fehler."), errors=[{"place": p, "message": m} for p, m in error.problems])


@api.exception_handler(OutdatedError)
def _outdated(request: HttpRequest, error: OutdatedError) -> HttpResponse:
    return problem(409, _("Inzwischen hat jemand anderes gespeichert."), _("Lesen Sie die Methode neu."))


@api.exception_handler(ReusedKeyError)
def _reused(request: HttpRequest, error: ReusedKeyError) -> HttpResponse:
    return problem(
        409, _("Dieser Idempotency-Key gehört zu einer anderen Anfrage."), _("Nehmen Sie einen neuen Schlüssel.")
    )


@api.exception_handler(ValidationError)
def _refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, _("So geht es nicht."), " ".join(error.messages))


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = problem(401, _("Dafür braucht es einen gültigen Zugriffsschlüssel."))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(403, _("Das darf dieser Zugriffsschlüssel nicht."), str(error))


@api.exception_handler(Http404)
def _unknown(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, _("Das gibt es hier nicht."))


@api.exception_handler(TooManyError)
def _too_many(request: HttpRequest, error: TooManyError) -> HttpResponse:
    answer = problem(
        429,
        _("Das waren zu viele Anfragen."),
        _("Bitte %(seconds)s Sekunden warten.") % {"seconds": error.wait_seconds},
    )
    answer["Retry-After"] = str(error.wait_seconds)
    return answer


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))


def _unknown_address(request: HttpRequest) -> HttpResponse:
    return problem(404, _("Das gibt es hier nicht."))


urlpatterns = [path("v1/", include(api.urls[0])), re_path("", _unknown_address, name="unknown")]
