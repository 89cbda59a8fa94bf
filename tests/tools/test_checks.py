"""The checks of continuous integration: all run, one failure is enough, and they notice what they are there for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.loading import ROOT

BIN = Path(sys.executable).parent
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"


# -- .ci/run -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in which every command only notes that it was called."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in (
        "test",
        *(f".venv/bin/{tool}" for tool in ("python", "ruff", "mypy", "lint-imports", "djlint", "quartier")),
    ):
        fake(tmp_path / name)
    return tmp_path


def fake(path: Path, script: str = "exit 0") -> None:
    root = 'root="$(cd "$(dirname "$0")" && while [ ! -d .ci ]; do cd ..; done; pwd)"'
    path.write_text(
        f'#!/bin/sh\n{root}\necho "$(basename "$0") $* [$DATABASE_URL $REDIS_URL]" >> "$root/calls"\n{script}\n',
        "utf-8",
    )
    path.chmod(0o755)


def run(checkout: Path, **env: str) -> tuple[int, str, str]:
    """Return the exit code of .ci/run, what it printed, and the calls that it made."""
    clean = {"PATH": os.environ["PATH"]}
    done = subprocess.run([checkout / ".ci" / "run"], env=clean | env, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr, (checkout / "calls").read_text(encoding="utf-8")


def test_every_step_runs_and_its_seconds_are_shown(checkout: Path) -> None:
    code, said, calls = run(checkout)
    assert code == 0
    assert said.count("\nok ") == 10
    assert said.endswith("All is well.\n")
    assert "test  [ ]" in calls
    assert (
        "python -m pytest -n 2 -m not browser and not fault "
        "[postgresql://postgres@127.0.0.1:5432/postgres redis://127.0.0.1:6379/9]"
    ) in calls
    for call in ("ruff check", "ruff format --check", "mypy", "lint-imports", "djlint", "makemigrations --check"):
        assert call in calls


def test_a_failure_does_not_hide_the_next_one(checkout: Path) -> None:
    fake(checkout / "test", "exit 1")
    fake(checkout / ".venv" / "bin" / "djlint", "exit 2")
    code, said, calls = run(checkout)
    assert code == 1
    assert said.count("\nFAILED ") == 2
    assert "messages.py --check" in calls
    assert said.endswith("Something failed.\n")


UNREACHABLE = 'case "$1" in .ci/reachable.py) echo "PostgreSQL does not answer."; exit 1;; esac'


def test_without_database_it_says_so_and_goes_on(checkout: Path) -> None:
    fake(checkout / ".venv" / "bin" / "python", UNREACHABLE)
    code, said, calls = run(checkout)
    assert code == 0
    assert "Left out: PostgreSQL does not answer." in said
    assert "pytest" not in calls


def test_without_database_continuous_integration_fails(checkout: Path) -> None:
    fake(checkout / ".venv" / "bin" / "python", UNREACHABLE)
    code, said, _calls = run(checkout, CI="true")
    assert code == 1
    assert "PostgreSQL does not answer." in said
    assert "FAILED" in said


def test_addresses_come_from_the_environment_and_not_into_the_first_run(checkout: Path) -> None:
    _code, _said, calls = run(checkout, DATABASE_URL="postgresql://a/b", REDIS_URL="redis://c/1")
    assert "test  [ ]" in calls
    assert "fault [postgresql://a/b redis://c/1]" in calls


@pytest.mark.parametrize(
    ("database", "redis", "sentence"),
    [
        (NOWHERE, "redis://127.0.0.1:1/9", "PostgreSQL does not answer at 127.0.0.1:1/nothing"),
        ("postgresql://%zz", "redis://127.0.0.1:1/9", "PostgreSQL does not answer at"),
    ],
)
def test_what_cannot_be_reached_is_said_in_one_sentence(database: str, redis: str, sentence: str) -> None:
    done = subprocess.run(
        [sys.executable, ".ci/reachable.py", database, redis], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


# -- Templates ---------------------------------------------------------------------------------------------------------


def lint(folder: Path) -> str:
    done = subprocess.run([BIN / "djlint", ".", "--lint", "--quiet"], cwd=folder, capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    for name in ("pyproject.toml", ".djlint_rules.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("mistake", "rule"),
    [
        ("<div><p>offen</div>", "H025"),
        ("{% if x %}<b>a</b>", "T038"),
        ('<img src="x.png">', "H013"),
        ('<p style="color:red">x</p>', "H021"),
        ("<style>p{}</style>", "Q002"),
        ("<script>alert(1)</script>", "Q001"),
        ('<p onclick="x()">y</p>', "Q001"),
        ('<a href="javascript:x">y</a>', "Q001"),
        ('<input name="q">', "Q003"),
        ('<select name="q"></select>', "Q003"),
        ('<a href="/x"></a>', "Q004"),
    ],
)
def test_a_mistake_in_a_template_is_noticed(templates: Path, mistake: str, rule: str) -> None:
    (templates / "page.html").write_text(mistake + "\n", encoding="utf-8")
    assert rule in lint(templates)


def test_a_dense_template_without_mistakes_passes(templates: Path) -> None:
    (templates / "page.html").write_text(
        '<form><label>Wort <input name="q"></label><label for="a">Art</label><select id="a" name="a"></select>'
        '<input type="hidden" name="h" value="1"><button type="submit">Los</button></form><h2>Titel</h2><p>Text</p>'
        '{% if x %}<img src="x.png" alt="">{% endif %}<script src="{% static "x.js" %}" type="module"></script>\n',
        encoding="utf-8",
    )
    assert lint(templates).strip() == ""
