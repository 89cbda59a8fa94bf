"""The operator's guide names every setting, and no other."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SOURCES = [*sorted((ROOT / "quartier").rglob("*.py"))]
READ = re.compile(
    r"""(?:env\.(?:text|flag|number|words|choice)|os\.environ\.get|(?<![\w.])(?:text|flag|number|words))\(\s*f?["']([A-Z][A-Z0-9_]+)["']"""
)
# Set by Quartier itself or by a tool, never by an operator.
NOT_SETTINGS = {"PROMETHEUS_MULTIPROC_DIR"}


def used(sources: list[str]) -> set[str]:
    return {name for source in sources for name in READ.findall(source)} - NOT_SETTINGS


def documented(guide: str) -> set[str]:
    table = guide.split("## Settings")[1].split("\n## ")[0]
    return {
        name
        for line in table.splitlines()
        for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", line.split("|")[1] if line.startswith("|") else "")
    }


@pytest.fixture
def guide() -> str:
    return (ROOT / "docs" / "guides" / "operate.md").read_text(encoding="utf-8")


def test_every_setting_is_explained(guide) -> None:
    found = used([path.read_text(encoding="utf-8") for path in SOURCES])
    assert {"SECRET_KEY", "WEB_PROCESSES", "DATABASE_URL"} <= found
    assert found == documented(guide)


def test_control_a_setting_nobody_explained_is_noticed(guide) -> None:
    assert used(['NEW = env.flag("NEW_SETTING")', 'os.environ.get("OTHER", "x")']) == {"NEW_SETTING", "OTHER"}
    assert "NEW_SETTING" not in documented(guide)


@pytest.mark.parametrize("path", sorted((ROOT / "deploy" / "systemd").glob("*.service")), ids=lambda path: path.name)
def test_units_name_settings_that_exist(path, guide) -> None:
    named = re.findall(r"\b([A-Z][A-Z_]+)=", path.read_text(encoding="utf-8"))
    assert set(named) <= documented(guide)
