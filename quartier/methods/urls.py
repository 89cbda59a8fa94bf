"""Addresses of the catalogue."""

from django.urls import path

from quartier.methods.views import (
    comparing,
    exporting,
    finder,
    importing,
    listing,
    moderation,
    pages,
    publishing,
    voices,
)

urlpatterns = [
    path("", listing.method_list, name="methods"),
    path("finden/", finder.finder, name="finder"),
    path("vergleich/", comparing.compare, name="compare"),
    path("meine-stimmen/", voices.own_voices, name="own_voices"),
    path("meldungen/", moderation.queue, name="moderation"),
    path("kommentare/<slug:code>/aendern/", voices.edit_comment, name="edit_comment"),
    path("kommentare/<slug:code>/melden/", voices.report_comment, name="report_comment"),
    path("kommentare/<slug:code>/zurueckziehen/", voices.withdraw_comment, name="withdraw_comment"),
    path("kommentare/<slug:code>/zurueckholen/", voices.return_comment, name="return_comment"),
    path("kommentare/<slug:code>/verbergen/", moderation.hide, name="hide_comment"),
    path("kommentare/<slug:code>/zeigen/", moderation.restore, name="restore_comment"),
    path("kommentare/<slug:code>/behalten/", moderation.keep, name="keep_comment"),
    path("einlesen/", importing.import_start, name="import_methods"),
    path("einlesen/ausfuehren/", importing.import_confirm, name="confirm_import"),
    path("vorschlaege/", importing.proposals, name="proposals"),
    path("vorschlaege/<slug:code>/", importing.proposal, name="proposal"),
    path("vorschlaege/<slug:code>/uebernehmen/", importing.take_part, name="take_part"),
    path("vorschlaege/<slug:code>/ablehnen/", importing.reject, name="reject_proposal"),
    path("vorschlaege/<slug:code>/oeffnen/", importing.reopen, name="reopen_proposal"),
    path("export.json", exporting.export_json, name="export_json"),
    path("export.csv", exporting.export_csv, name="export_csv"),
    path("neu.atom", publishing.MethodFeed(), name="methods_feed"),
    path("<slug:code>.pdf", publishing.method_pdf, name="method_pdf"),
    path("<slug:code>/qr.svg", publishing.method_qr, name="method_qr"),
    path("<slug:code>/", pages.method_page, name="method"),
    path("<slug:code>/bewerten/", voices.assess, name="assess"),
    path("<slug:code>/bewertung-loeschen/", voices.withdraw_assessment, name="withdraw_assessment"),
    path("<slug:code>/kommentieren/", voices.write_comment, name="write_comment"),
]
