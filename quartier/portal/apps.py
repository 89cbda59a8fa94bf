"""Configuration of the app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Portal."""

    name = "quartier.portal"

    def ready(self) -> None:
        """Say what entries of the journal mean."""
        from quartier.journal.reading import register_words
        from quartier.portal import labels

        register_words(labels.VERBS)
