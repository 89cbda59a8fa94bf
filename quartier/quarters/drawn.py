"""Pictures of networks, drawn in the background and kept in memory until something in their quarter changes."""

import logging
import subprocess
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from quartier.quarters.network import Network, NetworkError, Node, Tie, analyse
from quartier.quarters.picture import Card, Words, draw

log = logging.getLogger(__name__)
PATIENCE = 2.0  # seconds that a page waits for a picture
MOST_HELD = 32  # pictures in memory, some 100 kB each for a hundred actors; the least recently used ones leave


class Slot(NamedTuple):
    """Which picture: of a quarter (its key), for an audience, of one action field or all (""), in a language."""

    quarter: int
    audience: str
    action_field: str
    language: str


@dataclass(frozen=True)
class Question:
    """All that a picture is drawn from. It asks no database: it is drawn in a thread of its own."""

    nodes: Sequence[Node]
    ties: Sequence[Tie]
    cards: dict[str, Card]
    words: Words
    bridges: bool


@dataclass(frozen=True)
class Drawing:
    """A network with its figures, and its picture as SVG."""

    network: Network
    svg: str


Held = tuple[tuple[int, ...], Future[Drawing]]
_held: OrderedDict[Slot, Held] = OrderedDict()
_lock = threading.Lock()
# One child at a time: a second one would only make both slower, and the library for graphs takes memory.
_painter = ThreadPoolExecutor(1, thread_name_prefix="network")


def drawing(slot: Slot, state: tuple[int, ...], question: Question, patience: float | None = None) -> Drawing | None:
    """Return the picture; None when there can be none: too large, or the child has failed.

    `state` is that of the directory: a picture of another state is drawn anew. Raises `TimeoutError` when it is not
    ready within `patience` seconds (`PATIENCE`); it goes on being drawn, and is there for whoever asks later.
    """
    with _lock:
        held = _held.get(slot)
        if held is None or held[0] != state:
            if held is not None:
                held[1].cancel()  # nobody will ask for the old one, if it has not begun
            held = state, _painter.submit(_draw, question)
        _held[slot] = held
        _held.move_to_end(slot)
        while len(_held) > MOST_HELD:
            _held.popitem(last=False)[1][1].cancel()
    try:
        return held[1].result(PATIENCE if patience is None else patience)
    except (NetworkError, subprocess.SubprocessError, OSError) as error:
        if isinstance(error, TimeoutError):  # which is an OSError, too
            raise
        log.warning("A network could not be drawn: %s", type(error).__name__)
        return None


def forget() -> None:
    """Forget all pictures."""
    with _lock:
        _held.clear()


def _draw(question: Question) -> Drawing:
    network = analyse(question.nodes, question.ties)
    return Drawing(network, draw(network, question.cards, question.words, bridges=question.bridges))
