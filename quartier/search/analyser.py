"""Words of a text as the terms they are found by: German and English.

German: lower case, Snowball stems (which fold umlauts and ß), the ae/oe/ue spelling read as umlauts too, and, when a
text is indexed, the parts of compounds, which `compounds.py` finds. A question is never taken apart, so that
"Spaziergang" finds "Stadtteilspaziergang" and not the other way round.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import Stemmer

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ALGORITHMS = {"de": "german", "en": "english"}
_RESTORED = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_LONGEST = 60  # characters of a term; longer ones are no words

# Words that say nothing about what somebody looks for; left out of questions that hold others.
STOP_WORDS = frozenset(
    [
        "aber",
        "als",
        "am",
        "an",
        "auf",
        "aus",
        "bei",
        "beim",
        "das",
        "dass",
        "dem",
        "den",
        "der",
        "des",
        "die",
        "ein",
        "eine",
        "einem",
        "einen",
        "einer",
        "für",
        "gibt",
        "hat",
        "ich",
        "im",
        "in",
        "ist",
        "man",
        "mit",
        "nach",
        "oder",
        "ohne",
        "sich",
        "sie",
        "sind",
        "über",
        "um",
        "und",
        "uns",
        "unter",
        "von",
        "vor",
        "was",
        "welche",
        "wenn",
        "wer",
        "wie",
        "wir",
        "wird",
        "zu",
        "zum",
        "zur",
        "a",
        "an",
        "and",
        "are",
        "for",
        "how",
        "in",
        "is",
        "of",
        "on",
        "or",
        "the",
        "to",
        "we",
        "what",
        "with",
    ]
)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def terms(word: str, language: str) -> set[str]:
    """Return the terms by which one word is found: its stem, and the stem of its spelling with umlauts."""
    stem = _stemmer(language)
    found = {stem(word)[:_LONGEST]}
    if language == "de":
        restored = word
        for plain, umlaut in _RESTORED:
            restored = restored.replace(plain, umlaut)
        found.add(stem(restored)[:_LONGEST])
    return found


def question(text: str, language: str) -> list[tuple[str, set[str]]]:
    """Return the words somebody looks for, each with its terms; stop words only when there is nothing else."""
    asked = list(dict.fromkeys(words(text)))
    telling = [word for word in asked if word not in STOP_WORDS] or asked
    return [(word, terms(word, language)) for word in telling]


def weigh(fields: Iterable[tuple[str, int]], parts: dict[str, list[str]], language: str) -> dict[str, int]:
    """Return the weight of every term of a document given as (text, weight of a hit) pairs.

    A term weighs as much as the weightiest field it stands in, plus one when it stands in several. `parts` names the
    parts of compounds that are known already.
    """
    weights: dict[str, int] = {}
    for text, weight in fields:
        here = set()
        for word in set(words(text)):
            for piece in (word, *parts.get(word, ())):
                here |= terms(piece, language)
        for term in here:
            weights[term] = max(weights[term], weight) + 1 if term in weights else weight
    return weights


@cache
def _stemmer(language: str):  # type: ignore[no-untyped-def]
    return Stemmer.Stemmer(_ALGORITHMS.get(language, "german")).stemWord
