"""`quartier demo`: add the invented people of the demo, or remove them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from quartier.portal import demo


class Command(BaseCommand):
    """Add or remove the demo."""

    help = "Add the demo's invented people with what they say; --remove takes all of it away again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.stdout.write(f"Removed {demo.remove()} assessments and comments, and the example legal notice.")
        else:
            self.stdout.write(f"Added {demo.load()} assessments and comments.")
