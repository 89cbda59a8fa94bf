"""Configuration of the app."""

from functools import partial

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "quartier.accounts"

    def ready(self) -> None:
        """Connect the receivers, declare the background jobs, say what entries mean and what is stored about people."""
        from quartier.accounts import deeds, holdings, jobs, labels, receivers  # noqa: F401
        from quartier.accounts.actions.profile import erase_account
        from quartier.journal.erasures import register as register_erasure
        from quartier.journal.reading import register_words

        again = partial(erase_account, by=None)
        register_erasure("accounts.user", again, called="accounts", verb="account.erased", born="joined_at")
        register_words(labels.VERBS, deeds.subjects)
        holdings.declare()
