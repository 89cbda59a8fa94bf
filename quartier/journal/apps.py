"""Configuration of the app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Journal."""

    name = "quartier.journal"
