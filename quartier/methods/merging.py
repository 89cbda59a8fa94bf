"""Putting together what two editors changed in the same document at the same time.

Three documents: the one that both started from, theirs (saved first) and mine (saved second). A field that only one
side changed takes that side's value. A field that both changed differently is a conflict that a person decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quartier.methods.document import Document
from quartier.methods.leaves import Leaves, Path, join, split, text_key

# Lists in which every entry stands for itself: additions and removals of both sides go together.
SETS = frozenset({"recruitment", "aims", "users", "target_groups", "action_fields", "related"})
# Lists of entries: they go together unless both sides changed or removed the same entry.
ENTRIES = frozenset({"sources", "links", "projects"})

_MISSING = object()


@dataclass(frozen=True)
class Conflict:
    """A field that both sides changed differently; None means that a side has emptied or removed it."""

    path: Path
    base: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merge:
    """What came out: the fields that are settled, and the conflicts."""

    settled: Mapping[Path, Any]
    conflicts: tuple[Conflict, ...]
    from_theirs: tuple[Path, ...]  # fields that only they changed
    from_mine: tuple[Path, ...]  # fields that only I changed
    from_both: tuple[Path, ...]  # lists into which both added

    def document(self, choices: Mapping[Path, Any]) -> Document:
        """Return the merged document; `choices` gives the value of every conflict, None to leave it empty.

        Raises KeyError when a conflict has no choice.
        """
        leaves = dict(self.settled)
        for conflict in self.conflicts:
            value = choices[conflict.path]
            if value is None:
                continue
            if _is_whole_text(conflict.path):
                leaves.update(split({"texts": {conflict.path[1]: value}}))
            else:
                leaves[conflict.path] = value
        return join(leaves)


def merge(base: Document, theirs: Document, mine: Document) -> Merge:
    """Merge two documents that started from the same one.

    Without conflicts, `merge(...).document({})` is the result. A text (language and variant) that one side removed and
    the other one changed is one conflict about the whole text.
    """
    old, left, right = split(base), split(theirs), split(mine)
    conflicts = _texts_in_doubt(base, theirs, mine)
    doubtful = {conflict.path[1] for conflict in conflicts}
    settled: Leaves = {}
    sides: dict[str, list[Path]] = {"theirs": [], "mine": [], "both": []}
    for path in sorted({*old, *left, *right}):
        if text_key(path) in doubtful:
            continue
        was, one, two = (leaves.get(path, _MISSING) for leaves in (old, left, right))
        value, side = _settle(path, was, one, two)
        if side == "conflict":
            conflicts.append(Conflict(path, *(None if v is _MISSING else v for v in (was, one, two))))
        elif value is not _MISSING:
            settled[path] = value
        if side in sides:
            sides[side].append(path)
    return Merge(
        settled,
        tuple(sorted(conflicts, key=lambda conflict: conflict.path)),
        tuple(sides["theirs"]),
        tuple(sides["mine"]),
        tuple(sides["both"]),
    )


def _is_whole_text(path: Path) -> bool:
    return len(path) == 2 and path[0] == "texts"


def _texts_in_doubt(base: Document, theirs: Document, mine: Document) -> list[Conflict]:
    """Return a conflict for every text that one side removed while the other one changed it."""
    found = []
    for key, was in base.get("texts", {}).items():
        one, two = theirs.get("texts", {}).get(key), mine.get("texts", {}).get(key)
        if (one is None and two not in (None, was)) or (two is None and one not in (None, was)):
            found.append(Conflict(("texts", key), was, one, two))
    return found


def _settle(path: Path, was: Any, one: Any, two: Any) -> tuple[Any, str]:
    """Return the value of a field and whose it is: "", "theirs", "mine", "both" or "conflict"."""
    if one == two:
        return one, "" if one == was else "both"
    if one == was:
        return two, "mine"
    if two == was:
        return one, "theirs"
    if path[0] in SETS | ENTRIES:
        lists = [[] if value is _MISSING else value for value in (was, one, two)]
        if path[0] in SETS or not _same_entry_touched(*lists):
            together = _together(*lists)
            return together or _MISSING, "both"
    return _MISSING, "conflict"


def _same_entry_touched(was: list[Any], one: list[Any], two: list[Any]) -> bool:
    """Say whether both sides took away or rewrote the same entry, or hold entries twice."""
    if any(len(values) != len(_unique(values)) for values in (was, one, two)):
        return True
    return any(entry not in one and entry not in two for entry in was)


def _together(was: list[Any], one: list[Any], two: list[Any]) -> list[Any]:
    """Return their list without what I removed, and with what I added at its end.

    Where they did not change the order of what was there, my order holds.
    """
    kept = [entry for entry in one if entry not in was or entry in two]
    if [entry for entry in one if entry in was] == [entry for entry in was if entry in one]:
        mine_first = [entry for entry in two if entry in kept]
        kept = mine_first + [entry for entry in kept if entry not in mine_first]
    return _unique(kept + [entry for entry in two if entry not in was])


def _unique(values: list[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found
