"""The table of contents of the product."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLResolver, include, path
from django.urls.resolvers import RoutePattern


class _OnDemand(URLResolver):
    """Addresses with a namespace, loaded when somebody asks for the first of them."""

    def _populate(self) -> None:
        """Collect no names beforehand: whoever looks one up goes through the namespace."""


urlpatterns = [
    # The API and its libraries take 15 MB, which most neighbourhoods never need.
    _OnDemand(RoutePattern("api/"), "quartier.config.api", app_name="ninja", namespace="api"),
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
