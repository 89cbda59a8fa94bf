"""The abuse cases, one test each, named after its case."""

from pathlib import Path

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
