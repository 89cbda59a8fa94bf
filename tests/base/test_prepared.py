"""Questions whose SQL is written once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quartier.accounts.models import User
from quartier.base.prepared import Prepared, Slot
from quartier.methods.models import Comment, Method
from quartier.methods.reading import COMMENT, all_comments, fetch_method, first_comments
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db


def test_answers_what_the_queryset_answers_with_dates_json_and_booleans() -> None:
    make_user("Eins")
    one = make_method("eins", aims=["meet"])
    columns = ["id", "code", "aims", "estimate", "updated_at", "review_on"]
    ask = Prepared(lambda: Method.objects.filter(code=Slot("code")).values_list(*columns))
    assert ask.rows(code="eins") == list(Method.objects.values_list(*columns))
    assert ask.rows(code="zwei") == []
    assert ask.rows(code="eins")[0][2] == one.aims
    people = Prepared(lambda: User.objects.filter(pk=Slot("key")).values_list("is_active", "is_demo"))
    assert people.rows(key=User.objects.get().pk) == [(True, False)]


def test_the_sql_is_written_once_per_shape() -> None:
    made = []

    def make(*shape):
        made.append(shape)
        return Method.objects.filter(code=Slot("code")).values_list("id")

    ask = Prepared(make)
    with CaptureQueriesContext(connection) as asked:
        for shape in ((), (1,), (), (1,)):
            ask.rows(*shape, code="x")
    assert (made, len(asked)) == ([(), (1,)], 4)


def test_each_reader_gets_what_the_queryset_shows_to_that_reader() -> None:
    """Two people of one kind share the SQL, never the answer."""
    method, editor = make_method("eins"), make_user("edda", role="editor")
    anna, bert = make_user("anna"), make_user("bert")
    for author, state in ((anna, "withdrawn"), (bert, "withdrawn"), (bert, "hidden"), (None, "visible")):
        reason = "nicht hier" if state == "hidden" else ""
        Comment.objects.create(method=method, author=author, body="x", state=state, hidden_reason=reason)
    answers = []
    for reader in (anna, bert, AnonymousUser(), editor, anna):
        rows = first_comments(reader, method, 10)
        assert rows == list(all_comments(reader, method))
        answers.append({(row[COMMENT.index("author_id")], row[COMMENT.index("state")]) for row in rows})
    assert answers[0] == answers[4] == {(anna.pk, "withdrawn"), (None, "visible")}
    assert answers[1] == {(bert.pk, "withdrawn"), (bert.pk, "hidden"), (None, "visible")}
    assert answers[2] == {(None, "visible")}
    assert answers[3] == {(bert.pk, "hidden"), (None, "visible")}


def test_a_fetched_method_is_the_one_that_the_orm_fetches() -> None:
    make_method("eins", aims=["meet"], texts={"de": {"title": "Eins"}, "en": {"title": "One"}})
    method, texts = fetch_method(AnonymousUser(), "eins")
    plain = Method.objects.get()
    assert {f.attname: getattr(method, f.attname) for f in Method._meta.concrete_fields} == {
        f.attname: getattr(plain, f.attname) for f in Method._meta.concrete_fields
    }
    assert {(text.language, text.title) for text in texts} == {("de", "Eins"), ("en", "One")}
    method.save()  # knows that it is in the database
    assert Method.objects.count() == 1
