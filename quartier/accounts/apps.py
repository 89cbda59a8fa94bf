"""Configuration of the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "quartier.accounts"

    def ready(self) -> None:
        """Connect the receivers, declare the background jobs and say what entries mean."""
        from quartier.accounts import deeds, jobs, labels, receivers  # noqa: F401
        from quartier.journal.reading import register_words

        register_words(labels.VERBS, deeds.subjects)
