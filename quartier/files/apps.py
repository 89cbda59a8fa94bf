"""Configuration of the app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files."""

    name = "quartier.files"
