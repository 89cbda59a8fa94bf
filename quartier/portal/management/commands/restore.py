"""`quartier restore FILE`: put a backup in place of an empty installation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from quartier.journal import erasures
from quartier.portal.backup import BackupError, restore_backup
from quartier.portal.management.commands.erasures import UNREADABLE, say_again


class Command(BaseCommand):
    """Restore a backup."""

    help = "Put a backup in place of an empty installation. Stop the server and the workers first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace all data that is here")

    def handle(self, *args: Any, **options: Any) -> None:
        had_ledger = settings.ERASURES.exists()
        try:
            manifest = restore_backup(options["file"], force=options["force"])
        except BackupError as error:
            raise CommandError(str(error)) from None
        # A backup of an older version gets the tables of this one.
        call_command("migrate", interactive=False, verbosity=0)
        rows = sum(manifest["counts"].values())
        self.stdout.write(f"Restored {rows} rows and the files of {manifest['made_at']}. The row counts agree.")
        say_again(self, erasures.apply())
        ledger = erasures.read()
        if ledger.unreadable:
            self.stderr.write(UNREADABLE % {"number": ledger.unreadable, "path": settings.ERASURES})
        if not had_ledger:
            self.stderr.write(
                f"There was no ledger of erasures at {settings.ERASURES}: whoever was erased after "
                f"{manifest['made_at']} is back. If you still have that file: quartier erasures --apply FILE"
            )
