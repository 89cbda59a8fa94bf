"""The command line says in one sentence which setting does not fit."""

import os
import socket
import subprocess
import sys

import pytest

from quartier.config import serve


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"PORT": "x"}, "PORT must be a whole number"),
        ({"PORT": "99999"}, "from 1 to 65535"),
        ({"WEB_THREADS": "many"}, "WEB_THREADS must be a whole number"),
        ({"QUARTIER_WORKER": "none"}, "QUARTIER_WORKER must be one of"),
        ({"WEB_PROCESSES": "2", "DATABASE_URL": ""}, "needs PostgreSQL"),
        ({"WEB_PROCESSES": "2", "DATABASE_URL": "postgresql://x/y"}, "QUARTIER_WORKER=separate"),
    ],
)
def test_settings_that_do_not_fit(monkeypatch, env, words) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        serve.serve([])
    assert words in str(stopped.value)


def test_a_taken_port(monkeypatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        with pytest.raises(SystemExit, match="cannot be used: Address already in use"):
            serve.serve([])


def test_a_wrong_setting_is_one_sentence() -> None:
    code = "from quartier.config.cli import main; main()"
    command = [sys.executable, "-c", code, "check"]
    env = os.environ | {"LOG_FORMAT": "xml"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "LOG_FORMAT must be one of json, text, not 'xml'." in done.stderr


def test_the_supervisor_does_not_load_the_product() -> None:
    """Its memory comes on top of the server's."""
    code = (
        "import sys, os; os.environ['PORT'] = '1'\n"
        "from quartier.config import cli; sys.argv = ['quartier', 'serve', 'x']\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "print([name for name in ('django', 'numpy', 'typst', 'simplemma') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "[]\n"


def test_the_server_leaves_what_is_heavy_to_children() -> None:
    code = (
        "import sys, django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "heavy = ('numpy', 'typst', 'simplemma', 'fontTools', 'xlsxwriter', 'playwright')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "quartier.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "[]\n", done.stderr


def test_the_api_is_loaded_when_somebody_asks_for_it() -> None:
    """Its libraries take a tenth of the server's memory; neither pages nor error pages need them."""
    code = (
        "import sys, django; django.setup()\n"
        "from django.test import Client; from django.urls import resolve, reverse; import quartier.ui.errors\n"
        "def tell(): print('ninja' in sys.modules or 'pydantic' in sys.modules)\n"
        "reverse('methods'); resolve('/methoden/'); Client(SERVER_NAME='127.0.0.1').get('/robots.txt'); tell()\n"
        "resolve('/api/v1/methods'); tell()\n"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "quartier.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "False\nTrue\n", done.stderr
