"""The contracts of pyproject.toml hold for the tree as it is, and notice what they are there to notice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the code to plant mistakes in."""
    ignored = shutil.ignore_patterns("__pycache__", "templates", "content", "static")
    shutil.copytree(ROOT / "quartier", tmp_path / "quartier", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(tree: Path) -> tuple[int, str]:
    """Run import-linter in a tree; return its exit code and what it said."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=tree, env={"PATH": "", "PYTHONPATH": str(tree)}, capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_tree_as_it_is_keeps_the_contracts(tree: Path) -> None:
    code, said = lint_imports(tree)
    assert code == 0, said


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("quartier/base/codes.py", "import quartier.methods.labels", "Apps import only downwards"),
        ("quartier/journal/actions.py", "import quartier.search.index", "Apps import only downwards"),
        ("quartier/methods/models/method.py", "import quartier.methods.views.pages", "Inside an app"),
        ("quartier/accounts/rules.py", "import quartier.accounts.actions.roles", "Inside an app"),
        ("quartier/methods/scales.py", "import django.utils.timezone", "Pure modules know no Django"),
    ],
)
def test_a_planted_import_breaks_its_contract(tree: Path, module: str, line: str, contract: str) -> None:
    with (tree / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    code, said = lint_imports(tree)
    assert code == 1, said
    broken = [row for row in said.splitlines() if row.endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken), said


def test_an_app_that_no_contract_knows_breaks_them(tree: Path) -> None:
    (tree / "quartier" / "surprise").mkdir()
    (tree / "quartier" / "surprise" / "__init__.py").touch()
    code, said = lint_imports(tree)
    assert code == 1
    assert "surprise" in said
