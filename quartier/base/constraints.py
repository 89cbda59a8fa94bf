"""Constraints by which the database refuses codes outside of the closed lists."""

from collections.abc import Sequence

from django.db import models


def one_of(model: str, field: str, codes: Sequence[str]) -> models.CheckConstraint:
    """Return the constraint that a text field is empty or holds one of the codes."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": ["", *codes]}), name=f"{model}_{field}_known")
