"""Configuration of the app."""

from functools import partial

from django.apps import AppConfig


class QuartersConfig(AppConfig):
    """Quarters."""

    name = "quartier.quarters"

    def ready(self) -> None:
        """Declare the background jobs, and say what personal links, entries of the journal and stored fields are for."""
        from quartier.accounts.owndata import register_section
        from quartier.journal.erasures import register as register_erasure
        from quartier.journal.outbox import register_headers
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
        from quartier.quarters.actions.erasing import erase_individual, erase_person
        from quartier.quarters.owndata import claims, memberships
        from quartier.quarters.reminding import unsubscribe

        register_section("quarters", memberships)
        register_section("claims", claims)
        holdings.declare()

        guests.register()
        register_headers("reminder", unsubscribe)
        indexing.register()
        again = partial(erase_person, by=None)
        register_erasure("quarters.contactperson", again, called="contact persons", verb="person.erased")
        again = partial(erase_individual, by=None)
        register_erasure("quarters.actor", again, called="engaged individuals", verb="actor.erased")
        register_words(labels.VERBS | labels_network.NETWORK_VERBS | labels_privacy.PRIVACY_VERBS, deeds.subjects)
