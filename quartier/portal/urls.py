"""Addresses of the portal."""

from django.urls import path

from quartier.portal.views import home, jobs, machines, news, register, search

urlpatterns = [
    path("", home.home, name="home"),
    path("ueber/", home.about, name="about"),
    path("suche/", search.search, name="search"),
    path("neues/", news.recent, name="news"),
    path("verwaltung/aufgaben/", jobs.job_list, name="jobs"),
    path("verwaltung/aufgaben/<slug:name>/", jobs.hasten, name="hasten_job"),
    path("sicherheit/", machines.security_policy, name="security_policy"),
    path("verwaltung/verzeichnis/", register.processing_record, name="processing_record"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path(".well-known/security.txt", machines.security_txt, name="security_txt"),
]
