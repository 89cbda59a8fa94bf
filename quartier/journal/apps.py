"""Configuration of the app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Journal."""

    name = "quartier.journal"

    def ready(self) -> None:
        """Declare the background jobs."""
        from quartier.journal import jobs  # noqa: F401
