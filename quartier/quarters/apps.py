"""Configuration of the app."""

from django.apps import AppConfig


class QuartersConfig(AppConfig):
    """Quarters."""

    name = "quartier.quarters"

    def ready(self) -> None:
        """Declare the background jobs, say what personal links are for and what is stored about people."""
        from quartier.accounts.owndata import register_section
        from quartier.quarters import guests, holdings, jobs  # noqa: F401
        from quartier.quarters.owndata import memberships

        register_section("quarters", memberships)
        holdings.declare()

        guests.register()
