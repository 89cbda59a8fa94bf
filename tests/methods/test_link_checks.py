"""Broken links: found by the job, shown to editors."""

import datetime as dt

import pytest
from django.utils import timezone

from quartier.methods import jobs, link_checks
from quartier.methods.actions.editing import read_document, save_document
from quartier.methods.link_checks import check_links
from quartier.methods.links import Outcome
from quartier.methods.models import Link
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(hour=12)
DAY = dt.timedelta(days=1)
DEAD, ALIVE = "https://dead.example/seite", "https://alive.example/"


def run(now: dt.datetime, dead: tuple[str, ...] = (DEAD,)) -> list[str]:
    """Let the job run; return what it asked."""
    asked: list[str] = []

    def ask(url: str) -> Outcome:
        asked.append(url)
        return Outcome("missing", "404") if url in dead else Outcome()

    check_links(ask=ask, pause=lambda seconds: None, now=now)
    return asked


@pytest.fixture
def method():
    return make_method(
        links=[{"title": "Tot", "url": DEAD}, {"title": "Ohne Adresse"}],
        projects=[{"title": "Lebt", "url": ALIVE}],
    )


def test_two_failures_on_different_days_count(method) -> None:
    assert run(NOW) == [ALIVE, DEAD]
    assert run(NOW + dt.timedelta(hours=2)) == []
    assert not Link.objects.broken().exists()
    assert run(NOW + DAY) == [DEAD]
    assert [(link.url, link.failed_days) for link in Link.objects.broken()] == [(DEAD, 2)]
    assert run(NOW + 2 * DAY, dead=()) == [DEAD]
    assert not Link.objects.broken().exists()
    assert run(NOW + 8 * DAY) == [ALIVE]


def test_an_edit_keeps_what_is_known_and_a_removed_address_is_forgotten(method) -> None:
    run(NOW)
    document = read_document(method) | {"authors": "Redaktion"}
    save_document(document, by=None)
    run(NOW + DAY)
    assert Link.objects.broken().get().failing_since == timezone.localdate(NOW)
    save_document(document | {"links": []}, by=None)
    run(NOW + DAY)
    assert list(Link.objects.values_list("url", flat=True)) == [ALIVE]


def test_one_run_is_short(monkeypatch) -> None:
    links = [{"title": "x", "url": f"https://site.example/{number}"} for number in range(30)]
    make_method(links=links)
    assert len(run(NOW)) == link_checks.MOST
    assert len(run(NOW)) == 30 - link_checks.MOST
    monkeypatch.setattr(link_checks, "BUDGET", -1.0)
    assert len(run(NOW + 8 * DAY)) == 1


def test_the_setting_turns_it_off(method, settings, monkeypatch) -> None:
    runs = []
    monkeypatch.setattr(jobs, "check_links", lambda: runs.append(1))
    jobs.ask_links()
    settings.LINK_CHECK = True
    jobs.ask_links()
    assert runs == [1]


def test_only_editors_see_what_is_broken(client, method) -> None:
    run(NOW)
    run(NOW + DAY)
    for person, expected in ((None, 302), (make_user("Cem"), 404), (make_user("Edda", role="editor"), 200)):
        client.logout()
        if person:
            client.force_login(person)
        answer = client.get("/methoden/links/")
        sees = expected == 200
        assert answer.status_code == expected
        assert (DEAD in answer.content.decode()) is sees
        page = client.get("/methoden/probe/").content.decode()
        assert ("die Seite gibt es nicht mehr (404)" in page) is sees
    page = client.get("/methoden/links/").content.decode()
    assert '<a href="/methoden/probe/">Probe</a>' in page
    assert ALIVE not in page
    assert "Die Prüfung ist ausgeschaltet" in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, number) -> None:
    for n in range(number):
        make_method(f"m{n}", links=[{"title": "x", "url": f"https://dead.example/{n}"}])
    Link.objects.bulk_create(
        Link(digest=str(n), url=f"https://dead.example/{n}", problem="missing", failed_days=2, checked_at=NOW,
             failing_since=NOW.date())
        for n in range(number)
    )  # fmt: skip
    client.force_login(make_user("Edda", role="editor"))
    client.get("/methoden/links/")
    with django_assert_num_queries(7):
        client.get("/methoden/links/")
