"""Addresses of the quarters."""

from django.urls import path

from quartier.quarters.views import actors, contact, directory, erasing, members, own, people, privacy, quarters

quarter_itself = [
    path("", quarters.quarter_list, name="quarters"),
    path("neu/", quarters.found, name="found_quarter"),
    path("mein-eintrag/", own.own_entry, name="own_entry"),
    path("mein-eintrag/daten.zip", own.own_zip, name="own_entry_zip"),
    path("mein-eintrag/anliegen/", own.wish, name="own_wish"),
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
    path("<slug:quarter>/wer-dabei-ist/<slug:code>/menschen/neu/", people.add, name="add_person"),
]

people_of_actors = [
    path("<slug:quarter>/menschen/<slug:code>/", people.edit, name="edit_person"),
    path("<slug:quarter>/menschen/<slug:code>/loeschen/", erasing.person, name="remove_person"),
    path("<slug:quarter>/menschen/<slug:code>/link/", people.inform, name="inform_person"),
    path("<slug:quarter>/menschen/<slug:code>/einwilligung/", people.consent, name="person_consent"),
]

office = [
    path("<slug:quarter>/mitglieder/", members.member_list, name="members"),
    path("<slug:quarter>/mitglieder/einladen/", members.invite, name="invite_member"),
    path("<slug:quarter>/datenschutz/", privacy.overview, name="quarter_privacy"),
    path("<slug:quarter>/datenschutz/informieren/", privacy.inform, name="inform_people"),
    path("<slug:quarter>/datenschutz/briefe.pdf", privacy.letters, name="letters"),
    path("<slug:quarter>/datenschutz/bestaetigen/", privacy.confirm, name="confirm_person"),
    path("<slug:quarter>/datenschutz/anliegen/", privacy.close_wish, name="close_wish"),
    path("<slug:quarter>/mitglieder/beenden/", members.end, name="end_membership"),
]

urlpatterns = [*quarter_itself, *who_takes_part, *people_of_actors, *office]
