"""Addresses of accounts and of the installation."""

from django.urls import include, path

from quartier.accounts.views import account, instance, links

urlpatterns = [
    path("impressum/", instance.legal_notice, name="legal_notice"),
    path("datenschutz/", instance.privacy, name="privacy"),
    path("barrierefreiheit/", instance.accessibility, name="accessibility"),
    path("einrichten/", instance.setup, name="setup"),
    path("verwaltung/seite/", instance.edit_instance, name="edit_instance"),
    path("verwaltung/menschen/", instance.people, name="people"),
    path("verwaltung/menschen/<slug:code>/", instance.change_role, name="change_role"),
    path("l/offen/", links.opened_link, name="opened_link"),
    path("l/offen/beenden/", links.end_link, name="end_link"),
    path("l/<str:token>/", links.personal_link, name="personal_link"),
    path("konto/", account.account, name="account"),
    path("konto/passwort-entfernen/", account.remove_password, name="remove_password"),
    path("konto/ueberall-abmelden/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("konto/meine-daten.json", account.own_data, name="own_data"),
    path("konto/loeschen/", account.erase, name="erase_account"),
    path("konto/schluessel/", account.api_tokens, name="api_tokens"),
    path("konto/schluessel/<slug:code>/", account.revoke_token, name="revoke_token"),
    path("konto/", include("allauth.urls")),
]
