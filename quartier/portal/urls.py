"""Addresses of the portal."""

from django.urls import path

from quartier.portal.views import home, machines, search

urlpatterns = [
    path("", home.home, name="home"),
    path("ueber/", home.about, name="about"),
    path("suche/", search.search, name="search"),
    path("sicherheit/", machines.security_policy, name="security_policy"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path(".well-known/security.txt", machines.security_txt, name="security_txt"),
]
