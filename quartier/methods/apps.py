"""Configuration of the app."""

from django.apps import AppConfig


class MethodsConfig(AppConfig):
    """Methods."""

    name = "quartier.methods"

    def ready(self) -> None:
        """Connect the receivers, declare the jobs, say what is stored about a person and what entries mean."""
        from quartier.accounts.owndata import register_section
        from quartier.journal.reading import register_words
        from quartier.methods import deeds, holdings, indexing, jobs, labels, receivers  # noqa: F401
        from quartier.methods.owndata import voices

        register_section("methods", voices)
        register_words(labels.VERBS, deeds.subjects)
        indexing.register()
        holdings.declare()
