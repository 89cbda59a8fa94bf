"""Addresses of the catalogue."""

from django.urls import path

from quartier.methods.views import (
    comparing,
    editing,
    editing_drafts,
    editing_merge,
    exporting,
    finder,
    importing,
    links,
    listing,
    moderation,
    pages,
    publishing,
    versions,
    voices,
)

finding = [
    path("", listing.method_list, name="methods"),
    path("finden/", finder.finder, name="finder"),
    path("vergleich/", comparing.compare, name="compare"),
    path("vergleich.pdf", comparing.compare_pdf, name="compare_pdf"),
    path("neu.atom", publishing.MethodFeed(), name="methods_feed"),
    path("export.json", exporting.export_json, name="export_json"),
    path("export.csv", exporting.export_csv, name="export_csv"),
]

comments = [
    path("meine-stimmen/", voices.own_voices, name="own_voices"),
    path("kommentare/<slug:code>/aendern/", voices.edit_comment, name="edit_comment"),
    path("kommentare/<slug:code>/melden/", voices.report_comment, name="report_comment"),
    path("kommentare/<slug:code>/zurueckziehen/", voices.withdraw_comment, name="withdraw_comment"),
    path("kommentare/<slug:code>/zurueckholen/", voices.return_comment, name="return_comment"),
    path("kommentare/<slug:code>/verbergen/", moderation.hide, name="hide_comment"),
    path("kommentare/<slug:code>/zeigen/", moderation.restore, name="restore_comment"),
    path("kommentare/<slug:code>/behalten/", moderation.keep, name="keep_comment"),
]

office = [
    path("neu/", editing.new_method, name="new_method"),
    path("entwuerfe/", editing_drafts.drafts, name="drafts"),
    path("meldungen/", moderation.queue, name="moderation"),
    path("links/", links.broken_links, name="broken_links"),
    path("einlesen/", importing.import_start, name="import_methods"),
    path("einlesen/ausfuehren/", importing.import_confirm, name="confirm_import"),
    path("vorschlaege/", importing.proposals, name="proposals"),
    path("vorschlaege/<slug:code>/", importing.proposal, name="proposal"),
    path("vorschlaege/<slug:code>/uebernehmen/", importing.take_part, name="take_part"),
    path("vorschlaege/<slug:code>/ablehnen/", importing.reject, name="reject_proposal"),
    path("vorschlaege/<slug:code>/oeffnen/", importing.reopen, name="reopen_proposal"),
]

one_method = [
    path("<slug:code>/", pages.method_page, name="method"),
    path("<slug:code>.pdf", publishing.method_pdf, name="method_pdf"),
    path("<slug:code>/aushang.pdf", publishing.method_poster, name="method_poster"),
    path("<slug:code>/qr.svg", publishing.method_qr, name="method_qr"),
    path("<slug:code>/bewerten/", voices.assess, name="assess"),
    path("<slug:code>/bewertung-loeschen/", voices.withdraw_assessment, name="withdraw_assessment"),
    path("<slug:code>/kommentieren/", voices.write_comment, name="write_comment"),
]

editing_one = [
    path("<slug:code>/bearbeiten/", editing.overview, name="edit_method"),
    path("<slug:code>/bearbeiten/angaben/", editing.edit_facts, name="edit_facts"),
    path("<slug:code>/bearbeiten/text/<slug:key>/", editing.edit_text, name="edit_text"),
    path("<slug:code>/bearbeiten/text/<slug:key>/entfernen/", editing.remove_text, name="remove_text"),
    path("<slug:code>/bearbeiten/quellen/", editing.edit_lists, name="edit_lists"),
    path("<slug:code>/bearbeiten/verwandte/", editing.edit_relations, name="edit_relations"),
    path("<slug:code>/bearbeiten/zusammenfuehren/", editing_merge.merge_method, name="merge_method"),
    path("<slug:code>/zustand/", editing_drafts.change_state, name="change_state"),
    path("<slug:code>/versionen/", versions.versions, name="versions"),
    path("<slug:code>/versionen/unterschied/", versions.difference, name="difference"),
    path("<slug:code>/versionen/<int:number>/zurueckholen/", versions.restore_version, name="restore_version"),
]

urlpatterns = [*finding, *comments, *office, *one_method, *editing_one]
