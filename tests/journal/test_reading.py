"""The audit page speaks to people: every verb and every job has words, and everything is called by its name."""

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from quartier.accounts.actions.links import make_link
from quartier.accounts.actions.roles import change_role
from quartier.accounts.actions.tokens import make_token
from quartier.jobs.schedule import declared, job_words
from quartier.journal.actions import record
from quartier.journal.models import Entry
from quartier.journal.reading import known_verbs, read, verb_words
from quartier.methods.actions.commenting import write_comment
from tests.factories import make_method, make_user

CODE = Path(__file__).resolve().parents[2] / "quartier"
ADDRESS = "/verwaltung/journal/"


class UnknownVerbError(Exception):
    """A verb that cannot be read from the code."""


def verbs_in(source: str) -> Iterator[str]:
    """Yield the verbs that a module records: the first argument of `record`, and of helpers that pass theirs on."""
    tree = ast.parse(source)
    places = {"record": 0}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            names = [argument.arg for argument in function.args.args]
            if "verb" in names:
                places[function.name] = names.index("verb")
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in places:
            yield from _constants(call.args[places[call.func.id]])


def _constants(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(verb)):
            yield verb
        case ast.IfExp(body=one, orelse=other):
            yield from (*_constants(one), *_constants(other))
        case ast.Name(id="verb"):
            pass  # the helper's own parameter; its callers are read
        case _:
            raise UnknownVerbError(ast.unparse(argument))


def recorded_verbs() -> set[str]:
    """Return every verb that any module records."""
    modules = (path for path in CODE.rglob("*.py") if "migrations" not in path.parts)
    return {
        verb
        for path in modules
        if "record(" in (source := path.read_text(encoding="utf-8")) and path.name != "reading.py"
        for verb in verbs_in(source)
    }


def test_every_verb_that_is_recorded_has_words_and_no_other_has() -> None:
    assert recorded_verbs() == known_verbs()
    assert {verb for verb in known_verbs() if verb_words(verb) == verb} == set()


def test_control_a_verb_without_words_is_found() -> None:
    helper = "def _move(thing, verb, *, by): record(verb, thing, by=by)\n"
    assert set(verbs_in(helper + "_move(x, 'thing.moved', by=None)")) == {"thing.moved"}
    assert set(verbs_in("record('a.b' if new else 'a.c', x, by=None)")) == {"a.b", "a.c"}
    assert "thing.moved" not in known_verbs()
    with pytest.raises(UnknownVerbError):
        list(verbs_in("record(made_up(), x, by=None)"))


def test_every_job_has_words_in_both_languages() -> None:
    assert len(declared()) >= 8
    for name in declared():
        with translation.override("de"):
            german = job_words(name)
        with translation.override("en"):
            english = job_words(name)
        assert len({name, german, english}) == 3, name


def test_every_verb_has_words_in_both_languages() -> None:
    for verb in known_verbs():
        with translation.override("de"):
            german = verb_words(verb)
        with translation.override("en"):
            assert verb_words(verb) != german, verb


def test_what_nobody_knows_is_called_by_its_code() -> None:
    assert job_words("nobody-knows") == "nobody-knows"
    assert verb_words("nobody.knows") == "nobody.knows"


@pytest.fixture
def administrator(db, client):
    person = make_user("Amira", role="administrator")
    client.force_login(person)
    return person


def test_the_page_says_what_happened_to_whom_by_their_present_names(administrator, client) -> None:
    method = make_method("world-cafe")
    cem = make_user("Cem")
    write_comment(method, "Schön", by=cem)
    change_role(cem, "editor", by=administrator)
    method.texts.update(title="World-Café am Markt")
    page = client.get(ADDRESS).content.decode()
    assert "Kommentar geschrieben" in page
    assert "Rolle geändert" in page
    assert "World-Café am Markt" in page
    assert 'href="/methoden/world-cafe/"' in page
    assert [line.subject.name for line in read(Entry.objects.filter(verb="account.role_changed"))] == ["Cem"]
    assert "comment.written" not in page
    cem.delete()
    assert "ein gelöschtes Konto" in client.get(ADDRESS).content.decode()


def test_keys_and_links_are_called_by_those_who_hold_them(administrator) -> None:
    make_token(administrator, name="Probe", scopes=["voices:write"], days=1, by=administrator)
    make_link("walk", name="Gila", by=None, lifetime=dt.timedelta(days=1))
    make_link("walk", by=None, lifetime=dt.timedelta(days=1))
    names = {line.words: line.subject.name for line in read(Entry.objects.order_by("-id")[1:])}
    assert names["Schlüssel für ein Programm ausgestellt"] == "Amira"
    assert names["Persönlichen Link ausgestellt"] == "Gila"
    assert read(Entry.objects.order_by("-id")[:1])[0].subject.name == "jemand ohne Namen"


def test_people_search_for_the_words_that_they_see(administrator, client) -> None:
    make_method("world-cafe")
    change_role(make_user("Cem"), "editor", by=administrator)
    page = client.get(ADDRESS + "?q=rolle ge").content.decode()
    assert "Rolle geändert" in page
    assert "Methode angelegt" not in page
    table = client.get(ADDRESS + "?q=rolle&format=csv").content.decode()
    assert "Rolle geändert" in table
    assert "account.role_changed" in table


def test_the_page_asks_the_same_number_of_questions_for_any_number_of_entries(administrator, client) -> None:
    def make(number: int) -> None:
        for _ in range(number):
            record("method.changed", make_method(f"m{Entry.objects.count()}"), by=administrator)
            record("account.changed", make_user("Cem"), by=make_user("Ada"))

    make(1)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    make(15)
    with CaptureQueriesContext(connection) as many:
        assert client.get(ADDRESS).content.decode().count("<li>") > 40
    assert len(many) == len(few) <= 6  # session, person, number, entries with actors, methods, people
