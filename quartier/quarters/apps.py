"""Configuration of the app."""

from django.apps import AppConfig


class QuartersConfig(AppConfig):
    """Quarters."""

    name = "quartier.quarters"

    def ready(self) -> None:
        """Declare the background jobs, and say what personal links and entries of this app mean."""
        from quartier.journal.reading import register_words
        from quartier.quarters import guests, jobs, labels_network  # noqa: F401

        guests.register()
        register_words(labels_network.NETWORK_VERBS)
