"""Small makers of test data, without surprises: what a test depends on, it names."""

import itertools

from quartier.accounts.actions.instance import load_example
from quartier.accounts.models import User
from quartier.methods.actions.editing import publish_method, save_document
from quartier.methods.actions.importing import Outcome, import_text
from quartier.methods.models import Method
from quartier.quarters.actions import actors, founding, members, network
from quartier.quarters.actions import people as quarter_people
from quartier.quarters.models import Actor, ContactPerson, Quarter, Tie
from quartier.search.healing import heal

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


def make_quarter(name: str = "Lindenhof", *, coordinator: User | None = None, public: bool = True) -> Quarter:
    """Return a quarter, published unless said otherwise."""
    load_example()
    quarter = founding.found_quarter(name, by=None)
    if coordinator is not None:
        members.admit_member(quarter, coordinator, "coordinator", by=None)
    return founding.publish_quarter(quarter, by=None) if public else quarter


def make_actor(quarter: Quarter, name: str = "Kita Bachstelze", *, listed: bool = True, **values) -> Actor:
    """Return an actor, in the public directory unless said otherwise."""
    actor = actors.add_actor(quarter, {"name": name, "kind": "kindergarten"} | values, by=None)
    actors.list_actors([actor], listed, by=None)
    return actor


def make_person(actor: Actor, last_name: str = "Feldkamp", *, agreed: tuple[str, ...] = (), **values) -> ContactPerson:
    """Return a contact person who has agreed to some purposes on paper."""
    person = quarter_people.add_person(actor, {"last_name": last_name} | values, by=None)
    for purpose in agreed:
        quarter_people.note_consent(person, purpose, "paper", by=None)
    return person


def import_page(text: str, *, by: User | None = None, source: str = "") -> Outcome:
    """Import one print view and return what came of it."""
    _plan, [outcome] = import_text(text, by=by, source=source)
    return outcome


def index_all() -> None:
    """Put everything into the index: what happens after commit does not happen inside a test's transaction."""
    heal()


def make_tie(one: Actor, other: Actor, **values) -> Tie:
    """Return a tie between two actors."""
    return network.add_tie(one, other, values, by=None)
