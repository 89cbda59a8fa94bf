"""Who gets which answer: reading tables of routes, and walking them as a cast of people.

A line of a table:   route | address | GET | POST [| PUT | PATCH | DELETE]

- `route` is the name from the URLconf (`api:` for operations of the API). A route without a line is a failure.
- `address` may use {names} of things that the cast owns (see the stage of the table), and a query.
- A column of answers is either one for all or one for each of the cast, in its order. An answer is a status;
  `in` is a redirect to signing in.

To add a route: one line, at first with `?` for each column; the failure prints the line as it is, for you to judge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from quartier.accounts.actions.tokens import make_token
from quartier.accounts.models import ApiToken, User

PAGE_VERBS = ("GET", "POST")
FORM_TYPE = "application/x-www-form-urlencoded"
API_VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Line:
    """One line of a table."""

    route: str
    address: str
    answers: tuple[tuple[str, ...], ...]  # per verb, per member of the cast

    def __str__(self) -> str:
        return f"{self.route} {self.address}"


def read(text: str, cast: tuple[str, ...]) -> list[Line]:
    """Return the lines of a table."""
    lines = []
    for row in text.splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        route, address, *columns = (part.strip() for part in row.split("|"))
        answers = tuple(tuple(c.split()) if " " in c else (c,) * len(cast) for c in columns)
        assert all(len(answer) == len(cast) for answer in answers), row
        assert len(answers) == (len(API_VERBS) if route.startswith("api:") else len(PAGE_VERBS)), row
        lines.append(Line(route, address, answers))
    return lines


def routes_of(*tables: Path) -> set[str]:
    """Return the names of the routes that the tables have lines for."""
    rows = [row for table in tables for row in table.read_text(encoding="utf-8").splitlines()]
    return {row.split("|")[0].strip() for row in rows if row.strip() and not row.startswith("#")}


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
    """A cast and what it owns. A subclass fills the accounts, the paths of guests' links, and the things."""

    cast: tuple[str, ...]
    canaries: Mapping[str, set[str]]  # what is planted, and who alone may read it
    # Good enough for most forms and operations, so that the answer is about who asks and not about what is missing.
    form = ""
    json = "{}"

    def __init__(self) -> None:
        cache.clear()
        self.people: dict[str, User] = {}
        self.guests: dict[str, str] = {}
        self.things: dict[str, str] = {}

    def browser(self, who: str) -> Client:
        """Return the browser of one of the cast."""
        client = Client()
        if who in self.people:
            client.force_login(self.people[who])
        elif who in self.guests:
            client.get(self.guests[who])
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
            answer = Client().generic(verb, address, self.json, content_type="application/json", **headers)
        else:
            answer = self.browser(who).generic(verb, address, self.form, content_type=FORM_TYPE)
        to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/konto/login")
        body = b"".join(answer) if answer.streaming else answer.content
        said = body.decode("utf-8", "replace") + str(answer.headers)
        return "in" if to_sign_in else str(answer.status_code), said


def walk(stage: Stage, line: Line) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the line as the site answers now, and leaks as (who, verb, canary)."""
    columns, leaks = [], []
    for verb in API_VERBS if line.route.startswith("api:") else PAGE_VERBS:
        answers = []
        for who in stage.cast:
            with transaction.atomic():
                answer, said = stage.ask(who, verb, line)
                transaction.set_rollback(True)
            answers.append(answer)
            leaks += [
                (who, verb, canary) for canary, may in stage.canaries.items() if canary in said and who not in may
            ]
        columns.append(answers[0] if len(set(answers)) == 1 else " ".join(answers))
    return " | ".join((line.route, line.address, *columns)), leaks
