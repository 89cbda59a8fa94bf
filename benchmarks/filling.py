"""A catalogue of any size: methods made of the sentences of the shipped ones, with voices, and indexed for search."""

import datetime as dt
import json
import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from django.utils import timezone

from quartier.accounts.actions.instance import load_example
from quartier.accounts.models import User
from quartier.methods import vocabulary as v
from quartier.methods.content import shipped_documents
from quartier.methods.indexing import BODY, KIND, SUMMARY, TITLE
from quartier.methods.models import Assessment, Comment, Method, MethodText
from quartier.search import analyser
from quartier.search.compounds import split_all
from quartier.search.index import new_term
from quartier.search.models import Document, Posting, Term

RATERS = 2000
ASSESSMENTS, COMMENTS = 20, 5  # of each method
_FIRST = "Stadtteil Quartiers Nachbarschafts Bürger Kinder Senioren Garten Kultur Straßen Schul Park Zukunfts Klima Sport Lese Spiel Ideen Markt Familien Wohn".split()
_LAST = "werkstatt spaziergang treff befragung fest rundgang konferenz tisch börse café labor karte tagebuch abend tausch wanderung runde ausstellung chor küche".split()
_PLACES = "am Bach, im Hof, auf dem Platz, hinter der Mühle, an der Linde, beim Bahnhof, in der Nordstadt, am Hafen, im Park, an der Brücke".split(
    ", "
)
_SECTIONS = ("aim", "implementation", "steps", "suited_for", "not_suited_for", "pitfalls", "outputs", "verdict")


class Filling:
    """Fills an empty, migrated database; the same numbers give the same content."""

    def __init__(self) -> None:
        self._random = random.Random(7)
        self._now = timezone.now().strftime("%Y-%m-%d %H:%M:%S")
        self._sentences = _sentences()
        self._parts = split_all({word for text in self._sentences for word in analyser.words(text)} | _names())
        self._known_terms = {text: self._terms_in(text) for text in self._sentences}
        self._terms: dict[str, int] = {}
        self._numbers = {"text": 0, "posting": 0}
        load_example()
        self._pour(
            User,
            (
                {"id": 100 + n, "code": f"p{n}", "email": f"p{n}@example.org", "name": f"Person {n}"}
                for n in range(RATERS)
            ),
        )

    def add(self, first: int, last: int) -> None:
        """Add the methods with the numbers from first to last, with their voices, and index them."""
        made = [self._method(number) for number in range(first, last + 1)]
        self._pour(Method, (method for method, _title, _summary, _sections in made))
        self._pour(
            MethodText,
            (
                {
                    "id": method["id"],
                    "method_id": method["id"],
                    "language": "de",
                    "title": title,
                    "summary": summary,
                    "sections": sections,
                }
                for method, title, summary, sections in made
            ),
        )
        self._pour(Assessment, self._assessments(first, last))
        self._pour(Comment, self._comments(first, last))
        self._index(made)
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(_style(), [Method, MethodText, Assessment, Comment, User]):
                cursor.execute(sql)
            if connection.vendor == "postgresql":
                cursor.execute("VACUUM ANALYZE")

    def _method(self, number: int) -> tuple[dict[str, Any], str, str, dict[str, str]]:
        some = self._random
        title = f"{some.choice(_FIRST)}{some.choice(_LAST)} {some.choice(_PLACES)} {number}"
        low = some.choice((5, 10, 20, 60))
        method = {
            "id": number,
            "code": f"methode-{number}",
            "state": "published",
            "kind": some.choice(v.KINDS),
            "completeness": some.choice(v.COMPLETENESS),
            "level": some.choice(v.LEVELS),
            "setting": some.choice(v.SETTINGS),
            "conflict": some.choice(v.CONFLICT),
            "facilitation": some.choice(v.FACILITATION),
            "people_min": low,
            "people_max": low * 4,
            "staff_hours_min": low,
            "staff_hours_max": low * 3,
            "cost_eur_min": 100,
            "cost_eur_max": low * 100,
            "aims": some.sample(v.AIMS, 2),
            "users": some.sample(v.USERS, 2),
            "target_groups": some.sample(v.TARGET_GROUPS, 2),
            "action_fields": some.sample(v.ACTION_FIELDS, 2),
            "estimate": {scale: some.choice(v.STEPS) for scale in v.SCALES},
        }
        sections = {name: "\n\n".join(some.sample(self._sentences, 2)) for name in _SECTIONS}
        return method, title, some.choice(self._sentences), sections

    def _assessments(self, first: int, last: int) -> Iterator[dict[str, Any]]:
        for method in range(first, last + 1):
            for n in range(ASSESSMENTS):
                number = (method - 1) * ASSESSMENTS + n
                steps = {scale: self._random.choice((*v.STEPS, None)) for scale in v.SCALES}
                note = self._random.choice(self._sentences) if n % 10 == 0 else ""
                yield {
                    "id": number + 1,
                    "method_id": method,
                    "author_id": 100 + number % RATERS,
                    "role": self._random.choice(v.RATER_ROLES),
                    "people": self._random.choice((8, 25, 60)),
                    "note": note,
                    **steps,
                }

    def _comments(self, first: int, last: int) -> Iterator[dict[str, Any]]:
        for method in range(first, last + 1):
            for n in range(COMMENTS):
                number = (method - 1) * COMMENTS + n
                yield {
                    "id": number + 1,
                    "code": f"k{number}",
                    "method_id": method,
                    "author_id": 100 + number % RATERS,
                    "body": " ".join(self._random.sample(self._sentences, 2)),
                }

    def _index(self, made: list[tuple[dict[str, Any], str, str, dict[str, str]]]) -> None:
        weighed = []
        for method, title, summary, sections in made:
            fields = [(title, TITLE), (summary, SUMMARY), ("\n".join(sections.values()), BODY)]
            weighed.append((method["id"], title, fields, self._weigh(title, summary, sections)))
        for text in sorted({term for *_rest, weights in weighed for term in weights} - self._terms.keys()):
            self._terms[text] = len(self._terms) + 1
        known = Term.objects.count()
        self._pour(
            Term,
            (
                {"id": key, "kind": KIND, "language": "de", "text": text, "head": term.head, "tail": term.tail}
                for text, key in self._terms.items()
                if key > known and (term := new_term(KIND, "de", text))
            ),
        )
        self._pour(
            Document,
            (
                {"id": key, "kind": KIND, "key": key, "language": "de", "title": title, "fields": fields}
                for key, title, fields, _weights in weighed
            ),
        )
        # An index that is made afterwards takes a fraction of the time.
        answer = Posting._meta.indexes[0]
        with connection.schema_editor(atomic=False) as editor:
            editor.remove_index(Posting, answer)
        self._pour(Posting, self._postings(weighed))
        with connection.schema_editor(atomic=False) as editor:
            editor.add_index(Posting, answer)

    def _weigh(self, title: str, summary: str, sections: dict[str, str]) -> dict[str, int]:
        """Return what `analyser.weigh` returns, from the terms of sentences that are looked at once."""
        weights = dict.fromkeys(self._terms_in(title), TITLE)
        for text, weight in ((summary, SUMMARY), ("\n\n".join(sections.values()), BODY)):
            here: set[str] = set()
            for sentence in text.split("\n\n"):
                here |= self._known_terms.get(sentence) or self._terms_in(sentence)
            for term in here:
                weights[term] = max(weights[term], weight) + 1 if term in weights else weight
        return weights

    def _terms_in(self, text: str) -> set[str]:
        return set(analyser.weigh([(text, 1)], self._parts, "de"))

    def _postings(self, weighed: list[tuple[int, str, Any, dict[str, int]]]) -> Iterator[dict[str, Any]]:
        for key, _title, _fields, weights in weighed:
            for term, weight in weights.items():
                self._numbers["posting"] += 1
                yield {
                    "id": self._numbers["posting"],
                    "document_id": key,
                    "term_id": self._terms[term],
                    "key": key,
                    "weight": weight,
                }

    def _pour(self, model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
        """Write many rows past the ORM, which would take most of the time."""
        fields = model._meta.concrete_fields
        spare = {field.attname: _default(field) for field in fields}
        spare |= {
            f.attname: self._now for f in fields if getattr(f, "auto_now", False) or getattr(f, "auto_now_add", False)
        }
        spare |= {name: self._now for name, value in spare.items() if isinstance(value, dt.datetime)}
        is_json = [isinstance(field, models.JSONField) for field in fields]
        names = [field.attname for field in fields]

        def values() -> Iterator[list[Any]]:
            for row in rows:
                cells = [row.get(name, spare[name]) for name in names]
                yield [json.dumps(cell) if packed else cell for cell, packed in zip(cells, is_json, strict=True)]

        table, columns = model._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                    for cells in values():
                        copy.write_row(cells)
            else:
                marks = ", ".join(["%s"] * len(fields))
                cursor.execute("BEGIN")
                cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values())  # noqa: S608
                cursor.execute("COMMIT")


def _default(field: "models.Field[Any, Any]") -> Any:
    """Return what a field holds when nobody says otherwise; a default of the database's own is said by its value."""
    default = field.get_default()
    return default.expression.value if isinstance(default, DatabaseDefault) else default


def _sentences() -> list[str]:
    """Return the sentences of the shipped methods in German."""
    found: set[str] = set()
    for document in shipped_documents():
        text = document["texts"]["de"]
        whole = " ".join([text.get("summary", ""), *text.get("sections", {}).values()])
        found |= {part.strip("*- \n") for part in re.split(r"(?<=[.!?])\s+", whole) if 20 < len(part) < 200}
    return sorted(found)


def _names() -> set[str]:
    return {(first + last).lower() for first in _FIRST for last in _LAST}


def _style() -> Any:
    from django.core.management.color import no_style

    return no_style()
