"""Configuration of the app."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """Conferences."""

    name = "quartier.conferences"

    def ready(self) -> None:
        """Say what stored fields and entries of the journal are for, and what a quarter's page links to."""
        from quartier.conferences import holdings, labels, links
        from quartier.journal.reading import register_words
        from quartier.quarters import belongings, deeds

        holdings.declare()
        belongings.register(links.conferences_of)
        register_words(labels.VERBS, deeds.subjects)
