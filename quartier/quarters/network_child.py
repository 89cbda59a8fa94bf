"""The child that looks at a network: reads keys and ties as JSON from standard input, writes what it found as JSON.

Input: {"keys": [key, ...], "ties": [[key, key, weight], ...]}, both sorted, every key in a tie. Output: components,
cuts (articulation points), bridges, betweenness (the number of shortest ways over an actor, halves shared), places.
"""

import json
import math
import sys
from collections.abc import Sequence
from typing import Any

import rustworkx as rx

from quartier.quarters.arranging import Place, laid_out, packed

_SEED = 7
_ROUNDS = 400
_NEVER = 10**9  # nodes from which on several threads add up: their order would change the last digits


def main() -> None:
    """Answer one question."""
    job = json.load(sys.stdin)
    json.dump(_findings(job["keys"], job["ties"]), sys.stdout)


def _findings(keys: Sequence[str], ties: Sequence[tuple[str, str, float]]) -> dict[str, Any]:
    number_of = {key: number for number, key in enumerate(keys)}
    graph: rx.PyGraph[str, float] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(keys))
    graph.add_edges_from([(number_of[one], number_of[other], weight) for one, other, weight in ties])
    parts = sorted((sorted(part) for part in rx.connected_components(graph)), key=lambda part: (-len(part), part))
    component_of = {number: part for part in parts for number in part}
    cuts = [(keys[number], _cut_off(graph, component_of[number], number)) for number in rx.articulation_points(graph)]
    bridges = [_bridge(graph, keys, component_of, edge) for edge in rx.bridges(graph)]
    counts = rx.betweenness_centrality(graph, normalized=False, parallel_threshold=_NEVER)
    places = packed([_places(graph, part) for part in parts])
    return {
        "components": [[keys[number] for number in part] for part in parts],
        "cuts": sorted(cuts, key=lambda cut: (-cut[1], cut[0])),
        "bridges": sorted(bridges, key=lambda bridge: (-bridge[2], bridge[0], bridge[1])),
        "betweenness": {keys[number]: round(count, 6) for number, count in sorted(counts.items())},
        "places": {keys[number]: place for number, place in sorted(places.items())},
    }


def _cut_off(graph: "rx.PyGraph[str, float]", part: Sequence[int], lost: int) -> int:
    rest = graph.subgraph([number for number in part if number != lost])
    return len(rest) - max(len(piece) for piece in rx.connected_components(rest))


def _bridge(
    graph: "rx.PyGraph[str, float]", keys: Sequence[str], component_of: dict[int, list[int]], edge: Sequence[int]
) -> tuple[str, str, int]:
    one, other = edge
    part = component_of[one]
    rest = graph.subgraph(part)
    rest.remove_edge(part.index(one), part.index(other))
    ends = sorted((keys[one], keys[other]))
    return ends[0], ends[1], min(len(piece) for piece in rx.connected_components(rest))


def _places(graph: "rx.PyGraph[str, float]", part: Sequence[int]) -> dict[int, Place]:
    """Return where the actors of one component are drawn: springs, heavier ties pull more."""
    piece = graph.subgraph(list(part))
    found = rx.spring_layout(piece, num_iter=_ROUNDS, seed=_SEED, weight_fn=math.sqrt)
    edges = list(piece.edge_list())
    places = laid_out([(found[number][0], found[number][1]) for number in range(len(part))], edges)
    return dict(zip(part, places, strict=True))


if __name__ == "__main__":
    main()
