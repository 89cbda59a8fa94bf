"""Configuration of the app."""

from django.apps import AppConfig


class MethodsConfig(AppConfig):
    """Methods."""

    name = "quartier.methods"

    def ready(self) -> None:
        """Connect the receivers and declare the background jobs."""
        from quartier.methods import jobs, receivers  # noqa: F401
