"""Loads a command of the folder tools as a module."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent


def load(name: str) -> ModuleType:
    """Return tools/<name>.py, under a name of its own: `test` and `setup` mean other things elsewhere."""
    alias = f"quartier_tools_{name}"
    if alias in sys.modules:
        return sys.modules[alias]
    spec = importlib.util.spec_from_file_location(alias, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = sys.modules[alias] = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = before
    return module
