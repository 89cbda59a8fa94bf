"""`quartier retention`: delete what has been kept long enough, or say what would be."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from quartier.quarters.actions import retaining
from quartier.quarters.retention import RULES


class Command(BaseCommand):
    """Apply the rules of retention."""

    help = "Delete what has been kept as long as the rules say. The worker does it every night by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dry_run"]:
            for code, number in retaining.retain().items():
                self.stdout.write(f"{code}: {number} deleted")
            return
        things = retaining.due(timezone.now())
        for rule in RULES:
            self.stdout.write(f"{rule.words} {len(things[rule.code])} due")
            for thing in things[rule.code]:
                self.stdout.write(f"  {rule.due_on(thing)} {thing}")
