"""`quartier erasures`: whether the ledger of erasures is whole; `--apply` erases again what a restore brought back."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from quartier.journal import erasures

UNREADABLE = "Lines of %(path)s that cannot be read and are skipped: %(number)s. The last one tears when power fails."


def say_again(command: BaseCommand, again: erasures.Again) -> None:
    """Say what was erased again."""
    parts = ", ".join(f"{called}: {number}" for called, number in again.erased.items())
    if parts:
        command.stdout.write(
            f"Erased again, because that was asked for since the backup: {parts}. Look once more at free texts, "
            "in which others may have named them: the backup has them as they were."
        )
    else:
        command.stdout.write("Nobody had to be erased again.")
    for line in again.refused:
        command.stderr.write(f"Not erased: {line} The daily job tries again.")


class Command(BaseCommand):
    """Check the ledger of erasures, or apply it."""

    help = "Say whether the ledger of erasures is whole. A restore applies it by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="complete the ledger and erase again what is back")
        parser.add_argument("file", type=Path, nargs="*", help="other ledgers that are added first, with --apply")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] and not options["apply"]:
            raise CommandError("Other ledgers are read with --apply only.")
        if options["apply"]:
            self._apply(options["file"])
        ledger = erasures.read()
        if ledger.unreadable:
            self.stderr.write(UNREADABLE % {"number": ledger.unreadable, "path": settings.ERASURES})
        missing = len(erasures.missing())
        if missing:
            where = f"in {settings.ERASURES}" if ledger.exists else f"in {settings.ERASURES}, which does not exist"
            raise CommandError(
                f"Erasures of the journal that are not {where}: {missing}. quartier erasures --apply adds them."
            )
        number = len({(one.kind, one.code) for one in ledger.erasures})  # erased again is erased once
        self.stdout.write(f"{settings.ERASURES} is whole. Erasures in it: {number}.")

    def _apply(self, files: list[Path]) -> None:
        for file in files:
            other = erasures.read(file)
            if not other.exists:
                raise CommandError(f"There is no file {file}.")
            erasures.merge(other)
        erasures.complete()
        say_again(self, erasures.apply())
