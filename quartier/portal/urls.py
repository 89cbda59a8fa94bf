"""Addresses of the portal."""

from django.urls import path

from quartier.portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("ueber/", views.about, name="about"),
]
