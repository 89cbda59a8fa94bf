"""House rules of a conference: contradictions are refused, what held stays as it was, nobody overwrites unseen."""

import dataclasses
import datetime as dt
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quartier.conferences.actions import founding
from quartier.conferences.actions import statutes as actions
from quartier.conferences.forms.asking import Names
from quartier.conferences.forms.statutes import RulesForm
from quartier.conferences.forms.statutes_rows import ROWS
from quartier.conferences.forms.statutes_values import split
from quartier.conferences.governance import statutes
from quartier.conferences.models import Conference, StatutesVersion
from quartier.journal.models import Entry
from tests.factories import make_quarter, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 5)


@pytest.fixture
def conference() -> Conference:
    quarter = make_quarter("Nord", coordinator=make_user("Cora"))
    founded = founding.found_conference(quarter, {"name": "Konferenz", "preset": "council-with-seats"}, by=None)
    return founding.set_state(founded, "published", by=None)


@pytest.fixture
def draft(conference) -> StatutesVersion:
    found = conference.statutes.draft()
    assert found
    return found


@pytest.fixture
def cora(client, conference):
    client.force_login(conference.quarter.memberships.get().user)
    return client


def at(conference: Conference, page: str = "") -> str:
    return f"{conference.get_absolute_url()}regeln/{page}"


def posted(rules: statutes.Statutes, base: int, **changed: object) -> dict[str, object]:
    """Return what a browser sends for these rules."""
    single, lists = split(rules)
    form = RulesForm(names=Names())
    values = {"base": base} | single | changed
    sent = {name: form.fields[name].prepare_value(value) for name, value in values.items() if name in form.fields}
    for kind, rows in lists.items():
        sent[f"{kind}-anzahl"] = len(rows)
        for number, row in enumerate(rows):
            for name, value in row.items():
                field = ROWS[kind].base_fields[name]
                sent[f"{kind}-{number}-{name}"] = field.prepare_value(value)
    sent |= {name: value for name, value in changed.items() if name not in form.fields}
    return {
        name: "on" if value is True else value
        for name, value in sent.items()
        if not (value is None or value is False or value == "")
    }


def test_a_preset_begins_a_draft_that_holds_for_nobody(client, conference, draft) -> None:
    assert draft.content.name == "Konferenz"
    assert conference.statutes.on(timezone.localdate()) is None
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert "Noch sind keine Regeln beschlossen" in client.get(at(conference)).content.decode()


def test_rules_go_through_the_page_unchanged(cora, conference, draft) -> None:
    sent = posted(draft.content, 0)
    assert cora.post(at(conference, "entwurf/"), sent).status_code == 302
    draft.refresh_from_db()
    assert (draft.saved, Entry.objects.filter(verb="statutes.saved").count()) == (
        0,
        0,
    )  # the same rules: nothing to save
    assert cora.post(at(conference, "entwurf/"), sent | {"quorum_count": "5"}).status_code == 302
    changed = StatutesVersion.objects.get(pk=draft.pk)
    assert changed.content.quorum
    assert (changed.saved, changed.content.quorum.count) == (1, 5)
    assert Entry.objects.filter(verb="statutes.saved").count() == 1


def test_contradictions_are_refused_with_both_lines(cora, conference, draft) -> None:
    seats = len(draft.content.seats)
    only_seats = {"votes-anzahl": 1, "quorum_count": seats + 4}
    page = cora.post(at(conference, "entwurf/"), posted(draft.content, 0, **only_seats))
    text = page.content.decode()
    assert page.status_code == 422
    assert f"{seats + 4} sollen da sein, und es gibt nur {seats} Sitze." in text
    assert f"Beschlussfähig sind wir, wenn {seats + 4} Stimmberechtigte da sind" in text
    assert f"Es gibt {seats} Sitze mit je einer Stimme" in text
    draft.refresh_from_db()
    assert draft.saved == 0
    assert (
        cora.post(
            at(conference, "entwurf/"), posted(draft.content, 0, **only_seats) | {"quorum_count": seats}
        ).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"majorities-0-how": "share", "majorities-0-share": "0 %"}, "Eine Mehrheit von"),
        ({"offices-0-begins": "2026-05-01", "offices-0-ends": "2025-05-01"}, "endet am 1. Mai 2025, bevor sie"),
        ({"votes_or_opinion": "opinion"}, "wird nicht abgestimmt"),
    ],
)
def test_what_cannot_be_kept_is_not_saved(cora, conference, draft, changed: dict[str, str], words: str) -> None:
    page = cora.post(at(conference, "entwurf/"), posted(draft.content, 0) | changed)
    assert page.status_code == 422
    assert words in page.content.decode()
    draft.refresh_from_db()
    assert draft.saved == 0


def test_what_held_is_followed_and_never_changed(conference, draft) -> None:
    adopted = actions.adopt(draft, DAY, "Versammlung", by=None)
    rules = dataclasses.replace(adopted.content, notice=None)
    with pytest.raises(ValidationError):
        actions.save_draft(adopted, rules, by=None)
    with pytest.raises(ValidationError):
        actions.discard(adopted, by=None)
    with pytest.raises(ValidationError):
        actions.take_back(adopted, by=None)
    with pytest.raises(ValidationError):
        actions.adopt(adopted, DAY, by=None)
    after = actions.save_draft(actions.begin_draft(conference, by=None), rules, by=None)  # control
    with pytest.raises(ValidationError):
        actions.adopt(after, DAY, by=None)
    actions.adopt(after, DAY + dt.timedelta(days=30), by=None)
    assert conference.statutes.on(DAY + dt.timedelta(days=29)) == adopted
    assert conference.statutes.on(DAY + dt.timedelta(days=30)) == after
    assert conference.statutes.on(DAY - dt.timedelta(days=1)) is None
    assert StatutesVersion.objects.get(pk=adopted.pk).rules == draft.rules


def test_what_does_not_hold_yet_can_be_taken_back(conference, draft) -> None:
    adopted = actions.adopt(draft, timezone.localdate() + dt.timedelta(days=1), by=None)
    actions.take_back(adopted, by=None)
    assert conference.statutes.draft() == adopted


def test_there_is_one_draft_at_a_time(conference, draft) -> None:
    assert actions.begin_draft(conference, actions.preset("open-assembly", "X"), by=None) == draft
    with pytest.raises(IntegrityError), transaction.atomic():
        StatutesVersion.objects.create(conference=conference, number=99, rules=draft.rules)


def test_nobody_overwrites_unseen(cora, conference, draft) -> None:
    actions.save_draft(draft, dataclasses.replace(draft.content, notice=None), by=None)
    page = cora.post(at(conference, "entwurf/"), posted(draft.content, 0, quorum_count=6))
    text = page.content.decode()
    assert page.status_code == 422
    assert "In der Zwischenzeit hat jemand anderes gespeichert" in text
    assert 'name="base" value="1"' in text  # told once, the next press saves
    assert 'name="quorum_count" value="6"' in text


def test_rows_come_and_go_without_losing_a_word(cora, conference, draft) -> None:
    sent = posted(draft.content, 0, quorum_count=4) | {"zeilen": "votes:mehr"}
    text = cora.post(at(conference, "entwurf/"), sent).content.decode()
    assert 'name="votes-anzahl" value="3"' in text
    assert 'name="quorum_count" value="4"' in text
    assert 'name="votes-1-memberships" value="resident" id="id_votes-1-memberships_0" checked' in text
    draft.refresh_from_db()
    assert draft.saved == 0


def test_a_new_kind_of_membership_can_be_named_at_once(cora, conference, draft) -> None:
    kinds = len(draft.content.memberships)
    sent = posted(draft.content, 0, without_vote=["jugendrat"])
    sent |= {"memberships-anzahl": kinds + 1, f"memberships-{kinds}-name": "Jugendrat"}
    assert cora.post(at(conference, "entwurf/"), sent).status_code == 302
    draft.refresh_from_db()
    changed = StatutesVersion.objects.get(pk=draft.pk).content
    assert changed.without_vote
    assert changed.without_vote.memberships == ("jugendrat",)


@pytest.mark.parametrize(
    "bad",
    [
        {"quorum_count": "viele"},
        {"quorum_count": "-1"},
        {"quorum_count": "9" * 40},
        {"quorum_share": "\x00x"},
        {"quorum_how": "gibtsnicht"},
        {"votes-0-how": "gibtsnicht"},
        {"memberships-0-code": "../../etc"},
        {"memberships-0-name": "x" * 3000},
        {"without_vote": ["gibtsnicht"]},
        {"offices-0-begins": "gestern"},
        {"base": "x"},
        {"votes-anzahl": "99999999999999999999"},
    ],
)
def test_bad_input_is_told_and_not_saved(cora, conference, draft, bad: dict[str, object]) -> None:
    page = cora.post(at(conference, "entwurf/"), posted(draft.content, 0) | bad)
    assert page.status_code in {302, 422}
    kept = StatutesVersion.objects.get(pk=draft.pk)
    statutes.loads(kept.rules)
    assert page.status_code == 422 or bad.keys() == {"votes-anzahl"}


def test_the_file_is_what_the_command_reads_and_the_page_says_who_decided(client, conference, draft) -> None:
    actions.adopt(draft, DAY, "Versammlung am 5. März", by=None)
    answer = client.get(f"{draft.get_absolute_url()}hausregeln.json")
    assert statutes.loads(answer.content.decode()) == draft.content
    assert json.loads(answer.content)["format"] == statutes.FORMAT
    text = client.get(at(conference)).content.decode()
    assert "Versammlung am 5. März" in text
    assert "Abstimmen darf, wer einen Sitz hat." in text


def test_no_cache_keeps_the_file_of_a_draft(cora, conference, draft) -> None:
    address = f"{draft.get_absolute_url()}hausregeln.json"
    assert "no-store" in cora.get(address).headers["Cache-Control"]
    actions.adopt(draft, DAY, by=None)
    cora.logout()
    assert "no-store" not in cora.get(address).headers.get("Cache-Control", "")  # control: then it is for everybody


def test_the_difference_reads_rule_by_rule(client, conference, draft) -> None:
    actions.adopt(draft, DAY, by=None)
    assert draft.content.quorum
    rules = dataclasses.replace(draft.content, quorum=dataclasses.replace(draft.content.quorum, count=5))
    second = actions.save_draft(actions.begin_draft(conference, by=None), rules, by=None)
    actions.adopt(second, DAY + dt.timedelta(days=1), by=None)
    text = client.get(f"{second.get_absolute_url()}aenderungen/").content.decode()
    assert "<del" in text
    assert "<ins" in text
    assert text.count('<li class="card">') == 1
    assert client.get(f"{draft.get_absolute_url()}aenderungen/").status_code == 404  # the first one changed nothing


def test_only_those_who_manage_the_conference_write_its_rules(conference, draft) -> None:
    stranger = make_user("Fremd")
    for write in (
        lambda: actions.begin_draft(conference, by=stranger),
        lambda: actions.save_draft(draft, draft.content, by=stranger),
        lambda: actions.adopt(draft, DAY, by=stranger),
        lambda: actions.discard(draft, by=stranger),
        lambda: actions.take_back(draft, by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            write()


def test_no_text_becomes_a_script(client, conference, draft) -> None:
    bad = "<script>alert(1)</script>"
    rules = dataclasses.replace(draft.content, seats=(statutes.Seat("trade", bad),))
    rules = dataclasses.replace(rules, quorum=None)
    actions.adopt(actions.save_draft(draft, rules, by=None), DAY, bad, by=None)
    text = client.get(at(conference)).content.decode()
    assert text.count("alert(1)") == 2  # control: the texts are there
    assert "<script>alert" not in text


def test_pages_ask_as_often_for_many_versions_as_for_two(cora, conference, draft) -> None:
    def more(number: int) -> None:
        for _each in range(number):
            version = conference.statutes.draft() or actions.begin_draft(conference, by=None)
            last = conference.statutes.adopted().first()
            day = last.holds_from + dt.timedelta(days=1) if last else DAY
            actions.adopt(version, day, by=None)

    def counts() -> list[int]:
        found = []
        for page in (at(conference), draft.get_absolute_url()):
            with CaptureQueriesContext(connection) as asked:
                assert cora.get(page).status_code == 200
            found.append(len(asked))
        return found

    more(2)
    counts()
    few = counts()
    more(20)
    assert counts() == few
