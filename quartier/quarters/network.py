"""Who works with whom: the figures of the network of a quarter's actors, for the quarter itself to talk about.

The library for graphs lives in a short-lived child process (`network_child.py`); only its answer comes back. The same
input gives the same answer, whatever its order. Figures that hang on single actors (`cuts`, `bridges`, `brokers`) are
for those who coordinate, not for the public: losing "the one office" is nothing to print beside its name.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

MOST_NODES = 1_000
MOST_TIES = 10_000
TOP = 10  # brokers that are named

Place = tuple[float, float]


class NetworkError(ValueError):
    """The input is no network. `code`: unknown_node, same_node, double_node, bad_weight, too_large."""

    def __init__(self, code: str, key: str = "") -> None:
        super().__init__(f"{code} {key}".strip())
        self.code = code
        self.key = key


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: its key, its group and the action fields that it works in."""

    key: str
    group: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors who work together, in either order. Weight above 0: how much; kinds: in what."""

    one: str
    other: str
    weight: float = 1.0
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """An actor without whom `cut_off` others lose the way to the largest part of those that they can reach today."""

    key: str
    cut_off: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie that is the only way between two parts; `cut_off` actors are in the smaller one."""

    one: str
    other: str
    cut_off: int


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor with its betweenness, from 0 to 1: the share of shortest ways between two others that lead over it."""

    key: str
    betweenness: float


@dataclass(frozen=True, slots=True)
class Mixing:
    """Ties inside a group and to others, with the E-I index from both and what random mixing would give."""

    internal: int
    external: int
    index: float | None
    expected: float | None


@dataclass(frozen=True, slots=True)
class Network:
    """What was found out. Keys are sorted, lists begin with the weightiest.

    `density` is 2m / n(n−1), m ties among n actors; it falls when a network grows, so compare only with itself.
    `isolated_share` is the share of actors without a tie. `centralisation` is Freeman's (1979) for betweenness:
    Σ(largest − each) / (n − 1), 0 when all are equal, 1 for a star. All three are 0 for fewer than two actors.
    `components` are the parts among whom there is a way, isolated actors left out. `places` says where to draw each
    actor of these, in units of about the least distance between two; isolated ones have none.
    """

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    isolated: tuple[str, ...]
    components: tuple[tuple[str, ...], ...]
    cuts: tuple[Cut, ...]
    bridges: tuple[Bridge, ...]
    brokers: tuple[Broker, ...]
    density: float
    isolated_share: float
    centralisation: float
    mixing: Mixing
    mixing_by_group: Mapping[str, Mixing] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


def outlined(nodes: Iterable[Node], ties: Iterable[Tie]) -> Network:
    """Return the network without what only the child finds out: there are no parts, no figures of single actors.

    Ties between the same two are added up. Raises `NetworkError`.
    """
    people = tuple(sorted(nodes, key=lambda node: node.key))
    known = {node.key for node in people}
    if len(known) < len(people):
        raise NetworkError("double_node", _first_double([node.key for node in people]))
    joined = _joined(ties, known)
    if len(people) > MOST_NODES or len(joined) > MOST_TIES:
        raise NetworkError("too_large")
    isolated = sorted(known - {key for tie in joined for key in (tie.one, tie.other)})
    number = len(people)
    return Network(
        nodes=people,
        ties=joined,
        isolated=tuple(isolated),
        components=(),
        cuts=(),
        bridges=(),
        brokers=(),
        density=2 * len(joined) / (number * (number - 1)) if number > 1 else 0.0,
        isolated_share=len(isolated) / number if number > 1 else 0.0,
        centralisation=0.0,
        mixing=mixing(people, joined),
        mixing_by_group={group: mixing(people, joined, group) for group in sorted({node.group for node in people})},
    )


def analyse(nodes: Iterable[Node], ties: Iterable[Tie], timeout: float = 20) -> Network:
    """Return the figures and the layout. Ties between the same two are added up.

    Raises `NetworkError`, and `subprocess.TimeoutExpired` after `timeout` seconds.
    """
    network = outlined(nodes, ties)
    if not network.ties:
        return network
    tied = {key for tie in network.ties for key in (tie.one, tie.other)}
    found = _ask_child(sorted(tied), network.ties, timeout)
    number = len(network.nodes)
    return replace(
        network,
        components=tuple(tuple(part) for part in found["components"]),
        cuts=tuple(Cut(key, cut_off) for key, cut_off in found["cuts"]),
        bridges=tuple(Bridge(one, other, cut_off) for one, other, cut_off in found["bridges"]),
        brokers=_brokers(found["betweenness"], number),
        centralisation=_centralisation(found["betweenness"], number),
        places={key: (x, y) for key, (x, y) in found["places"].items()},
    )


def in_field(nodes: Iterable[Node], ties: Iterable[Tie], action_field: str) -> tuple[list[Node], list[Tie]]:
    """Return the part of a network that works in one action field: these actors, and the ties among them."""
    inside = [node for node in nodes if action_field in node.fields]
    keys = {node.key for node in inside}
    return inside, [tie for tie in ties if tie.one in keys and tie.other in keys]


def mixing(nodes: Sequence[Node], ties: Iterable[Tie], group: str = "") -> Mixing:
    """Return the E-I index of a group, or of the whole network, beside what random mixing would give.

    (E − I) / (E + I) with E ties to other groups and I ties inside (Krackhardt and Stern 1988): −1 keeps to itself, 1
    has only ties to others. `expected` is the same sum over all pairs that are possible: a large group can hardly
    help knowing itself. Nothing where there are no ties, or no pairs.
    """
    of = {node.key: node.group for node in nodes}
    ends = [(of[tie.one], of[tie.other]) for tie in ties]
    ends = [pair for pair in ends if not group or group in pair]
    internal = sum(one == other for one, other in ends)
    sizes = Counter(of.values())
    everyone = len(of)
    chosen = [sizes[group]] if group else list(sizes.values())
    inside = sum(size * (size - 1) // 2 for size in chosen)
    outside = sum(size * (everyone - size) for size in chosen)
    if not group:
        outside //= 2  # each pair was counted from both of its groups
    return Mixing(internal, len(ends) - internal, _index(len(ends) - internal, internal), _index(outside, inside))


def _index(external: int, internal: int) -> float | None:
    return (external - internal) / (external + internal) if external + internal else None


def _joined(ties: Iterable[Tie], known: set[str]) -> tuple[Tie, ...]:
    """Return one tie per two actors, the smaller key first, weights and kinds put together."""
    weights: dict[tuple[str, str], list[float]] = {}
    kinds: dict[tuple[str, str], set[str]] = {}
    for tie in ties:
        for key in (tie.one, tie.other):
            if key not in known:
                raise NetworkError("unknown_node", key)
        if tie.one == tie.other:
            raise NetworkError("same_node", tie.one)
        if not 0 < tie.weight < float("inf"):
            raise NetworkError("bad_weight", tie.one)
        pair = (min(tie.one, tie.other), max(tie.one, tie.other))
        weights.setdefault(pair, []).append(tie.weight)
        kinds.setdefault(pair, set()).update(tie.kinds)
    # Sorted before they are added: a sum of fractions hangs on its order.
    return tuple(Tie(*pair, sum(sorted(weights[pair])), tuple(sorted(kinds[pair]))) for pair in sorted(weights))


def _first_double(keys: Sequence[str]) -> str:
    return next(key for key, number in Counter(keys).items() if number > 1)


def _brokers(betweenness: Mapping[str, float], number: int) -> tuple[Broker, ...]:
    ways = (number - 1) * (number - 2) / 2
    found = [Broker(key, round(count / ways, 6)) for key, count in betweenness.items() if count > 0]
    return tuple(sorted(found, key=lambda broker: (-broker.betweenness, broker.key))[:TOP])


def _centralisation(betweenness: Mapping[str, float], number: int) -> float:
    if number < 3 or not betweenness:
        return 0.0
    largest = max(betweenness.values())
    ways = (number - 1) * (number - 2) / 2
    return round((number * largest - sum(betweenness.values())) / ways / (number - 1), 6)


def _ask_child(keys: Sequence[str], ties: Sequence[Tie], timeout: float) -> Mapping[str, Any]:
    job = {"keys": keys, "ties": [(tie.one, tie.other, tie.weight) for tie in ties]}
    done = subprocess.run(
        [sys.executable, "-m", "quartier.quarters.network_child"],
        input=json.dumps(job).encode(),
        capture_output=True,
        timeout=timeout,
        check=True,
    )
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found
