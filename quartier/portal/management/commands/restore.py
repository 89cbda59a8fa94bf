"""`quartier restore FILE`: put a backup in place of an empty installation."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from quartier.portal.backup import BackupError, restore_backup


class Command(BaseCommand):
    """Restore a backup."""

    help = "Put a backup in place of an empty installation. Stop the server and the workers first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace all data that is here")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore_backup(options["file"], force=options["force"])
        except BackupError as error:
            raise CommandError(str(error)) from None
        # A backup of an older version gets the tables of this one.
        call_command("migrate", interactive=False, verbosity=0)
        rows = sum(manifest["counts"].values())
        self.stdout.write(f"Restored {rows} rows and the files of {manifest['made_at']}. The row counts agree.")
