"""Which methods are alike, and what they share.

Two methods are compared field by field. A value that few methods have says more than one that nearly all have, and a
fact that is unknown on either side counts for nothing. The words of the texts count as one more field. The measure is
the same from both sides.
"""

import heapq
import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

# What each field is worth.
WEIGHTS = {
    "aims": 3.0, "action_fields": 2.0, "target_groups": 1.5, "level": 1.0, "kind": 1.0, "group": 1.0, "setting": 0.5,
}  # fmt: skip
WORDS = "words"
WORDS_WEIGHT = 4.0
# A reader understands a recommendation by one of these; "both are for 20 people" alone is none.
TELLING = frozenset(["aims", "action_fields", "target_groups", WORDS])
_SAID = TELLING | {"level"}  # what a reason is given for

MOST_REASONS = 2
MOST_SHARED = 3  # codes or words of one reason
_COMPARE_ALL = 300  # up to so many methods, each is compared with each
_CANDIDATES = 100  # above that: so many by their words, and so many by their fields
_TOTAL = sum(WEIGHTS.values()) + WORDS_WEIGHT


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one method: its codes per field, and its keywords (a vector of length 1 at most)."""

    key: int
    fields: Mapping[str, Sequence[str]]
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Relation:
    """Another method with its likeness from 0 to 1 and its reasons: (field, shared codes or words), weightiest first."""

    key: int
    score: float
    reasons: tuple[tuple[str, tuple[str, ...]], ...]


def relate(profiles: Iterable[Profile], most: int) -> Iterator[tuple[int, list[Relation]]]:
    """Return, for every method, the `most` methods that are most like it, best first; each has a telling reason.

    Up to 300 methods the answer is exact. Above, each is compared with some 200 that share rare words or fields.
    """
    comparison = _Comparison(profiles)
    for place, key in enumerate(comparison.keys):
        yield key, comparison.best(place, most)


class _Weights(dict[int, float]):
    """The weight of a set of codes, worked out when it is first asked for."""

    def __init__(self, rarity: Sequence[float]) -> None:
        super().__init__()
        self._rarity = rarity

    def __missing__(self, chosen: int) -> float:
        weight = self[chosen] = sum(self._rarity[number] for number in _ones(chosen))
        return weight


class _Field:
    """One field of all methods: a bit per code, and the weight of every set of codes that is asked for."""

    def __init__(self, codes_of: Sequence[tuple[str, ...]]) -> None:
        self.codes = sorted({code for codes in set(codes_of) for code in codes})
        bit = {code: 1 << number for number, code in enumerate(self.codes)}
        set_of = {codes: sum(bit[code] for code in set(codes)) for codes in set(codes_of)}
        self.sets = [set_of[codes] for codes in codes_of]
        self.holders = [0] * len(self.codes)  # per code, one bit per method
        for place, chosen in enumerate(self.sets):
            for number in _ones(chosen):
                self.holders[number] |= 1 << place
        self._rarity = [math.log((1 + len(codes_of)) / held.bit_count()) for held in self.holders]
        self.weights = _Weights(self._rarity)

    def likeness(self, one: int, other: int) -> float:
        """Return the weight of what two methods share, divided by the weight of what either has."""
        shared = self.sets[one] & self.sets[other]
        return self.weights[shared] / self.weights[self.sets[one] | self.sets[other]] if shared else 0.0

    def shared(self, one: int, other: int) -> tuple[str, ...]:
        """Return the shared codes, the rarest first."""
        numbers = sorted(_ones(self.sets[one] & self.sets[other]), key=lambda number: -self._rarity[number])
        return tuple(self.codes[number] for number in numbers[:MOST_SHARED])


class _Comparison:
    """All methods, ready to be compared: fields as bits, words as numbers, once per method and once per word.

    Profiles are taken in one by one and put into few objects: 10,000 as they come would take 40 MB.
    """

    def __init__(self, profiles: Iterable[Profile]) -> None:
        keys: list[int] = []
        fields: dict[str, list[tuple[str, ...]]] = {name: [] for name in WEIGHTS}
        words: list[tuple[array[int], array[float]]] = []
        alike: dict[tuple[str, ...], tuple[str, ...]] = {}  # methods share most of their sets of codes
        known: dict[str, int] = {}
        for profile in profiles:
            keys.append(profile.key)
            for name, column in fields.items():
                codes = tuple(profile.fields.get(name, ()))
                column.append(alike.setdefault(codes, codes))
            numbers = array("I", [known.setdefault(word, len(known)) for word in profile.words])
            words.append((numbers, array("d", profile.words.values())))
        order = sorted(range(len(keys)), key=keys.__getitem__)
        self.keys = array("Q", [keys[came] for came in order])
        self.fields = {name: _Field([column[came] for came in order]) for name, column in fields.items()}
        self._words = [words[came] for came in order]
        self._spellings = list(known)
        self._holders = [(array("I"), array("d")) for _word in self._spellings]  # of a word: places and weights
        for place, (numbers, weights) in enumerate(self._words):
            for number, weight in zip(numbers, weights, strict=True):
                self._holders[number][0].append(place)
                self._holders[number][1].append(weight)

    def best(self, place: int, most: int) -> list[Relation]:
        alike = self._alike_in_words(place)
        found: list[Relation] = []
        for score, other in sorted(self._scored(place, alike), key=lambda pair: (-pair[0], pair[1])):
            reasons = self._reasons(place, other, alike.get(other, 0.0))
            if TELLING & {field for field, _shared in reasons}:
                found.append(Relation(self.keys[other], score, reasons))
                if len(found) == most:
                    break
        return found

    def _alike_in_words(self, place: int) -> dict[int, float]:
        alike: dict[int, float] = {}
        for number, weight in zip(*self._words[place], strict=True):
            for other, theirs in zip(*self._holders[number], strict=True):
                alike[other] = alike.get(other, 0.0) + weight * theirs
        alike.pop(place, None)
        return alike

    def _candidates(self, place: int, alike: Mapping[int, float]) -> Iterable[int]:
        number = len(self.keys)
        if number <= _COMPARE_ALL:
            return [other for other in range(number) if other != place]
        by_words = heapq.nlargest(_CANDIDATES, alike, key=alike.__getitem__)
        return {*by_words, *self._by_fields(place)}

    def _by_fields(self, place: int) -> Iterator[int]:
        """Return methods that share as many of the rarest codes as leaves enough to choose from."""
        held = [
            field.holders[number]
            for name, field in self.fields.items()
            if name in TELLING
            for number in _ones(field.sets[place])
        ]
        own = 1 << place
        among = ((1 << len(self.keys)) - 1) & ~own
        narrowed = False
        for bits in sorted(held, key=lambda bits: (bits.bit_count(), bits)):
            if (among & bits).bit_count() >= _CANDIDATES or not narrowed:
                narrowed = narrowed or bool(among & bits)
                among = among & bits or among
        # From the own place on, so that not everybody is compared with the oldest.
        ahead = (place + other for other in _ones(among >> place))
        behind = _ones(among & (own - 1))
        return islice((other for part in (ahead, behind) for other in part), _CANDIDATES)

    def _scored(self, place: int, alike: Mapping[int, float]) -> list[tuple[float, int]]:
        """Return (likeness, place) of the candidates: `_Field.likeness` written out, for it runs millions of times."""
        fields = [
            (WEIGHTS[name], field.sets[place], field.sets, field.weights)
            for name, field in self.fields.items()
            if field.sets[place]
        ]
        scored = []
        for other in self._candidates(place, alike):
            total = WORDS_WEIGHT * alike.get(other, 0.0)
            for worth, mine, sets, weights in fields:
                theirs = sets[other]
                if mine & theirs:
                    total += worth * weights[mine & theirs] / weights[mine | theirs]
            scored.append((round(total / _TOTAL, 6), other))
        return scored

    def _reasons(self, one: int, other: int, alike: float) -> tuple[tuple[str, tuple[str, ...]], ...]:
        worth = {name: WEIGHTS[name] * field.likeness(one, other) for name, field in self.fields.items()}
        worth[WORDS] = WORDS_WEIGHT * alike
        given = sorted((name for name in _SAID if worth[name] > 0), key=lambda name: (-worth[name], name))
        if not TELLING & set(given[:MOST_REASONS]):
            given = [name for name in given if name in TELLING]
        return tuple(
            (name, self._shared_words(one, other) if name == WORDS else self.fields[name].shared(one, other))
            for name in given[:MOST_REASONS]
        )

    def _shared_words(self, one: int, other: int) -> tuple[str, ...]:
        mine, theirs = (dict(zip(*self._words[place], strict=True)) for place in (one, other))
        shared = [(-mine[number] * theirs[number], self._spellings[number]) for number in mine.keys() & theirs.keys()]
        return tuple(word for _worth, word in sorted(shared)[:MOST_SHARED])


def _ones(bits: int) -> Iterator[int]:
    """Return the places of the set bits, ascending."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
