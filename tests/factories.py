"""Small makers of test data, without surprises: what a test depends on, it names."""

import itertools

from quartier.accounts.actions.instance import load_example
from quartier.accounts.models import User
from quartier.methods.actions.editing import publish_method, save_document
from quartier.methods.actions.importing import Outcome, import_text
from quartier.methods.indexing import index_method
from quartier.methods.models import Method

_numbers = itertools.count(1)


def make_user(name: str = "Ben", role: str = "", **fields) -> User:
    """Return an account; its address is made up."""
    return User.objects.create_user(f"person{next(_numbers)}@example.org", name, role=role, **fields)


def make_method(code: str = "probe", *, published: bool = True, **fields) -> Method:
    """Return a method with a German title; `fields` are those of a document."""
    document = {"code": code, "texts": {"de": {"title": code.capitalize()}}} | fields
    method = save_document(document, by=None)
    if published:
        load_example()
        publish_method(method, by=None)
    return method


def import_page(text: str, *, by: User | None = None, source: str = "") -> Outcome:
    """Import one print view and return what came of it."""
    _plan, [outcome] = import_text(text, by=by, source=source)
    return outcome


def index_all() -> None:
    """Put every method into the index: what happens after commit does not happen inside a test's transaction."""
    for method in Method.objects.prefetch_related("texts"):
        index_method(method)
