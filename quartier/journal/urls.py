"""Addresses of the journal and the outbox."""

from django.urls import path

from quartier.journal import views

urlpatterns = [
    path("postausgang/", views.message_list, name="outbox"),
    path("postausgang/<int:number>/", views.message_page, name="message"),
    path("postausgang/<int:number>/noch-einmal/", views.retry_message, name="retry_message"),
    path("journal/", views.journal, name="journal"),
]
