"""Configuration of the app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Ui."""

    name = "quartier.ui"
