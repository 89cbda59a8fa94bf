"""Finding in a few thousand short texts that are held in memory anyway; the index in the database is for the rest.

Words are found as in the index: stems, umlauts, parts of compounds, typing errors. Nothing is asked of a database, so
the answer holds exactly what the caller put in - what a viewer may not see was never there.
"""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from quartier.search import analyser

SHORTEST_MENDED = 4  # letters of a word that is taken for a typing error


class Finder:
    """An immutable index over documents, each a sequence of (text, weight of a hit) pairs."""

    def __init__(
        self,
        documents: Iterable[tuple[int, Sequence[tuple[str, int]]]],
        parts: Mapping[str, list[str]],
        language: str = "de",
    ) -> None:
        self.language = language
        self._postings: dict[str, dict[int, int]] = {}
        known = dict(parts)
        for key, fields in documents:
            for term, weight in analyser.weigh(fields, known, language).items():
                self._postings.setdefault(term, {})[key] = weight

    def find(self, text: str) -> tuple[list[int], str]:
        """Return the keys of the documents that hold every word, best first, and the question as it was understood.

        The second is empty unless a word had to be mended.
        """
        asked = analyser.question(text, self.language)
        if not asked:
            return [], ""
        understood, total = [], None
        for word, terms in asked:
            held = {term for term in terms if term in self._postings}
            mended = "" if held or len(word) < SHORTEST_MENDED else self._nearest(min(terms))
            understood.append(mended or word)
            here: dict[int, int] = {}
            for term in held or ({mended} if mended else set()):
                for key, weight in self._postings[term].items():
                    here[key] = max(weight, here.get(key, 0))
            total = here if total is None else {key: total[key] + here[key] for key in total.keys() & here.keys()}
        found = total or {}
        keys = sorted(found, key=lambda key: (-found[key], key))
        changed = understood != [word for word, _terms in asked]
        return keys, " ".join(understood) if changed and keys else ""

    def _nearest(self, term: str) -> str:
        allowed = 1 if len(term) < 6 else 2
        alike = sorted(t for t in self._postings if t[:2] == term[:2] or t[-3:] == term[-3:])
        found = process.extract(term, alike, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=1)
        return str(found[0][0]) if found else ""
