"""The methods that ship with Quartier, one TOML file each (docs/guides/write-a-method.md)."""

import tomllib
from pathlib import Path

from quartier.methods import document as documents


def shipped_documents() -> list[documents.Document]:
    """Return the documents of all shipped methods, ordered by code."""
    folder = Path(__file__).parent
    return [documents.parse(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.toml"))]
