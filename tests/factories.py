"""Small makers of test data, without surprises: what a test depends on, it names."""

import itertools

from quartier.accounts.actions.instance import load_example
from quartier.accounts.models import User
from quartier.methods.actions.editing import publish_method, save_document
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
