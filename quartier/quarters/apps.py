"""Configuration of the app."""

from django.apps import AppConfig


class QuartersConfig(AppConfig):
    """Quarters."""

    name = "quartier.quarters"

    def ready(self) -> None:
        """Declare the background jobs, and say what personal links of this app are for."""
        from quartier.quarters import guests, jobs  # noqa: F401

        guests.register()
