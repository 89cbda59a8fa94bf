"""The words of a wish as what they are found by: stems, parts of compounds, everyday synonyms, and nothing negated."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quartier.search import analyser

Parts = Callable[[str], Sequence[str]]  # a word in lower case -> the parts of the compound, or nothing

WHOLE, SYNONYM, PART = 1.0, 0.8, 0.5  # how much each way of being found is worth

# Words that stand in any offer or request and say nothing about what it is about.
_PLAIN_WORDS = """
abgeben anbieten anfragen ansprechpartner benötigen benötigt biete bieten bietet brauche brauchen braucht bitte dafür
dazu dringend dürfen einmal etwa etwas freuen gern gerne gesucht gibt haben hat hätten helfen hilfe hilft ihr immer
jede jeden jeder jemand jemanden kann kannst können leihen leihweise mehrere melden möchte möchten möglich möglichkeit
neue neuen neuer noch nur regelmäßig sehr sein seine selbst stelle stellen suche suchen sucht uns unser unsere unserem
unseren unserer unterstützung verfügung verleihen viele vorhanden welcher wenig werden wollen woche wöchentlich würden
zeit abend abends alle auch bis dabei dass diese einige ganz jahr jahre mal monat mehr montag dienstag mittwoch
donnerstag freitag samstag sonntag stunde stunden tag tage uhr vormittag nachmittag vormittags nachmittags
mensch menschen leute person personen
have need offer offering search seeking looking our your can could please people person persons
"""
_PLAIN = frozenset(_PLAIN_WORDS.split()) | analyser.STOP_WORDS

# What people in a neighbourhood call by several names. Compounds are taken apart elsewhere.
_SYNONYMS = (
    ("raum", "räume", "saal", "zimmer", "räumlichkeit"),
    ("auto", "wagen", "transporter", "fahrzeug", "pkw", "lieferwagen"),
    ("fahrrad", "rad", "velo"),
    ("beamer", "projektor"),
    ("computer", "laptop", "rechner", "notebook", "pc"),
    ("handy", "smartphone"),
    ("dolmetschen", "übersetzen", "dolmetscher", "übersetzung", "sprachmittlung"),
    ("kochen", "küche"),
    ("nähen", "schneidern"),
    ("garten", "beet", "gärtnern", "pflanzen"),
    ("musik", "band", "chor", "singen"),
    ("senioren", "ältere", "alte", "rentner"),
    ("kinder", "kind", "kids"),
    ("jugendliche", "jugend", "teenager"),
    ("geld", "zuschuss", "spende", "förderung", "finanzierung"),
    ("zelt", "pavillon"),
    ("lautsprecher", "tonanlage", "mikrofon", "musikanlage"),
    ("werben", "plakat", "flyer", "werbung"),
    ("website", "homepage", "internetseite", "webseite"),
    ("reparieren", "reparatur"),
    ("lernen", "nachhilfe", "hausaufgabe"),
    ("foto", "fotografieren", "bild"),
    ("sport", "turnen", "bewegung", "gymnastik"),
    ("behörde", "amt", "antrag", "formular"),
)

_CLAUSE = re.compile(r"[.,;:!?()\n]|\s[–-]\s|\b(?:aber|sondern|jedoch|dafür|but)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_NO = frozenset(
    ["kein", "keine", "keinen", "keinem", "keiner", "keines", "keinerlei", "ohne", "weder", "no", "without"]
)
_NOT = frozenset(["nicht", "nie", "niemals", "not", "never"])
_ONLY = frozenset(["nur", "allein", "only"])  # "nicht nur" takes nothing away
_JOINED = frozenset(["und", "oder", "noch", "sowie", "and", "or", "nor"])


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a text as it was written, with every term that finds it and what that is worth, at most 1."""

    word: str
    terms: Mapping[str, float]


class Reader:
    """Takes texts apart; remembers words, for a neighbourhood's texts repeat them."""

    def __init__(self, parts: Parts, language: str = "de") -> None:
        self._parts = parts
        self._language = language
        self._known: dict[str, Unit] = {}

    def units(self, text: str) -> list[Unit]:
        """Return the telling words of a text, each once, negated ones left out."""
        telling = (word for word in affirmed(text) if word not in _PLAIN and len(word) > 1 and not word.isdigit())
        return [self._unit(word) for word in dict.fromkeys(telling)]

    def _unit(self, word: str) -> Unit:
        if word not in self._known:
            self._known[word] = Unit(word, self._terms(word))
        return self._known[word]

    def _terms(self, word: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for piece, worth in ((word, WHOLE), *((part, PART) for part in self._parts(word))):
            if piece in _PLAIN:
                continue
            own = analyser.terms(piece, self._language)
            same = {other for term in own for other in _same(self._language).get(term, ())}
            for term in own:
                found[term] = max(found.get(term, 0.0), worth)
            for term in same - own:
                found[term] = max(found.get(term, 0.0), worth * SYNONYM)
        return found


def affirmed(text: str) -> list[str]:
    """Return the words of a text in lower case without those that it says are not there.

    "Kein" and "ohne" reach to the next noun, or to the end of the clause where none is written large; "nicht" reaches
    to the end of its clause, and when it stands there itself, over the whole clause.
    """
    return [word for clause in _CLAUSE.split(text) if clause for word in _affirmed(_WORD.findall(clause))]


def _affirmed(clause: Sequence[str]) -> Iterator[str]:
    if clause and clause[-1].lower() in _NOT:
        return
    number = 0
    while number < len(clause):
        word, following = clause[number].lower(), "".join(clause[number + 1 : number + 2]).lower()
        if word in _NOT and following not in _ONLY:
            return
        if word in _NO:
            number = _after_noun(clause, number + 1)
            continue
        yield from analyser.words(word)
        number += 1


def _after_noun(clause: Sequence[str], number: int) -> int:
    """Return the place behind the noun that is negated, and behind nouns that hang on it with "und" or "oder"."""
    while number < len(clause) and not clause[number][:1].isupper():
        number += 1
    number += 1
    hangs_on = number + 1 < len(clause) and clause[number].lower() in _JOINED and clause[number + 1][:1].isupper()
    return _after_noun(clause, number + 1) if hangs_on else number


_SAME: dict[str, dict[str, frozenset[str]]] = {}


def _same(language: str) -> Mapping[str, frozenset[str]]:
    """Return, for the terms of a language, the terms of their synonyms; there are only German ones."""
    if language not in _SAME:
        groups = [frozenset(term for word in group for term in analyser.terms(word, "de")) for group in _SYNONYMS]
        _SAME[language] = {term: group for group in groups for term in group} if language == "de" else {}
    return _SAME[language]
