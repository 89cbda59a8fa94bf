"""What the page of a method reads: one question each, however much hangs on the method."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404

from quartier.accounts.models import User
from quartier.base.prepared import Prepared, Slot
from quartier.methods.models import Comment, Method, MethodText
from quartier.methods.models.assessment import Raters

NOTES = 20
COMMENT = (
    "code", "state", "body", "hidden_reason", "created_at", "edited_at", "author_id", "author__name", "author__is_demo",
)  # fmt: skip

# References and projects at once, in plain SQL: asking twice takes the ORM longer than the database to answer.
_NAMED = """SELECT kind, position, title, url, '', '' FROM methods_reference WHERE method_id = %s
UNION ALL SELECT 'project', position, title, url, place, note FROM methods_project WHERE method_id = %s ORDER BY 1, 2"""
_NOTED = f"""SELECT said.role, people, place, effort, note, person.is_demo
FROM (SELECT * FROM methods_assessment WHERE {{chosen}} AND NOT (note = '' AND place = '' AND effort = '')) AS said
JOIN accounts_user AS person ON person.id = said.author_id ORDER BY said.updated_at DESC LIMIT {NOTES}"""  # noqa: S608


@dataclass
class Named:
    """A source, a link or a project that a method names; `trouble` says what is wrong with its address."""

    kind: str
    position: int
    title: str
    url: str
    place: str
    note: str
    trouble: str = ""


def named_by(method: Method) -> list[Named]:
    """Return the references and projects of a method in their order. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [method.pk, method.pk])
        return [Named(*row) for row in cursor.fetchall()]


def newest_notes(raters: Raters) -> list[tuple[Any, ...]]:
    """Return (role, people, place, effort, note, is of the demo?) of the newest notes from practice. One query."""
    return raters.question(_NOTED)


def _reader(is_known: bool, is_editor: bool) -> User | AnonymousUser:
    """Return somebody for whom `visible_to` writes the same conditions as for every reader of this kind."""
    role = User.Role.EDITOR if is_editor else User.Role.NONE
    return User(pk=Slot("reader"), role=role) if is_known else AnonymousUser()


_METHOD_COLUMNS = [field.attname for field in Method._meta.concrete_fields]
_TEXT_COLUMNS = [field.attname for field in MethodText._meta.concrete_fields]
# Prepared: together they took a quarter of the processor time of a method's page to write, now a twentieth.
_METHOD = Prepared(
    lambda *kind: Method.objects.visible_to(_reader(*kind)).filter(code=Slot("code")).values_list(*_METHOD_COLUMNS)
)
_TEXTS = Prepared(lambda: MethodText.objects.filter(method=Slot("method")).values_list(*_TEXT_COLUMNS))
_METHODS = Prepared(
    lambda number, *kind: (
        Method.objects.visible_to(_reader(*kind)).filter(code__in=_slots(number)).values_list(*_METHOD_COLUMNS)
    )
)
_TEXTS_OF = Prepared(
    lambda number: MethodText.objects.filter(method__id__in=_slots(number)).values_list(*_TEXT_COLUMNS)
)
_COMMENTS = Prepared(lambda most, *kind: _comments(_reader(*kind), Slot("method"))[:most])


def fetch_method(reader: User | AnonymousUser, code: str) -> tuple[Method, list[MethodText]]:
    """Return a method that the reader may see, with its texts. Two queries. Raises Http404."""
    found = _METHOD.rows(*_kind(reader), code=code, reader=reader.pk)
    if not found:
        raise Http404
    method = Method.from_db("default", _METHOD_COLUMNS, found[0])
    return method, [MethodText.from_db("default", _TEXT_COLUMNS, row) for row in _TEXTS.rows(method=method.pk)]


def fetch_methods(reader: User | AnonymousUser, codes: Sequence[str]) -> list[tuple[Method, list[MethodText]]]:
    """Return the methods with these codes that the reader may see, in this order, with their texts. Two queries."""
    if not codes:
        return []
    found = _METHODS.rows(len(codes), *_kind(reader), **_in_slots(codes), reader=reader.pk)
    methods = {method.code: method for method in (Method.from_db("default", _METHOD_COLUMNS, row) for row in found)}
    texts: dict[int, list[MethodText]] = {method.pk: [] for method in methods.values()}
    for row in _TEXTS_OF.rows(len(texts), **_in_slots(list(texts))) if texts else ():
        text = MethodText.from_db("default", _TEXT_COLUMNS, row)
        texts[text.method_id].append(text)
    return [(methods[code], texts[methods[code].pk]) for code in codes if code in methods]


def _slots(number: int) -> list[Any]:
    return [Slot(f"n{place}") for place in range(number)]


def _in_slots(values: Sequence[Any]) -> dict[str, Any]:
    return {f"n{place}": value for place, value in enumerate(values)}


def first_comments(reader: User | AnonymousUser, method: Method, most: int) -> list[tuple[Any, ...]]:
    """Return the first comments that the reader may see, as tuples of `COMMENT`. One query."""
    return _COMMENTS.rows(most, *_kind(reader), method=method.pk, reader=reader.pk)


def all_comments(reader: User | AnonymousUser, method: Method) -> QuerySet[Comment, tuple[Any, ...]]:
    """Return all comments that the reader may see, to be paged."""
    return _comments(reader, method.pk)


def _comments(reader: User | AnonymousUser, method: int | Slot) -> QuerySet[Comment, tuple[Any, ...]]:
    return Comment.objects.visible_to(reader).filter(method=method).values_list(*COMMENT)


def _kind(reader: User | AnonymousUser) -> tuple[bool, bool]:
    """Return what decides on the conditions of `visible_to`: whether somebody is known, and an editor."""
    return reader.is_authenticated, getattr(reader, "is_editor", False)
