"""Configuration of the app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search."""

    name = "quartier.search"
