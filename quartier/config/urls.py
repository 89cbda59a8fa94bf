"""The table of contents of the product."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("quartier.portal.urls")),
    path("methoden/", include("quartier.methods.urls")),
    path("konto/", include("quartier.accounts.urls")),
    path("ui/", include("quartier.ui.urls")),
    prefix_default_language=False,
)
