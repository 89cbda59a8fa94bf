"""Configuration of the app."""

from django.apps import AppConfig


class QuartersConfig(AppConfig):
    """Quarters."""

    name = "quartier.quarters"

    def ready(self) -> None:
        """Declare the background jobs, and say what personal links, entries of the journal and stored fields are for."""
        from quartier.accounts.owndata import register_section
        from quartier.journal.reading import register_words
        from quartier.quarters import (  # noqa: F401
            deeds,
            guests,
            holdings,
            indexing,
            jobs,
            labels,
            labels_network,
            labels_privacy,
            receivers,
        )
        from quartier.quarters.owndata import claims, memberships

        register_section("quarters", memberships)
        register_section("claims", claims)
        holdings.declare()

        guests.register()
        indexing.register()
        register_words(labels.VERBS | labels_network.NETWORK_VERBS | labels_privacy.PRIVACY_VERBS, deeds.subjects)
