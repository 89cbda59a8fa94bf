"""Putting documents into the index and finding them.

Everything is plain SQL over one table of postings and one of terms, so SQLite and PostgreSQL give the same hits in the same order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from quartier.jobs.schedule import due_now
from quartier.search import analyser
from quartier.search.compounds import SHORTEST_COMPOUND, split_all
from quartier.search.models import Compound, Document, Posting, Term

MOST_HITS = 20_000
MOST_WORDS = 12  # of a question; further ones are ignored
# In plain SQL: a page of hits asks both, and the ORM takes longer to write them than the database to answer.
_HELD = """SELECT kind, text, id FROM search_term WHERE kind IN ({kinds}) AND language = %s AND text IN ({marks})
AND EXISTS (SELECT 1 FROM search_posting WHERE term_id = search_term.id)"""
_MATCHES_OF_ONE = "SELECT key, weight FROM search_posting WHERE term_id = %s"  # three times as fast as adding up
_MATCHES = "SELECT key, SUM(weight) FROM search_posting WHERE term_id IN ({marks}) GROUP BY key"
_IN_USE = Exists(Posting.objects.filter(term=OuterRef("pk")))


@dataclass(frozen=True)
class Hits:
    """Keys of what was found, best first; `suggestion` is the question as it was understood, when words were mended."""

    keys: list[int]
    suggestion: str = ""


@dataclass(frozen=True)
class _Asked:
    """A question as it reads in one language, with the terms that some document holds: {kind: {text: key}}."""

    language: str
    words: list[tuple[str, set[str]]]
    held: dict[str, dict[str, int]]


@transaction.atomic
def put(
    kind: str,
    key: int,
    language: str,
    title: str,
    fields: Sequence[tuple[str, int]],
    quarter: str = "",
    *,
    stamp: str = "",
) -> None:
    """Index a thing in one language, in place of what was indexed of it before.

    `stamp` says which state of the thing this is; by it `healing` sees what the index has missed.
    Compounds that are not known yet are taken apart soon after, by the job "search-compounds".
    """
    values = {"title": title[:200], "fields": [list(pair) for pair in fields], "quarter": quarter, "stamp": stamp}
    document, _created = Document.objects.update_or_create(kind=kind, key=key, language=language, defaults=values)
    if not _write_postings(document):
        transaction.on_commit(lambda: due_now("search-compounds"))


def remove(kind: str, key: int, *, keep: Sequence[str] = ()) -> None:
    """Take a thing out of the index, except in the languages to keep; words that only it had are forgotten soon after."""
    gone, _models = Document.objects.filter(kind=kind, key=key).exclude(language__in=keep).delete()
    if gone:
        transaction.on_commit(lambda: due_now("search-compounds"))


def find(text: str, *, kind: str, language: str) -> Hits:
    """Find the things of a kind that hold every word of the question, in the language or in German.

    Where nothing is found as it was asked, a word that no document holds gives way to the most similar one that some
    document holds.
    """
    return find_each(text, kinds=[kind], language=language)[kind]


def find_each(text: str, *, kinds: Sequence[str], language: str) -> dict[str, Hits]:
    """Find the things of several kinds as `find` does; words are mended only where nothing of any kind is found."""
    asked = [
        _Asked(tongue, words, _held([terms for _word, terms in words], kinds, tongue))
        for tongue in dict.fromkeys([language, "de"])
        if (words := analyser.question(text, tongue)[:MOST_WORDS])
    ]
    found = {kind: _best(asked, kind, mends=False) for kind in kinds}
    if not any(hits.keys for hits in found.values()):
        found = {kind: _best(asked, kind, mends=True) for kind in kinds}
    return found


def stamps(kind: str, keys: Sequence[int] | None = None) -> dict[int, set[str]]:
    """Return the stamps under which things of a kind stand in the index, all or those with these keys."""
    found: dict[int, set[str]] = {}
    documents = Document.objects.filter(kind=kind)
    if keys is not None:
        documents = documents.filter(key__in=keys)
    for key, stamp in documents.values_list("key", "stamp"):
        found.setdefault(key, set()).add(stamp)
    return found


def learn_compounds() -> int:
    """Take apart the words that have not been looked up yet, index their documents anew; return how many words.

    Words that no document holds any more are forgotten, names of people among them.
    """
    unknown: set[str] = set()
    waiting = []
    known = set(Compound.objects.values_list("word", flat=True))
    unused = set(known)
    for document in Document.objects.filter(language="de").iterator():
        candidates = _compound_candidates(document)
        unused -= candidates
        if new := candidates - known:
            unknown |= new
            waiting.append(document.pk)
    if unknown:
        parts = split_all(unknown)
        rows = [Compound(word=word, parts=parts.get(word, [])) for word in sorted(unknown)]
        Compound.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        for document in Document.objects.filter(pk__in=waiting).iterator():
            _write_postings(document)
    ordered = sorted(unused)
    for start in range(0, len(ordered), 500):
        Compound.objects.filter(word__in=ordered[start : start + 500]).delete()
    return len(unknown)


def parts_of(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the parts of those compounds in the texts that are known; the job learns the others when they are indexed."""
    words = {word for text in texts for word in analyser.words(text) if len(word) >= SHORTEST_COMPOUND}
    found: dict[str, list[str]] = {}
    ordered = sorted(words)
    for start in range(0, len(ordered), 500):
        batch = Compound.objects.filter(word__in=ordered[start : start + 500])
        found |= {word: parts for word, parts in batch.values_list("word", "parts") if parts}
    return found


def forget_terms() -> int:
    """Forget the terms that no document holds any more; return how many."""
    return Term.objects.exclude(_IN_USE).delete()[0]


def _compound_candidates(document: Document) -> set[str]:
    words = {word for text, _weight in document.fields for word in analyser.words(text)}
    return {word for word in words if SHORTEST_COMPOUND <= len(word) <= 200 and word.isalpha()}


@transaction.atomic
def _write_postings(document: Document) -> bool:
    """Write the terms of a document; return whether all its compounds were known."""
    parts: dict[str, list[str]] = {}
    complete = True
    if document.language == "de":
        candidates = _compound_candidates(document)
        looked_up = dict(Compound.objects.filter(word__in=candidates).values_list("word", "parts"))
        parts = {word: pieces for word, pieces in looked_up.items() if pieces}
        complete = len(looked_up) == len(candidates)
    weights = analyser.weigh(((text, weight) for text, weight in document.fields), parts, document.language)
    ids = _term_ids(document.kind, document.language, sorted(weights))
    document.postings.all().delete()
    Posting.objects.bulk_create(
        (
            Posting(document=document, term_id=ids[term], key=document.key, weight=weight)
            for term, weight in sorted(weights.items())
        ),
        batch_size=500,
    )
    return complete


def new_term(kind: str, language: str, text: str) -> Term:
    """Return a term that is not saved yet."""
    return Term(kind=kind, language=language, text=text, head=text[:2], tail=text[-3:])


def _term_ids(kind: str, language: str, texts: list[str]) -> dict[str, int]:
    """Return the key of every term, making those that are new."""
    ids: dict[str, int] = {}
    terms = Term.objects.filter(kind=kind, language=language)
    for start in range(0, len(texts), 500):
        batch = texts[start : start + 500]
        known = dict(terms.filter(text__in=batch).values_list("text", "id"))
        if new := [new_term(kind, language, text) for text in batch if text not in known]:
            Term.objects.bulk_create(new, ignore_conflicts=True)
            known = dict(terms.filter(text__in=batch).values_list("text", "id"))
        ids |= known
    return ids


def _held(groups: list[set[str]], kinds: Sequence[str], language: str) -> dict[str, dict[str, int]]:
    """Return the keys of those terms that some document holds, for every kind."""
    wanted = sorted({term for group in groups for term in group})
    held: dict[str, dict[str, int]] = {kind: {} for kind in kinds}
    for kind, text, key in _ask(_HELD.format(kinds=_marks(kinds), marks=_marks(wanted)), [*kinds, language, *wanted]):
        held[kind][text] = key
    return held


def _best(asked: list[_Asked], kind: str, *, mends: bool) -> Hits:
    """Return what is found of a kind in any of the languages."""
    best: dict[int, int] = {}
    suggestion = ""
    for question in asked:
        understood = _understood(question, kind, mends=mends)
        found = _matches([ids for _word, ids in understood])
        if mends and found:
            suggestion = suggestion or " ".join(word for word, _ids in understood)
        best = {key: max(best.get(key, 0), found.get(key, 0)) for key in best.keys() | found.keys()} if best else found
    # By key, then by weight without disturbing that: thousands of hits sort three times as fast as by pairs.
    ordered = sorted(best)
    ordered.sort(key=best.__getitem__, reverse=True)
    return Hits(ordered[:MOST_HITS], suggestion)


def _matches(groups: list[list[int]]) -> dict[int, int]:
    """Return the keys of the documents that hold a term of every group, with the sum of the weights."""
    if not all(groups):
        return {}
    total: dict[int, int] = {}
    for number, group in enumerate(groups):
        sql = _MATCHES_OF_ONE if len(group) == 1 else _MATCHES.format(marks=_marks(group))
        here = dict(_ask(sql, group))
        total = here if number == 0 else {key: total[key] + here[key] for key in total.keys() & here.keys()}
        if not total:
            break
    return total


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _ask(sql: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _understood(asked: _Asked, kind: str, *, mends: bool) -> list[tuple[str, list[int]]]:
    """Return each word with the keys of its terms; one that no document holds gives way to the most similar term."""
    held = asked.held[kind]
    understood: list[tuple[str, list[int]]] = []
    for word, terms in asked.words:
        ids = [held[term] for term in sorted(terms) if term in held]
        near = _nearest(min(terms), kind, asked.language) if mends and not ids and len(word) >= 4 else None
        understood.append((near[0], [near[1]]) if near else (word, ids))
    return understood


def _nearest(term: str, kind: str, language: str) -> tuple[str, int] | None:
    """Return the most similar term that some document holds: same beginning or same end, one or two letters off."""
    terms = Term.objects.filter(_IN_USE, kind=kind, language=language)
    candidates: dict[str, int] = {}
    for alike in ({"head": term[:2]}, {"tail": term[-3:]}):  # two questions, as each has an index of its own
        candidates |= terms.filter(**alike).values_list("text", "id")
    allowed = 1 if len(term) < 6 else 2
    found = process.extract(term, sorted(candidates), scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=1)
    return (str(found[0][0]), candidates[found[0][0]]) if found else None
