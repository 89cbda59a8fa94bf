"""The table of contents of the product."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from quartier.config.api import api, unknown_address

urlpatterns = [
    path("api/v1/", api.urls),
    re_path(r"^api/", unknown_address),
    *i18n_patterns(
        path("", include("quartier.portal.urls")),
        path("methoden/", include("quartier.methods.urls")),
        path("stadtteile/", include("quartier.quarters.urls")),
        path("stadtteile/", include("quartier.conferences.urls")),
        path("", include("quartier.accounts.urls")),
        path("verwaltung/", include("quartier.journal.urls")),
        path("ui/", include("quartier.ui.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "quartier.ui.errors.bad_request"
handler403 = "quartier.ui.errors.forbidden"
handler404 = "quartier.ui.errors.not_found"
handler500 = "quartier.ui.errors.server_error"
handler429 = "quartier.base.ratelimit.too_many"  # asked by allauth
