"""Configuration of the app."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """Conferences."""

    name = "quartier.conferences"
