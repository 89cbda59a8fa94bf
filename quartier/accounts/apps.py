"""Configuration of the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "quartier.accounts"

    def ready(self) -> None:
        """Connect the receivers, declare the background jobs, say what entries mean and what is stored about people."""
        from quartier.accounts import deeds, holdings, jobs, labels, receivers  # noqa: F401
        from quartier.journal.reading import register_words

        register_words(labels.VERBS, deeds.subjects)
        holdings.declare()
