"""Configuration of the app."""

from django.apps import AppConfig


class MethodsConfig(AppConfig):
    """Methods."""

    name = "quartier.methods"

    def ready(self) -> None:
        """Connect the receivers, declare the background jobs, and say what is stored about a person."""
        from quartier.accounts.owndata import register_section
        from quartier.methods import jobs, receivers  # noqa: F401
        from quartier.methods.owndata import voices

        register_section("methods", voices)
