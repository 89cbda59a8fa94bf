"""Addresses of the portal."""

from django.urls import path

from quartier.portal.views import home, search

urlpatterns = [
    path("", home.home, name="home"),
    path("ueber/", home.about, name="about"),
    path("suche/", search.search, name="search"),
]
