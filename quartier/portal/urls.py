"""Addresses of the portal."""

from django.urls import path

from quartier.portal.views import home, jobs, search

urlpatterns = [
    path("", home.home, name="home"),
    path("ueber/", home.about, name="about"),
    path("suche/", search.search, name="search"),
    path("verwaltung/aufgaben/", jobs.job_list, name="jobs"),
    path("verwaltung/aufgaben/<slug:name>/", jobs.hasten, name="hasten_job"),
]
