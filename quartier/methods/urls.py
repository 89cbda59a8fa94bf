"""Addresses of the catalogue."""

from django.urls import path

from quartier.methods.views import pages

urlpatterns = [
    path("", pages.method_list, name="methods"),
    path("<slug:code>/", pages.method_page, name="method"),
]
