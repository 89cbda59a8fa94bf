"""The command line of Quartier: `quartier serve`, `quartier demo`, ... and every command of Django."""

import os
import sys

COMMANDS = {
    "serve": "pages, static files and background jobs in one process (HOST, PORT)",
    "worker": "background jobs in a process of their own",
    "jobs": "how the background jobs are doing; run one now",
    "methods": "read methods in from a file, or write the catalogue out",
    "statutes": "ask house rules, written as data, what they say about facts",
    "backup": "copy everything into one file while the server runs; --check a copy",
    "restore": "bring a copy back into an empty installation",
    "erasures": "whether the ledger of erasures is whole; --apply it after a restore by hand",
    "retention": "delete what has been kept long enough; --dry-run says what that is",
    "demo": "add the invented people of the demo; --remove them",
    "prepare": "everything between the packages and the first page",
    "assets": "build stylesheet, fonts and translations",
}


def overview() -> str:
    """Return what `quartier` says when nobody has said what to do."""
    lines = [f"  quartier {name:<10}{what}" for name, what in COMMANDS.items()]
    return "\n".join(["Quartier knows these commands:", "", *lines, "", "quartier COMMAND --help says more about one."])


def main() -> None:
    """Run one command. `serve` starts without loading the product in the supervisor, so that it stays small."""
    if not sys.argv[1:] or sys.argv[1:] in (["help"], ["--help"], ["-h"]):
        sys.stdout.write(overview() + "\n")
        return
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
