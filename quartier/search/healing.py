"""Mending the index: what stands in it is compared with what is true, and only what differs is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quartier.jobs.schedule import between_steps
from quartier.search import index

BATCH = 50


@dataclass(frozen=True)
class Source:
    """Where the things of one kind come from."""

    stamps: Callable[[], dict[int, str]]  # key -> its state, of everything that may be found
    write: Callable[[Sequence[int]], None]  # index these things anew, or take them out when they are not to be found


_sources: dict[str, Source] = {}


def register_source(kind: str, stamps: Callable[[], dict[int, str]], write: Callable[[Sequence[int]], None]) -> None:
    """Say what of a kind may be found, in which state, and how it is indexed."""
    _sources[kind] = Source(stamps, write)


def heal(*kinds: str) -> int:
    """Write what the index has otherwise than it is, of some kinds or of all; return how many things that were."""
    number = 0
    for kind in kinds or sorted(_sources):
        source = _sources[kind]
        held, wanted = index.stamps(kind), source.stamps()
        wrong = sorted(key for key in held.keys() | wanted.keys() if held.get(key) != {wanted.get(key)})
        for start in range(0, len(wrong), BATCH):
            source.write(wrong[start : start + BATCH])
            between_steps()
        number += len(wrong)
    return number
