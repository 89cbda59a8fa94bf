"""Addresses of the quarters."""

from django.urls import path

from quartier.quarters.views import (
    actors,
    asking,
    claims,
    contact,
    directory,
    erasing,
    fitting,
    lists,
    members,
    missing,
    network,
    own,
    people,
    photos,
    places,
    plans,
    points,
    privacy,
    quarters,
    reminders,
    venues,
)

quarter_itself = [
    path("", quarters.quarter_list, name="quarters"),
    path("neu/", quarters.found, name="found_quarter"),
    path("mein-eintrag/", own.own_entry, name="own_entry"),
    path("mein-eintrag/daten.zip", own.own_zip, name="own_entry_zip"),
    path("mein-eintrag/anliegen/", own.wish, name="own_wish"),
    path("mein-eintrag/einrichtungen/", claims.own_claims, name="own_claims"),
    path("mein-eintrag/einrichtungen/zuruecknehmen/", claims.withdraw, name="withdraw_claim"),
    path("mein-eintrag/stimmt-noch/", reminders.confirm, name="own_confirm"),
    path("mein-eintrag/erinnerungen/", reminders.choose, name="own_reminders"),
    path("keine-erinnerungen/<str:token>/", reminders.stop, name="stop_reminders"),
    path("<slug:quarter>/", quarters.profile, name="quarter"),
    path("<slug:quarter>/bearbeiten/", quarters.edit, name="edit_quarter"),
    path("<slug:quarter>/oeffentlich/", quarters.publish, name="publish_quarter"),
]

who_takes_part = [
    path("<slug:quarter>/wer-dabei-ist/", directory.directory_page, name="actors"),
    path("<slug:quarter>/wer-dabei-ist/neu/", actors.add, name="add_actor"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/", directory.actor_page, name="actor"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/bearbeiten/", actors.edit, name="edit_actor"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/angebote/", actors.goods, name="edit_goods"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/zustand/", actors.change_state, name="change_actor_state"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/aktuelles/", actors.activities, name="actor_activities"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/loeschen/", erasing.individual, name="remove_individual"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/schreiben/", contact.write, name="write_to_actor"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/gehoert-zu-mir/", claims.claim, name="claim_actor"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/menschen/neu/", people.add, name="add_person"),
]

people_of_actors = [
    path("<slug:quarter>/menschen/<slug:code>/", people.edit, name="edit_person"),
    path("<slug:quarter>/menschen/<slug:code>/loeschen/", erasing.person, name="remove_person"),
    path("<slug:quarter>/menschen/<slug:code>/link/", people.inform, name="inform_person"),
    path("<slug:quarter>/menschen/<slug:code>/einwilligung/", people.consent, name="person_consent"),
]

office = [
    path("<slug:quarter>/nachfragen/", asking.ask_again, name="ask_again"),
    path("<slug:quarter>/nachfragen/erinnern/", reminders.switch, name="switch_reminders"),
    path("<slug:quarter>/mitglieder/", members.member_list, name="members"),
    path("<slug:quarter>/mitglieder/einladen/", members.invite, name="invite_member"),
    path("<slug:quarter>/zugehoerig/", claims.overview, name="claims"),
    path("<slug:quarter>/zugehoerig/entscheiden/", claims.decide, name="decide_claim"),
    path("<slug:quarter>/datenschutz/", privacy.overview, name="quarter_privacy"),
    path("<slug:quarter>/datenschutz/informieren/", privacy.inform, name="inform_people"),
    path("<slug:quarter>/datenschutz/briefe.pdf", privacy.letters, name="letters"),
    path("<slug:quarter>/datenschutz/bestaetigen/", privacy.confirm, name="confirm_person"),
    path("<slug:quarter>/datenschutz/anliegen/", privacy.close_wish, name="close_wish"),
    path("<slug:quarter>/mitglieder/beenden/", members.end, name="end_membership"),
]

address_lists = [
    path("<slug:quarter>/einlesen/", lists.start, name="import_list"),
    path("<slug:quarter>/einlesen/<slug:code>/spalten/", lists.columns, name="list_columns"),
    path("<slug:quarter>/einlesen/<slug:code>/vorschau/", lists.preview, name="list_preview"),
    path("<slug:quarter>/einlesen/<slug:code>/ausfuehren/", lists.run, name="run_list"),
    path("<slug:quarter>/einlesen/<slug:code>/", lists.progress, name="list_progress"),
]

where = [
    path("<slug:quarter>/grenze/", places.boundary, name="boundary"),
    path("<slug:quarter>/grenze/datei/", places.boundary_file, name="boundary_file"),
    path("<slug:quarter>/grenze/plan/", plans.plan_page, name="quarter_plan"),
    path("<slug:quarter>/grenze/plan/punkt-weg/", plans.forget_mark, name="forget_mark"),
    path("<slug:quarter>/grenze/plan/breite/", plans.level, name="level_plan"),
    path("<slug:quarter>/grenze/plan/angaben/", plans.details, name="plan_details"),
    path("<slug:quarter>/grenze/plan/zurueckholen/", plans.restore, name="restore_plan"),
    path("<slug:quarter>/grenze/plan/bild/", plans.picture, name="plan_picture"),
    path("<slug:quarter>/punkte/", points.points, name="actor_points"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/punkt/", places.point, name="actor_point"),
]

rooms = [
    path("<slug:quarter>/raeume/", venues.venue_list, name="venues"),
    path("<slug:quarter>/raeume/<slug:code>/", venues.venue_page, name="venue"),
    path("<slug:quarter>/raeume/<slug:code>/bearbeiten/", venues.edit, name="edit_venue"),
    path("<slug:quarter>/raeume/<slug:code>/loeschen/", venues.remove, name="remove_venue"),
    path("<slug:quarter>/raeume/<slug:code>/fotos/", photos.photos, name="venue_photos"),
    path("<slug:quarter>/raeume/<slug:code>/fotos/<slug:photo>/", photos.photo, name="venue_photo"),
    path("<slug:quarter>/raeume/<slug:code>/fotos/<slug:photo>/ordnen/", photos.keep_order, name="order_photo"),
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/raeume/neu/", venues.add, name="add_venue"),
]

who_with_whom = [
    path("<slug:quarter>/netz/", network.network_page, name="network"),
    path("<slug:quarter>/netz/neu/", network.add_tie, name="add_tie"),
    path("<slug:quarter>/netz/<slug:code>/", network.edit_tie, name="edit_tie"),
    path("<slug:quarter>/netz/<slug:code>/loeschen/", network.remove_tie, name="remove_tie"),
    path("<slug:quarter>/passt/", fitting.fitting_page, name="fitting"),
    path("<slug:quarter>/passt/neu/", fitting.propose, name="propose_introduction"),
    path("<slug:quarter>/passt/<slug:code>/", fitting.introduction_page, name="introduction"),
    path("<slug:quarter>/wer-fehlt/", missing.missing_page, name="missing"),
    path("<slug:quarter>/wer-fehlt/art/", missing.choose_sort, name="choose_sort"),
    path("<slug:quarter>/wer-fehlt/<slug:code>/", missing.note_answer, name="answer_approach"),
]

urlpatterns = [
    *quarter_itself,
    *who_takes_part,
    *people_of_actors,
    *office,
    *address_lists,
    *where,
    *rooms,
    *who_with_whom,
]
