"""What German texts are about: their nouns, weighted by how few texts share them.

German writes nouns with a capital letter, so a capital in the middle of a sentence tells a noun without a dictionary.
Texts in other languages give no keywords.
"""

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from quartier.search import analyser

MOST = 24  # keywords of one text
MOST_TEXTS = 400  # a word that more texts share says little, and would make comparing slow
ENOUGH = 8  # keywords; a text with fewer counts for less, or one shared word would make two stubs alike
TITLE = 3  # what a noun of the title weighs, in nouns of the text

_IN_SENTENCE = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{3,39}\b")
_IN_TITLE = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{3,39}\b")
_NO_NOUNS = frozenset(["Ihnen", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres"])

Vector = Mapping[str, float]


def nouns(title: str, body: str) -> list[str]:
    """Return the nouns of a text as they are written, those of the title more than once."""
    found = _IN_TITLE.findall(title) * TITLE + _IN_SENTENCE.findall(body)
    return [word for word in found if word not in _NO_NOUNS]


class Keywords:
    """The keywords of many texts. Holds numbers instead of words: 10,000 texts take some 10 MB."""

    def __init__(self, parts: Mapping[str, list[str]]) -> None:
        """`parts` names the parts of compounds, all in lower case."""
        self._parts = parts
        self._numbers: dict[str, int] = {}
        self._spellings: list[str] = []
        self._texts: list[int] = []  # how many texts hold the term
        self._held: dict[int, tuple[array[int], array[int]]] = {}

    def add(self, key: int, title: str, body: str) -> None:
        """Take in one text."""
        counted: Counter[int] = Counter()
        for noun, times in Counter(nouns(title, body)).items():
            for word in (noun, *(part.capitalize() for part in self._parts.get(noun.lower(), ()))):
                counted[self._number(word)] += times
        for number in counted:
            self._texts[number] += 1
        self._held[key] = array("I", counted.keys()), array("I", counted.values())

    def vectors(self) -> Iterable[tuple[int, Vector]]:
        """Return (key, {word: weight}) of every text; a vector has length 1, or less with few words."""
        total = len(self._held)
        limit = min(MOST_TEXTS, max(2, total // 3))
        for key, (numbers, times) in self._held.items():
            weights = [
                ((1 + math.log(count)) * math.log(total / self._texts[number]), self._spellings[number])
                for number, count in zip(numbers, times, strict=True)
                if 2 <= self._texts[number] <= limit
            ]
            best = sorted(weights, key=lambda pair: (-pair[0], pair[1]))[:MOST]
            length = math.sqrt(sum(weight * weight for weight, _word in best)) / min(1.0, len(best) / ENOUGH or 1.0)
            yield key, {word: weight / length for weight, word in best} if length else {}

    def _number(self, word: str) -> int:
        term = _term(word)
        number = self._numbers.setdefault(term, len(self._spellings))
        if number == len(self._spellings):
            self._spellings.append(word)
            self._texts.append(0)
        elif (len(word), word) < (len(self._spellings[number]), self._spellings[number]):
            self._spellings[number] = word  # the shortest form is mostly the one in a dictionary
        return number


@lru_cache(maxsize=50_000)
def _term(word: str) -> str:
    return min(analyser.terms(word.lower(), "de"))
