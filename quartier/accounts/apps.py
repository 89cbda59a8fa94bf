"""Configuration of the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "quartier.accounts"

    def ready(self) -> None:
        """Connect the receivers and declare the background jobs."""
        from quartier.accounts import jobs, receivers  # noqa: F401
