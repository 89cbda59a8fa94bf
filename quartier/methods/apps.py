"""Configuration of the app."""

from django.apps import AppConfig


class MethodsConfig(AppConfig):
    """Methods."""

    name = "quartier.methods"
