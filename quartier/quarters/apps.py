"""Configuration of the app."""

from django.apps import AppConfig


class QuartersConfig(AppConfig):
    """Quarters."""

    name = "quartier.quarters"

    def ready(self) -> None:
        """Declare the background jobs, say what personal links are for and what entries of the journal mean."""
        from quartier.journal.reading import register_words
        from quartier.quarters import deeds, guests, jobs, labels, labels_network  # noqa: F401

        guests.register()
        register_words(labels.VERBS | labels_network.NETWORK_VERBS, deeds.subjects)
