"""The command line of Quartier: `quartier serve`, `quartier demo`, ... and every command of Django."""

import os
import sys


def main() -> None:
    """Run one command. `serve` starts without loading the product in the supervisor, so that it stays small."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.config.settings")
    if sys.argv[1:2] == ["serve"]:
        from quartier.config.serve import serve

        serve(sys.argv[2:])
        return
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from quartier.config.env import SettingError

    try:
        import quartier.config.settings  # noqa: F401
    except (ImproperlyConfigured, SettingError) as error:
        sys.exit(f"{error} docs/guides/operate.md explains every setting.")
    execute_from_command_line(["quartier", *sys.argv[1:]])
