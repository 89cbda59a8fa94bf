"""What an actor shows to whom. Pages, tables, API, print and search all take an actor's fields from here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from quartier.quarters import vocabulary as v
from quartier.quarters.audiences import USUAL, audience_for, may_see
from quartier.quarters.models import Actor

# What every viewer of an actor sees: without it there would be no entry.
ALWAYS = ("code", "name", "kind", "group", "action_fields", "languages")


@dataclass(frozen=True)
class Face:
    """An actor as one viewer sees it; what they may not see is empty, and looks like what was never filled in."""

    code: str
    name: str
    kind: str
    group: str
    action_fields: list[str]
    languages: list[str]
    fields: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name in USUAL:
            return self.fields.get(name, "")
        raise AttributeError(name)


def face(actor: Actor | Mapping[str, Any], viewer: str) -> Face:
    """Return the actor (or its row from `values()`) as a viewer of this audience sees it."""
    row: Mapping[str, Any] = actor if isinstance(actor, Mapping) else vars(actor)
    is_person = row["kind"] == v.INDIVIDUAL
    shown = {
        name: row[name]
        for name in USUAL
        if row.get(name) and may_see(audience_for(name, row["audiences"], is_person=is_person), viewer)
    }
    return Face(**{name: row[name] for name in ALWAYS}, fields=shown)
