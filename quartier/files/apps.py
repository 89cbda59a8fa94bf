"""Configuration of the app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files."""

    name = "quartier.files"

    def ready(self) -> None:
        """Declare the background jobs."""
        from quartier.files import jobs  # noqa: F401
