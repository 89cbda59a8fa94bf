"""The command line."""

import subprocess

from django.core.management import get_commands

from quartier.config.cli import COMMANDS, overview


def test_the_overview_names_every_command_of_ours() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith("quartier.")}
    assert set(COMMANDS) == ours | {"serve"}
    assert all(f"quartier {name} " in overview() for name in COMMANDS)


def test_nothing_said_is_answered_with_the_overview(pytestconfig) -> None:
    command = str(pytestconfig.rootpath / ".venv" / "bin" / "quartier")
    done = subprocess.run([command], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == overview() + "\n"
