"""Configuration of the app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Portal."""

    name = "quartier.portal"
