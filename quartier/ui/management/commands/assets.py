"""`quartier assets`: build what the pages load."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quartier.ui.assets import AssetError, build_assets


class Command(BaseCommand):
    """Build stylesheet, fonts and translations."""

    help = "Build stylesheet, fonts and translations from their packages."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            built = build_assets()
        except AssetError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Assets built." if built else "Assets are up to date.")
