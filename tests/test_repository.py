"""What holds for the repository as a whole: documents tell the truth, files stay small, nothing points at a machine."""

import ast
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from quartier import __version__

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "quartier"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
APPS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
LONGEST_FILE = 400  # lines
# Written in two halves, so that this file does not name what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "yarnpkg" + ".com"]
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|Users|work)/\w+")


def tracked() -> list[Path]:
    """Return the files of the repository; where there is no git (an unpacked archive), those that git would keep."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    ignored = {".venv", "node_modules", "var", "build"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not ignored & set(path.relative_to(ROOT).parts)]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def strangers(content: str) -> list[str]:
    """Return the registries and the places of somebody's machine that a text names."""
    return [host for host in REGISTRIES if host in content] + MACHINE_PATH.findall(content)


def test_no_file_names_a_registry_or_a_developers_machine() -> None:
    found = {}
    for path in tracked():
        if names := strangers(path.read_bytes().decode("utf-8", "replace")):
            found[path.relative_to(ROOT).as_posix()] = names
    assert not found


def test_the_search_for_strangers_notices_them() -> None:
    assert strangers(f"https://files.{REGISTRIES[1]}/x") == [REGISTRIES[1]]
    assert strangers("see /ho" + "me/ben/quartier") == ["/ho" + "me/ben"]
    assert strangers("~/garden/x, docs/home/x, https://example.org/home/") == []


def test_locks_name_no_place_to_fetch_from() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        content = path.read_text(encoding="utf-8")
        assert "://" not in content, path.name
        assert "--hash=sha256:" in content, path.name
    packages = json.loads(text("package-lock.json"))["packages"]
    assert not [name for name, about in packages.items() if "resolved" in about]
    assert all("integrity" in about for name, about in packages.items() if name)


def test_no_file_is_longer_than_one_can_read() -> None:
    files = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".typ", ".js"}]
    files = [path for path in files if path.parent.name != "migrations"]  # written by a program, read by one
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert not {path.relative_to(ROOT).as_posix(): n for path, n in lengths.items() if n > LONGEST_FILE}


def test_the_version_stands_in_one_place_and_the_changelog_fits() -> None:
    assert "version" in PYPROJECT["project"]["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    newest = re.findall(r"^## \[?([\w.]+)\]?", text("CHANGELOG.md"), re.MULTILINE)[0]
    assert newest in {"Unreleased", __version__}


def test_the_licence_is_whole() -> None:
    licence = text("LICENSE")
    articles = [int(number) for number in re.findall(r"^## (\d+)\. ", licence, re.MULTILINE)]
    assert PYPROJECT["project"]["license"] == "EUPL-1.2"
    assert "v. 1.2" in licence
    assert articles == list(range(1, 16))
    assert "## Anhang" in licence


def test_the_readme_begins_with_the_two_commands() -> None:
    top = "\n".join(text("README.md").splitlines()[:12])
    assert "`./start`" in top
    assert "`./test`" in top


def test_the_map_names_every_app_and_every_pure_module() -> None:
    architecture = text("docs/architecture.md")
    pure = PYPROJECT["tool"]["importlinter"]["contracts"][-1]["source_modules"]
    places = [name.removeprefix("quartier.").replace(".", "/") for name in pure]
    modules = [f"{place}/" if (ROOT / "quartier" / place).is_dir() else f"{place}.py" for place in places]
    assert not [name for name in [*APPS, *modules] if f"`{name}`" not in architecture]


def test_the_map_names_no_app_that_does_not_exist() -> None:
    table = text("docs/architecture.md").partition("## The apps")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `(\w+)`", table, re.MULTILINE)
    assert sorted(named) == APPS


def test_the_glossary_names_models_that_exist() -> None:
    table = text("docs/glossary.md").partition("## In the code today")[2].partition("\n## ")[0]
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("quartier.")}
    named = set(re.findall(r"^\|[^|]+\| `(\w+)`", table, re.MULTILINE))
    assert named
    assert named <= models


def links(path: Path) -> list[str]:
    """Return where a document's links lead, those out of the repository left out."""
    return re.findall(r"\]\((?!https?://|mailto:|#)([^)#]+)", path.read_text(encoding="utf-8"))


DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    assert not [link for link in links(path) if not (path.parent / link).exists()]


def test_every_document_can_be_reached_from_the_index() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "docs" / "index.md"]
    while waiting:
        path = waiting.pop().resolve()
        if path.is_dir():
            waiting += path.glob("*.md")
        elif path.suffix == ".md" and path.exists() and path not in reached:
            reached.add(path)
            waiting += [path.parent / link for link in links(path)]
    assert not [path.name for path in DOCUMENTS if path.resolve() not in reached]


def test_decisions_are_numbered_without_a_gap_or_a_double() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert len(set(numbers)) == len(numbers)
    assert numbers[0] == 0


def test_decisions_that_the_code_refers_to_exist() -> None:
    named = {
        name for path in PACKAGE.rglob("*.py") for name in re.findall(r"docs/[\w/-]+\.md", path.read_text("utf-8"))
    }
    missing = [name for name in sorted(named) if not (ROOT / name).exists()]
    assert not [name for name in missing if name.startswith("docs/adr/")]


def test_modules_say_what_they_are_for() -> None:
    silent = []
    for path in PACKAGE.rglob("*.py"):
        content = path.read_text(encoding="utf-8")
        if content.strip() and "migrations" not in path.parts and not ast.get_docstring(ast.parse(content)):
            silent.append(path.relative_to(ROOT).as_posix())
    assert not silent
