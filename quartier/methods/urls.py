"""Addresses of the catalogue."""

from django.urls import path

from quartier.methods.views import comparing, finder, links, listing, moderation, pages, publishing, voices

urlpatterns = [
    path("", listing.method_list, name="methods"),
    path("finden/", finder.finder, name="finder"),
    path("vergleich/", comparing.compare, name="compare"),
    path("meine-stimmen/", voices.own_voices, name="own_voices"),
    path("meldungen/", moderation.queue, name="moderation"),
    path("links/", links.broken_links, name="broken_links"),
    path("kommentare/<slug:code>/aendern/", voices.edit_comment, name="edit_comment"),
    path("kommentare/<slug:code>/melden/", voices.report_comment, name="report_comment"),
    path("kommentare/<slug:code>/zurueckziehen/", voices.withdraw_comment, name="withdraw_comment"),
    path("kommentare/<slug:code>/zurueckholen/", voices.return_comment, name="return_comment"),
    path("kommentare/<slug:code>/verbergen/", moderation.hide, name="hide_comment"),
    path("kommentare/<slug:code>/zeigen/", moderation.restore, name="restore_comment"),
    path("kommentare/<slug:code>/behalten/", moderation.keep, name="keep_comment"),
    path("neu.atom", publishing.MethodFeed(), name="methods_feed"),
    path("vergleich.pdf", comparing.compare_pdf, name="compare_pdf"),
    path("<slug:code>.pdf", publishing.method_pdf, name="method_pdf"),
    path("<slug:code>/aushang.pdf", publishing.method_poster, name="method_poster"),
    path("<slug:code>/qr.svg", publishing.method_qr, name="method_qr"),
    path("<slug:code>/", pages.method_page, name="method"),
    path("<slug:code>/bewerten/", voices.assess, name="assess"),
    path("<slug:code>/bewertung-loeschen/", voices.withdraw_assessment, name="withdraw_assessment"),
    path("<slug:code>/kommentieren/", voices.write_comment, name="write_comment"),
]
