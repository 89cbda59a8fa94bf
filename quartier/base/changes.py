"""Taking over what has changed, and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any


def take_over(row: Any, values: Mapping[str, Any], fields: Sequence[str]) -> list[str]:
    """Set those of the fields for which `values` has something else; return their names. Saves nothing."""
    changed = [field for field in fields if field in values and getattr(row, field) != values[field]]
    for field in changed:
        setattr(row, field, values[field])
    return changed
