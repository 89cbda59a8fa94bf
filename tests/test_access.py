"""Every route answers everybody as `access_table.txt` says, and shows nobody what is not theirs.

nobody has no account, the guest holds a personal link, Cem has an account and nothing to do with it, Ben wrote what
the table is about, Amira is an editor, Ada an administrator. Over the API the last four send a key with all scopes.
Routes within a quarter have a table and a cast of their own, in `quarters/`. How to read a table: `access.py`.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from quartier.accounts.actions.links import make_link
from quartier.accounts.actions.tokens import make_token
from quartier.accounts.models import User
from quartier.base.prepared import Prepared
from quartier.jobs.models import Job
from quartier.journal.actions import queue_mail
from quartier.methods import reading
from quartier.methods.actions import assessing, commenting
from quartier.methods.actions.editing import read_document
from quartier.methods.actions.importing import import_text
from quartier.methods.document import dumps
from quartier.methods.models import Method, MethodProposal
from tests.access import Line, Stage, read, routes, routes_of, walk
from tests.factories import make_method, make_user

HERE = Path(__file__).parent
TABLES = tuple(HERE / place / "access_table.txt" for place in (".", "quarters", "conferences"))
CAST = ("nobody", "guest", "cem", "ben", "amira", "ada")

# What is planted, and who alone may read it.
CANARIES = {
    "kanarie-entwurf": {"amira", "ada"},
    "kanarie-zurueckgezogene-methode": {"amira", "ada"},
    "kanarie-verborgen": {"ben", "amira", "ada"},
    "kanarie-grund": {"ben", "amira", "ada"},
    "kanarie-zurueckgenommen": {"ben"},
    "kanarie-auf-entwurf": {"amira", "ada"},
    "kanarie-meldung": {"amira", "ada"},
    "kanarie-vorschlag": {"amira", "ada"},
    "kanarie-mail": {"ben", "ada"},
    "kanarie-schluessel": {"ben"},
    "kanarie-ben@example.org": {"ben", "ada"},
    "kanarie-amira@example.org": {"amira", "ada"},
    "kanarie-gast@example.org": set(),
}


LINES = read(TABLES[0].read_text(encoding="utf-8"), CAST)


class InstanceStage(Stage):
    """The cast and what it owns."""

    cast = CAST
    canaries = CANARIES
    form = "body=Probe&reason=Probe&time=1&rolle=editor&language=de&word=nein"
    json = '{"body": "Probe", "time": 1, "document": {"texts": {"de": {"title": "Probe"}}}}'

    def __init__(self) -> None:
        super().__init__()
        people = {"cem": "", "ben": "", "amira": "editor", "ada": "administrator"}
        self.people = {key: make_user(key.title(), role) for key, role in people.items()}
        for key in ("ben", "amira"):
            User.objects.filter(pk=self.people[key].pk).update(email=f"kanarie-{key}@example.org")
            self.people[key].refresh_from_db()
        ben, amira = self.people["ben"], self.people["amira"]
        secret = {"de": {"title": "Geheim", "summary": "kanarie-entwurf"}}
        self.public, self.draft = make_method("offen"), make_method("geheim", published=False, texts=secret)
        gone = make_method("weg", texts={"de": {"title": "Weg", "summary": "kanarie-zurueckgezogene-methode"}})
        Method.objects.filter(pk=gone.pk).update(state="withdrawn")
        assessing.save_assessment(self.public, {"time": 2}, by=ben)
        visible = commenting.write_comment(self.public, "Hallo", by=ben)
        hidden = commenting.write_comment(self.public, "kanarie-verborgen", by=ben)
        commenting.hide_comment(hidden, "kanarie-grund", by=amira)
        withdrawn = commenting.write_comment(self.public, "kanarie-zurueckgenommen", by=ben)
        commenting.withdraw_comment(withdrawn, by=ben)
        on_draft = commenting.write_comment(self.draft, "kanarie-auf-entwurf", by=amira)
        commenting.report_comment(visible, "kanarie-meldung", by=amira)
        Job.objects.get_or_create(name="outbox", defaults={"next_at": timezone.now()})
        theirs = read_document(self.public) | {"authors": "kanarie-vorschlag"}
        import_text(dumps([theirs]), by=amira, source="export.json")
        proposal = MethodProposal.objects.get(method=self.public)
        key, _secret = make_token(ben, name="kanarie-schluessel", scopes=["voices:write"], days=9, by=ben)
        mail = queue_mail(key="probe", to=ben.email, subject="kanarie-mail", text="kanarie-mail")
        day = dt.timedelta(days=1)
        _link, self.guests["guest"] = make_link(
            "probe", by=None, lifetime=day, subject="offen", name="Gila", email="kanarie-gast@example.org"
        )
        self.things = {
            "comment": visible.code, "hidden": hidden.code, "withdrawn": withdrawn.code, "on_draft": on_draft.code,
            "key": key.code, "mail": str(mail.pk), "person": self.people["cem"].code, "proposal": proposal.code,
        }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_their_answer_and_nothing_else(line: Line) -> None:
    now, leaks = walk(InstanceStage(), line)
    assert read(now, CAST)[0].answers == line.answers, f"Now:\n{now}"
    assert not leaks


def test_every_route_has_a_line() -> None:
    known = routes_of(*TABLES)
    assert routes() - known == set(), "Add a line to the table of its cast."
    assert known - routes() == set(), "These routes do not exist any more."


def test_a_route_without_a_line_would_be_noticed() -> None:
    """Negative control: the walk finds every kind of route."""
    names = routes()
    assert {"home", "account_request_login_code", "mfa_add_webauthn", "erase_account", "message"} <= names
    assert any(name.startswith("api:") for name in names)
    assert routes() - (routes_of(*TABLES) - {"home"}) == {"home"}


@pytest.fixture
def unwritten() -> Iterator[Callable[[], None]]:
    """Return what lets questions whose SQL is written once be written anew; at the end it is done for the next test."""

    def forget() -> None:
        for question in vars(reading).values():
            if isinstance(question, Prepared):
                question.forget()

    yield forget
    forget()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/methoden/geheim/", "quartier.methods.models.method.MethodQuerySet.visible_to"),
        ("/methoden/offen/", "quartier.methods.models.comment.CommentQuerySet.visible_to"),
    ],
)
def test_a_leak_would_be_noticed(monkeypatch, unwritten, address: str, target: str) -> None:
    """Negative control: without the queryset that hides, the walk reports strangers who see."""
    line = read(f"method | {address} | ? | ?", CAST)[0]
    before = {leak[0] for leak in walk(InstanceStage(), line)[1]}
    monkeypatch.setattr(target, lambda queryset, user: queryset)
    unwritten()
    after = {leak[0] for leak in walk(Stage2(), line)[1]}
    assert before == set()
    assert {"nobody", "cem"} <= after


class Stage2(InstanceStage):
    """The same cast once more, after the first has left."""

    def __init__(self) -> None:
        User.objects.all().delete()
        Method.objects.all().delete()
        super().__init__()
