"""Addresses of conferences, below their quarter."""

from django.urls import include, path

from quartier.conferences.views import concept, conferences, groups, mandates, site, statutes

one = [
    path("", site.front, name="conference"),
    path("wer-wir-sind/", site.people, name="conference_people"),
    path("kontakt/", site.contact, name="conference_contact"),
    path("bearbeiten/", conferences.edit, name="edit_conference"),
    path("seite/", conferences.arrange, name="arrange_site"),
    path("zustand/", conferences.change_state, name="change_conference_state"),
    path("leitung/", conferences.managers, name="conference_managers"),
    path("konzept/", concept.read, name="concept"),
    path("konzept/konzept.pdf", concept.pdf, name="concept_pdf"),
    path("konzept/<slug:section>/", concept.edit, name="edit_concept"),
    path("konzept/<slug:section>/fassungen/", concept.versions, name="concept_versions"),
    path("konzept/<slug:section>/kommentare/", concept.comment, name="concept_comment"),
    path("konzept/<slug:section>/kommentare/<slug:comment>/", concept.remove_comment, name="remove_concept_comment"),
    path("regeln/", statutes.read, name="statutes"),
    path("regeln/beginnen/", statutes.begin, name="begin_statutes"),
    path("regeln/entwurf/", statutes.edit, name="edit_statutes"),
    path("regeln/entwurf/beschliessen/", statutes.adopt, name="adopt_statutes"),
    path("regeln/entwurf/verwerfen/", statutes.discard, name="discard_statutes"),
    path("regeln/fassung/<int:number>/", statutes.version, name="statutes_version"),
    path("regeln/fassung/<int:number>/aenderungen/", statutes.compare, name="compare_statutes"),
    path("regeln/fassung/<int:number>/zuruecknehmen/", statutes.take_back, name="take_back_statutes"),
    path("regeln/fassung/<int:number>/geschaeftsordnung.pdf", statutes.pdf, name="statutes_pdf"),
    path("regeln/fassung/<int:number>/hausregeln.json", statutes.rules_file, name="statutes_file"),
    path("arbeitsgruppen/neu/", groups.add, name="add_group"),
    path("arbeitsgruppen/<slug:group>/bearbeiten/", groups.edit, name="edit_group"),
    path("arbeitsgruppen/<slug:group>/beenden/", groups.end, name="end_group"),
    path("arbeitsgruppen/<slug:group>/beitreten/", groups.join, name="join_group"),
    path("mandate/", mandates.overview, name="mandates"),
    path("mandate/neu/", mandates.give, name="give_mandate"),
    path("mandate/<slug:mandate>/", mandates.edit, name="edit_mandate"),
    path("mandate/<slug:mandate>/uebergeben/", mandates.hand_over, name="hand_over_mandate"),
]

urlpatterns = [
    path("<slug:quarter>/konferenz/neu/", conferences.found, name="found_conference"),
    path("<slug:quarter>/konferenz/<slug:code>/", include(one)),
]
