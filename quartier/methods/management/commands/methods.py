"""`quartier methods import FILE` and `quartier methods export [FILE]`."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from quartier.base.csv import csv_text
from quartier.base.text import clean
from quartier.methods import printview, reports
from quartier.methods.actions import importing
from quartier.methods.exporting import as_json, as_table, hidden_codes
from quartier.methods.models import Method


class Command(BaseCommand):
    """Import or export the catalogue."""

    help = "Import a print view or an export into the catalogue, or export the catalogue as JSON or CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        reading = commands.add_parser("import", help="read a print view (text) or an export (JSON); - reads stdin")
        reading.add_argument("file")
        reading.add_argument("--publish", action="store_true", help="publish what is new instead of keeping drafts")
        writing = commands.add_parser("export", help="write the published methods; without FILE to stdout")
        writing.add_argument("file", nargs="?", default="-")
        writing.add_argument("--format", choices=["json", "csv"], default="json")
        writing.add_argument("--all", action="store_true", help="drafts and withdrawn methods too")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["command"] == "import":
                self.read(options["file"], publish=options["publish"])
            else:
                self.write(options["file"], options["format"], everything=options["all"])
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror or error}") from None

    def read(self, file: str, *, publish: bool) -> None:
        """Import a file and print the report."""
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        try:
            text, encoding = _text(data)
            plan, outcomes = importing.import_text(text, by=None, source=Path(file).name, publish=publish)
        except printview.UnreadableError as error:
            raise CommandError(reports.unreadable_words(error.reason)) from None
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        if plan.page:
            self.report(plan.page)
        self.stdout.write(reports.encoding_words(encoding))
        for other in plan.related:
            self.stdout.write(reports.related_words(other.title, other.code, is_known=other.is_known))
        for outcome in outcomes:
            self.stdout.write(f"{outcome.title} ({outcome.method.code}): {reports.kind_words(outcome.kind)}")
            if outcome.kind == importing.BESIDE and outcome.proposal:
                self.stdout.write(f"  {settings.BASE_URL}{outcome.proposal.get_absolute_url()}")
            for stub in outcome.stubs:
                self.stdout.write(_("  Stichwort angelegt: %(code)s") % {"code": stub.code})

    def report(self, page: printview.Page) -> None:
        """Print the report line by line, then the summary."""
        for line in page.lines:
            text = line.text if len(line.text) <= 60 else f"{line.text[:59]}…"
            self.stdout.write(f"{line.number:>5}  {reports.line_words(line):<58}  {text}".rstrip())
        self.stdout.write("")
        for sentence in reports.page_summary(page):
            self.stdout.write(sentence)

    def write(self, file: str, form: str, *, everything: bool) -> None:
        """Write the export."""
        public = Method.objects.visible_to(AnonymousUser())
        wanted = (Method.objects.all(), ()) if everything else (public, hidden_codes(AnonymousUser()))
        pieces = as_json(*wanted) if form == "json" else [csv_text(*as_table(*wanted))]
        if file == "-":
            self.stdout.ending = ""
            for piece in pieces:
                self.stdout.write(piece)
            return
        with Path(file).open("w", encoding="utf-8", newline="") as out:
            out.writelines(pieces)
        self.stdout.write(_("Geschrieben: %(file)s") % {"file": file})


def _text(data: bytes) -> tuple[str, str]:
    """Return text and encoding; an export may be as large as it is, and is always UTF-8."""
    if data.lstrip().startswith((b"{", b"[")):
        try:
            return clean(data.decode("utf-8")), "utf-8"
        except UnicodeDecodeError:
            raise ValidationError(_("Ein Export ist immer UTF-8. Diese Datei ist es nicht.")) from None
    return printview.decode(data)
