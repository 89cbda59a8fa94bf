"""Configuration of the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "quartier.accounts"

    def ready(self) -> None:
        """Connect the receivers."""
        from quartier.accounts import receivers  # noqa: F401
