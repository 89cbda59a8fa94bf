"""Addresses of accounts and of the installation."""

from django.urls import include, path

from quartier.accounts.views import account, instance

urlpatterns = [
    path("impressum/", instance.legal_notice, name="legal_notice"),
    path("datenschutz/", instance.privacy, name="privacy"),
    path("barrierefreiheit/", instance.accessibility, name="accessibility"),
    path("einrichten/", instance.setup, name="setup"),
    path("verwaltung/seite/", instance.edit_instance, name="edit_instance"),
    path("verwaltung/menschen/", instance.people, name="people"),
    path("verwaltung/menschen/<slug:code>/", instance.change_role, name="change_role"),
    path("l/offen/", account.opened_link, name="opened_link"),
    path("l/<str:token>/", account.personal_link, name="personal_link"),
    path("konto/", account.account, name="account"),
    path("konto/schluessel/", account.api_tokens, name="api_tokens"),
    path("konto/schluessel/<slug:code>/", account.revoke_token, name="revoke_token"),
    path("konto/", include("allauth.urls")),
]
