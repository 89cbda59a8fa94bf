"""Every route answers everybody as `access_table.txt` says, and shows nobody what is not theirs.

A line of the table:   route | address | GET | POST [| PUT | PATCH | DELETE]

- `route` is the name from the URLconf (`api:` for operations of the API). A route without a line is a failure.
- `address` may use {names} of things that the cast owns (see `Stage`), and a query.
- A column of answers is either one for all or six: nobody guest cem ben amira ada. An answer is a status;
  `in` is a redirect to signing in.

nobody has no account, the guest holds a personal link, Cem has an account and nothing to do with it, Ben wrote what
the table is about, Amira is an editor, Ada an administrator. Over the API the last four send a key with all scopes.
To add a route: one line, at first with `?` for each column; the failure prints the line as it is, for you to judge.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from quartier.accounts.actions.links import make_link
from quartier.accounts.actions.tokens import make_token
from quartier.accounts.models import ApiToken, User
from quartier.jobs.models import Job
from quartier.journal.actions import queue_mail
from quartier.methods.actions import assessing, commenting
from quartier.methods.actions.editing import read_document
from quartier.methods.actions.importing import import_text
from quartier.methods.document import dumps
from quartier.methods.models import Method, MethodProposal
from tests.factories import make_method, make_user

TABLE = Path(__file__).parent / "access_table.txt"
CAST = ("nobody", "guest", "cem", "ben", "amira", "ada")
PAGE_VERBS = ("GET", "POST")
FORM_TYPE = "application/x-www-form-urlencoded"
API_VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")

# Good enough for most forms and operations, so that the answer is about who asks and not about what is missing.
FORM = "body=Probe&reason=Probe&time=1&rolle=editor&language=de&word=nein"
JSON = '{"body": "Probe", "time": 1, "document": {"texts": {"de": {"title": "Probe"}}}}'

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


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    route: str
    address: str
    answers: tuple[tuple[str, ...], ...]  # per verb, per member of the cast

    def __str__(self) -> str:
        return f"{self.route} {self.address}"


def read(text: str) -> list[Line]:
    """Return the lines of a table."""
    lines = []
    for row in text.splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        route, address, *columns = (part.strip() for part in row.split("|"))
        answers = tuple(tuple(c.split()) if " " in c else (c,) * len(CAST) for c in columns)
        assert all(len(answer) == len(CAST) for answer in answers), row
        assert len(answers) == (len(API_VERBS) if route.startswith("api:") else len(PAGE_VERBS)), row
        lines.append(Line(route, address, answers))
    return lines


LINES = read(TABLE.read_text(encoding="utf-8"))


def routes(resolver: URLResolver | None = None, spaces: str = "") -> set[str]:
    """Return the names of all routes of the URLconf."""
    found: set[str] = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found |= routes(entry, spaces + (f"{entry.namespace}:" if entry.namespace else ""))
        else:
            found.add(spaces + (entry.name or f"({entry.pattern})"))
    return found


class Stage:
    """The cast and what it owns."""

    def __init__(self) -> None:
        cache.clear()
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
        _link, self.guest_path = make_link(
            "probe", by=None, lifetime=day, subject="offen", name="Gila", email="kanarie-gast@example.org"
        )
        self.things = {
            "comment": visible.code, "hidden": hidden.code, "withdrawn": withdrawn.code, "on_draft": on_draft.code,
            "key": key.code, "mail": str(mail.pk), "person": self.people["cem"].code, "proposal": proposal.code,
        }  # fmt: skip

    def browser(self, who: str) -> Client:
        """Return the browser of one of the cast."""
        client = Client()
        if who in self.people:
            client.force_login(self.people[who])
        elif who == "guest":
            client.get(self.guest_path)
        return client

    def ask(self, who: str, verb: str, line: Line) -> tuple[str, str]:
        """Return the answer as the table writes it, and everything that came back."""
        address = line.address.format(**self.things)
        cache.clear()
        if line.route.startswith("api:"):
            headers = {}
            if who in self.people:
                scopes = [scope.value for scope in ApiToken.Scope]
                token = make_token(self.people[who], name="Probe", scopes=scopes, days=1, by=self.people[who])
                headers["HTTP_AUTHORIZATION"] = f"Bearer {token[1]}"
            answer = Client().generic(verb, address, JSON, content_type="application/json", **headers)
        else:
            answer = self.browser(who).generic(verb, address, FORM, content_type=FORM_TYPE)
        to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/konto/login")
        body = b"".join(answer) if answer.streaming else answer.content
        said = body.decode("utf-8", "replace") + str(answer.headers)
        return "in" if to_sign_in else str(answer.status_code), said


def walk(stage: Stage, line: Line) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the line as the site answers now, and leaks as (who, verb, canary)."""
    columns, leaks = [], []
    for verb in API_VERBS if line.route.startswith("api:") else PAGE_VERBS:
        answers = []
        for who in CAST:
            with transaction.atomic():
                answer, said = stage.ask(who, verb, line)
                transaction.set_rollback(True)
            answers.append(answer)
            leaks += [(who, verb, canary) for canary, may in CANARIES.items() if canary in said and who not in may]
        columns.append(answers[0] if len(set(answers)) == 1 else " ".join(answers))
    return " | ".join((line.route, line.address, *columns)), leaks


@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_their_answer_and_nothing_else(line: Line) -> None:
    now, leaks = walk(Stage(), line)
    assert read(now)[0].answers == line.answers, f"Now:\n{now}"
    assert not leaks


def test_every_route_has_a_line() -> None:
    known = {line.route for line in LINES}
    assert routes() - known == set(), "Add a line to tests/access_table.txt."
    assert known - routes() == set(), "These routes do not exist any more."


def test_a_route_without_a_line_would_be_noticed() -> None:
    """Negative control: the walk finds every kind of route."""
    names = routes()
    assert {"home", "account_request_login_code", "mfa_add_webauthn", "erase_account", "message"} <= names
    assert any(name.startswith("api:") for name in names)
    assert routes() - {line.route for line in LINES if line.route != "home"} == {"home"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/methoden/geheim/", "quartier.methods.models.method.MethodQuerySet.visible_to"),
        ("/methoden/offen/", "quartier.methods.models.comment.CommentQuerySet.visible_to"),
    ],
)
def test_a_leak_would_be_noticed(monkeypatch, address: str, target: str) -> None:
    """Negative control: without the queryset that hides, the walk reports strangers who see."""
    line = read(f"method | {address} | ? | ?")[0]
    before = {leak[0] for leak in walk(Stage(), line)[1]}
    monkeypatch.setattr(target, lambda queryset, user: queryset)
    after = {leak[0] for leak in walk(Stage2(), line)[1]}
    assert before == set()
    assert {"nobody", "cem"} <= after


class Stage2(Stage):
    """The same cast once more, after the first has left."""

    def __init__(self) -> None:
        User.objects.all().delete()
        Method.objects.all().delete()
        super().__init__()
