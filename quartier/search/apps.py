"""Configuration of the app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search."""

    name = "quartier.search"

    def ready(self) -> None:
        """Declare the background jobs."""
        from quartier.search import jobs  # noqa: F401
