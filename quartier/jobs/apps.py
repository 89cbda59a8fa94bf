"""Configuration of the app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Jobs."""

    name = "quartier.jobs"
