"""`quartier backup FILE`: write an archive of everything while Quartier is in use; `--check` reads one."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from quartier.portal.backup import BackupError, check_backup, make_backup


class Command(BaseCommand):
    """Make or check a backup."""

    help = "Write database and files into one archive, while Quartier is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="read an archive to its end and compare its hashes")
        parser.add_argument("--with-key", action="store_true", help="put the secret key in too: keep it locked away")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                manifest = check_backup(options["file"])
            else:
                manifest = make_backup(options["file"], with_key=options["with_key"])
        except BackupError as error:
            raise CommandError(str(error)) from None
        rows, files = sum(manifest["counts"].values()), len(manifest["hashes"]) - 1
        word = "is whole" if options["check"] else "is written"
        self.stdout.write(f"{options['file']} {word}: {rows} rows, {files} files, of {manifest['made_at']}.")
