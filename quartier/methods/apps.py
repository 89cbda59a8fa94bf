"""Configuration of the app."""

from django.apps import AppConfig


class MethodsConfig(AppConfig):
    """Methods."""

    name = "quartier.methods"

    def ready(self) -> None:
        """Connect the receivers."""
        from quartier.methods import receivers  # noqa: F401
