""" "You two should talk": who offers what somebody else seeks, with the reasons.

A pair is worth, in this order: words in common (rare ones more), the same good, a shared language that few speak, a
shared action field, nearness. Being near alone is no reason to talk, so a pair has words in common, or the same good
in the same action field. The same input gives the same pairs, whatever its order.
"""

import datetime as dt
import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quartier.quarters.geometry import distance_m
from quartier.quarters.wording import Parts, Reader, Unit

# What each reason is worth at most; words count twice as much as anything else.
WORDS, GOOD, FIELD, LANGUAGE, NEAR = 4.0, 1.0, 0.8, 0.8, 0.5
NEAR_M = 1_000  # metres up to which nearness is a reason
_FADE_M = 600  # metres over which it loses two thirds of its worth
_SHOWN_M = 50  # distances are told in steps of so many metres
MOST_WORDS = 3  # of a reason
_CANDIDATES = 300  # offers that are compared in full, by words and again by good and field
_COMMON = 0.25  # a word in more than this share of many offers tells nothing
_MANY = 40


@dataclass(frozen=True, slots=True)
class Wish:
    """An offer or a request of an actor. `place` is (lat, lon) in degrees; `until` is the last day on which it holds.

    `good`, `fields` and `languages` are codes of `vocabulary`.
    """

    key: str
    actor: str
    good: str
    text: str
    fields: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    place: tuple[float, float] | None = None
    until: dt.date | None = None

    def holds(self, today: dt.date) -> bool:
        """Return whether it still holds."""
        return self.until is None or today <= self.until


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two should talk: a code, and what a sentence about it needs.

    shared_words {"words": [(the seeker's, the offerer's), ...]}, same_good {"good": code}, shared_field {"fields":
    [code, ...]}, shared_language {"languages": [code, ...]}, near {"metres": in steps of 50, at least 50}.
    """

    code: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """A request and an offer that fit; reasons by their worth, the weightiest first."""

    seek: Wish
    offer: Wish
    score: float
    reasons: tuple[Reason, ...]


def no_parts(_word: str) -> Sequence[str]:
    """Take no compound apart."""
    return ()


class Offers:
    """The offers that hold today, found by their words."""

    def __init__(
        self, offers: Iterable[Wish], *, today: dt.date, parts: Parts = no_parts, language: str = "de"
    ) -> None:
        self.offers = sorted((offer for offer in offers if offer.holds(today)), key=lambda offer: offer.key)
        self._today = today
        self._reader = Reader(parts, language)
        self._units = [self._reader.units(offer.text) for offer in self.offers]
        self._holders = self._inverted()
        self._scale = math.log((len(self.offers) + 1.5) / 1.5)
        by_code: dict[tuple[str, str], set[int]] = {}
        for place, offer in enumerate(self.offers):
            for field in offer.fields:
                by_code.setdefault((offer.good, field), set()).add(place)
        self._by_code = by_code
        self._speakers = Counter(language for offer in self.offers for language in set(offer.languages))

    def matches(self, seek: Wish, most: int, allowed: Callable[[str, str], bool] = lambda _a, _b: True) -> list[Pair]:
        """Return the best offers for a request; an actor gets none of its own, and none that is not `allowed`.

        `allowed` is asked with (the seeker's actor, the offerer's actor).
        """
        if not seek.holds(self._today):
            return []
        units = self._reader.units(seek.text)
        words = self._by_words(units)
        alike = {place for field in seek.fields for place in self._by_code.get((seek.good, field), ())}
        scored = []
        for place in self._candidates(words, alike):
            offer = self.offers[place]
            if offer.actor != seek.actor and allowed(seek.actor, offer.actor):
                scored.append((-sum(self._worth(seek, offer, words.get(place, 0.0)).values()), place))
        best = heapq.nsmallest(most, scored)
        return [self._pair(seek, units, place, words.get(place, 0.0)) for _score, place in best]

    def _inverted(self) -> dict[str, dict[int, float]]:
        holders: dict[str, dict[int, float]] = {}
        for place, units in enumerate(self._units):
            for unit in units:
                for term, worth in unit.terms.items():
                    held = holders.setdefault(term, {})
                    held[place] = max(held.get(place, 0.0), worth)
        most = _COMMON * len(self.offers) if len(self.offers) > _MANY else len(self.offers)
        return {term: held for term, held in holders.items() if len(held) <= most}

    def _rarity(self, term: str) -> float:
        """Return 1 for a term that one offer has, near 0 for one that all have."""
        held = len(self._holders.get(term, ()))
        return math.log((len(self.offers) + 1.5) / (held + 0.5)) / self._scale if held else 0.0

    def _by_words(self, units: Sequence[Unit]) -> dict[int, float]:
        """Return what the words in common are worth, per offer: for each word of the request its best way counts."""
        total: dict[int, float] = {}
        for unit in units:
            best: dict[int, float] = {}
            for term, worth in unit.terms.items():
                value = worth * self._rarity(term)
                for place, held in self._holders.get(term, {}).items():
                    if value * held > best.get(place, 0.0):
                        best[place] = value * held
            for place, value in best.items():
                total[place] = total.get(place, 0.0) + value
        return total

    def _candidates(self, words: Mapping[int, float], alike: set[int]) -> list[int]:
        by_words = heapq.nsmallest(_CANDIDATES, words, key=lambda place: (-words[place], place))
        return list(dict.fromkeys([*by_words, *sorted(alike)[:_CANDIDATES]]))

    def _worth(self, seek: Wish, offer: Wish, words: float) -> dict[str, float]:
        """Return what each reason is worth; a long text that says everything does not win by that: it saturates."""
        fields = set(seek.fields) & set(offer.fields)
        return {
            "shared_words": WORDS * words / (words + 1),
            "same_good": GOOD * (seek.good == offer.good),
            "shared_language": LANGUAGE * max((self._few(code) for code in _both(seek, offer)), default=0.0),
            "shared_field": FIELD * bool(fields),
            "near": NEAR * math.exp(-metres / _FADE_M) if (metres := _metres(seek, offer)) is not None else 0.0,
        }

    def _few(self, language: str) -> float:
        """Return 0 for a language that all offers share, near 1 for one that hardly anybody has."""
        return 1 - self._speakers[language] / len(self.offers)

    def _pair(self, seek: Wish, units: Sequence[Unit], place: int, words: float) -> Pair:
        offer = self.offers[place]
        worth = self._worth(seek, offer, words)
        details: dict[str, Mapping[str, Any]] = {
            "shared_words": {"words": self._common(units, place)},
            "same_good": {"good": seek.good},
            "shared_language": {"languages": [code for code in _both(seek, offer) if self._few(code) > 0]},
            "shared_field": {"fields": [code for code in seek.fields if code in offer.fields]},
            "near": {"metres": _SHOWN_M * max(1, round((_metres(seek, offer) or 0) / _SHOWN_M))},
        }
        given = sorted((code for code in worth if worth[code] > 0), key=lambda code: -worth[code])
        return Pair(seek, offer, round(sum(worth.values()), 6), tuple(Reason(code, details[code]) for code in given))

    def _common(self, units: Sequence[Unit], place: int) -> list[tuple[str, str]]:
        """Return the words that two have in common, as each wrote them, those worth most first."""
        found = []
        for unit in units:
            ways = [
                (worth * theirs.terms[term] * self._rarity(term), unit.word, theirs.word)
                for theirs in self._units[place]
                for term, worth in unit.terms.items()
                if term in theirs.terms
            ]
            found += [max(ways)] if ways and max(ways)[0] > 0 else []
        return [(ours, theirs) for _worth, ours, theirs in sorted(found, reverse=True)[:MOST_WORDS]]


def suggest(
    seeks: Iterable[Wish],
    offers: Iterable[Wish],
    *,
    today: dt.date,
    most: int = 3,
    settled: Iterable[tuple[str, str]] = (),
    parts: Parts = no_parts,
) -> list[Pair]:
    """Return pairs, best first, so that no actor is in more than `most` of them and no two actors meet twice.

    `settled` are pairs of actors, in any order, that know each other or have declined. Best pairs are taken first: the
    sum of scores is at least half of the best possible one (greedy b-matching), and everybody understands the order.
    """
    apart = {frozenset(pair) for pair in settled}
    index = Offers(offers, today=today, parts=parts)
    found = [
        pair
        for seek in sorted(seeks, key=lambda seek: seek.key)
        for pair in index.matches(seek, 10 * most, lambda one, other: frozenset((one, other)) not in apart)
    ]
    taken: Counter[str] = Counter()
    chosen = []
    for pair in sorted(found, key=lambda pair: (-pair.score, pair.seek.key, pair.offer.key)):
        actors = frozenset((pair.seek.actor, pair.offer.actor))
        if actors not in apart and all(taken[actor] < most for actor in actors):
            chosen.append(pair)
            apart.add(actors)
            taken.update(actors)
    return chosen


def _both(seek: Wish, offer: Wish) -> list[str]:
    return [code for code in seek.languages if code in offer.languages]


def _metres(seek: Wish, offer: Wish) -> float | None:
    """Return how far two are from each other; nothing where it is unknown or no reason."""
    if seek.place is None or offer.place is None:
        return None
    metres = distance_m(*seek.place, *offer.place)
    return metres if metres <= NEAR_M else None
