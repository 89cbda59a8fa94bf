"""`quartier prepare`: everything between the packages and the server, in one start of Django."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from quartier.accounts.models import User
from quartier.methods.actions.shipping import load_shipped_methods
from quartier.portal import demo
from quartier.ui.assets import build_assets


class Command(BaseCommand):
    """Build assets, migrate, load the shipped methods, and on the first run the demo."""

    help = "Build assets, migrate the database, load the shipped methods, and on the first run the demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--empty", action="store_true", help="no demo: the wizard asks who is responsible")

    def handle(self, *args: Any, **options: Any) -> None:
        build_assets()
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        first_run = not User.objects.exists()
        if first_run and not options["empty"]:
            demo.load_instance()
        load_shipped_methods(by=None)
        if first_run and not options["empty"]:
            demo.load()
