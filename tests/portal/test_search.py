"""The search over everything: what is public is found, and nothing else, however far behind the index is."""

import datetime as dt
import json
import re

import pytest
from django.utils.translation import override

from quartier.jobs.models import Job
from quartier.jobs.schedule import database_time, run_now
from quartier.quarters import labels
from quartier.quarters.actions import actors, erasing, people
from quartier.quarters.actions.venues import add_venue
from quartier.quarters.indexing import ACTOR
from quartier.quarters.models import Actor, Consent, ContactPerson, Quarter
from quartier.search import index
from quartier.search.healing import heal
from quartier.search.index import learn_compounds
from quartier.search.models import Compound, Document, Posting, Term
from tests.factories import index_all, make_actor, make_method, make_person, make_quarter

pytestmark = pytest.mark.django_db


def found(client, words: str, kind: str = "akteure") -> list[str]:
    """Return the titles of the hits of a kind, and make sure that page and table agree."""
    page = client.get("/suche/", {"q": words, "art": kind}).content.decode()
    titles = re.findall(r'card__title h3"><a href="[^"]+">([^<]+)', page)
    table = client.get("/suche/", {"q": words, "art": kind, "format": "csv"}).content.decode("utf-8-sig")
    assert len(table.splitlines()) == len(titles) + 1
    return titles


def everything_indexed() -> str:
    """Return all that stands in the tables of the index, as one text."""
    return json.dumps([list(model.objects.values()) for model in (Document, Term, Posting, Compound)], default=str)


@pytest.fixture
def kita():
    quarter = make_quarter("Lindenhof")
    kita = make_actor(quarter, about="Wir singen jeden Freitag Lieder.", street="Amselweg 4")
    actors.set_goods(kita, [{"direction": "offer", "kind": "material", "text": "Nähmaschinen"}], by=None)
    add_venue(kita, {"name": "Turnhalle"}, by=None)
    index_all()
    return kita


@pytest.mark.parametrize(
    "words", ["Bachstelze", "Lieder", "Nähmaschine", "Turnhalle", "Amselweg", "Lindenhof Lieder", "Bachstelse", "Kita"]
)
def test_an_actor_is_found_by_what_is_public(client, kita, words: str) -> None:
    assert found(client, words) == ["Kita Bachstelze"]
    assert found(client, "Feuerwehr") == []


def test_a_quarter_is_found(client, kita) -> None:
    assert found(client, "Lindenhof", "stadtteile") == ["Lindenhof"]
    make_quarter("Verborgen", public=False)
    index_all()
    assert found(client, "Verborgen", "stadtteile") == []


def test_the_first_kind_with_hits_is_shown_and_the_others_are_offered(client, kita) -> None:
    page = client.get("/suche/?q=Lieder").content.decode()
    assert "Kita Bachstelze" in page
    assert "<mark>Lieder</mark>" in page
    assert "Methoden (0)" in page
    assert "Akteure (1)" in page
    make_method("lieder", texts={"de": {"title": "Lieder"}})
    index_all()
    assert "Methoden (1)" in client.get("/suche/?q=Lieder").content.decode()
    assert "Kita Bachstelze" not in client.get("/suche/?q=Lieder").content.decode()


@pytest.mark.parametrize("kind", ["", "x", "akteure&art=methoden", "<b>"])
def test_an_unknown_kind_is_answered_with_what_there_is(client, kita, kind: str) -> None:
    assert client.get(f"/suche/?q=Lieder&art={kind}").status_code == 200


def test_words_of_the_page_are_found_in_its_language(client, kita) -> None:
    with override("en"):
        word = str(labels.KINDS["school"]).split()[0]
    school = make_actor(kita.quarter, "Amselstraße", kind="school")
    index_all()
    assert index.find(word, kind=ACTOR, language="en") == index.Hits([school.pk])
    assert index.find(word, kind=ACTOR, language="de") != index.Hits([school.pk])  # the control


GOES = {
    "unlisted": lambda kita: actors.list_actors([kita], False, by=None),
    "archived": lambda kita: actors.archive_actor(kita, by=None),
    "hidden quarter": lambda kita: Quarter.objects.update(is_public=False),
    "for members": lambda kita: Actor.objects.update(audiences={"about": "members"}),
    "rewritten": lambda kita: Actor.objects.update(about="Wir malen."),
    "gone": lambda kita: kita.delete(),
}


@pytest.mark.parametrize("way", GOES)
def test_what_is_public_no_more_is_not_shown_although_the_index_is_behind(client, kita, way: str) -> None:
    assert found(client, "Lieder") == ["Kita Bachstelze"]  # the control
    GOES[way](kita)
    assert Document.objects.filter(kind=ACTOR, fields__icontains="Lieder").exists()
    assert found(client, "Lieder") == []
    assert "Gesucht wurde" not in client.get("/suche/?q=Liieder&art=akteure").content.decode()
    heal()
    assert "Lieder" not in everything_indexed()
    assert found(client, "Lieder") == []


def test_spelling_is_mended_only_where_nothing_at_all_is_found(client, kita) -> None:
    make_actor(kita.quarter, "Lederwerkstatt", about="Leder und Liebe")
    index_all()
    page = client.get("/suche/?q=Lieder").content.decode()
    assert "Akteure (1)" in page
    assert "Gesucht wurde" not in page
    assert "Gesucht wurde" in client.get("/suche/?q=Liieder&art=akteure").content.decode()  # the control


QUESTIONS = 7


def individual(quarter: Quarter) -> tuple[Actor, ContactPerson]:
    one = make_actor(quarter, "Kanarienvogelfreundin", kind="individual", about="Vorlesen")
    return one, make_person(one, "Kanarienvogelfreundin", agreed=("public",))


WITHDRAWALS = {
    "withdrawn": lambda one, person: people.withdraw_consent(person, Consent.Purpose.PUBLIC, by=None),
    "erased": lambda one, person: erasing.erase_individual(one, by=None),
    "person erased": lambda one, person: erasing.erase_person(person, by=None),
}


@pytest.mark.parametrize("way", WITHDRAWALS)
def test_without_consent_nobody_is_found_and_nothing_of_them_stays(client, way: str) -> None:
    one, person = individual(make_quarter())
    index_all()
    learn_compounds()
    assert found(client, "Kanarienvogelfreundin") == ["Kanarienvogelfreundin"]
    assert "kanarienvogelfreundin" in everything_indexed()
    WITHDRAWALS[way](one, person)
    assert found(client, "Kanarienvogelfreundin") == []
    run_now("quarters-search")
    run_now("search-compounds")
    assert "anarienvogel" not in everything_indexed()


def test_taking_somebody_out_lets_their_words_be_forgotten_soon(django_capture_on_commit_callbacks) -> None:
    _one, person = individual(make_quarter())
    run_now("search-compounds")
    run_now("quarters-search")
    Job.objects.filter(name="search-compounds").update(next_at=database_time() + dt.timedelta(hours=6))
    with django_capture_on_commit_callbacks(execute=True):
        run_now("quarters-search")
    assert Job.objects.get(name="search-compounds").next_at > database_time()  # the control: nothing went
    people.withdraw_consent(person, Consent.Purpose.PUBLIC, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        run_now("quarters-search")
    assert Job.objects.get(name="search-compounds").next_at <= database_time()


def test_whoever_has_not_agreed_never_enters_the_index() -> None:
    make_person(make_actor(make_quarter(), "Kanarie", kind="individual"), "Kanarie", agreed=("members",))
    index_all()
    assert "anarie" not in everything_indexed()


@pytest.mark.parametrize("audience", ["members", "coordinators"])
def test_fields_for_members_never_enter_the_index(audience: str) -> None:
    narrow = dict.fromkeys(("about", "street"), audience)
    quarter = make_quarter()
    hidden = {"about": "Kanarieabout", "street": "Kanariestreet", "note": "Kanarienote", "phones": ["Kanariephone"]}
    kita = make_actor(quarter, audiences=narrow, emails=["kanarie@example.org"], **hidden)
    make_person(kita, "Kanarieperson", agreed=("public", "members"))
    add_venue(kita, {"name": "Saal", "key_contact": "Kanariekey", "note": "Kanarieroom"}, by=None)
    make_actor(quarter, "Kanarieunlisted", listed=False)
    make_actor(make_quarter("Zu", public=False), "Kanarieclosed")
    index_all()
    assert "anarie" not in everything_indexed()
    make_actor(quarter, "Kanarieöffentlich")  # the control: what is public does enter
    index_all()
    assert "anarie" in everything_indexed()


def test_the_number_of_questions_depends_on_no_number_of_hits(client, django_assert_num_queries, kita) -> None:
    client.get("/suche/?q=Lieder&art=akteure")
    for number in range(2):
        for more in range(30 * number):
            make_actor(kita.quarter, f"Chor {more}", about="Lieder")
        index_all()
        with django_assert_num_queries(QUESTIONS):
            page = client.get("/suche/?q=Lieder&art=akteure").content.decode()
    assert "Akteure (31)" in page
    assert page.count("<article") == 20
    assert client.get("/suche/?q=Lieder&art=akteure&seite=2").content.decode().count("<article") == 11


def test_what_happens_in_a_quarter_reaches_the_index(client, django_capture_on_commit_callbacks) -> None:
    run_now("quarters-search")
    with django_capture_on_commit_callbacks(execute=True):
        make_actor(make_quarter(), about="Lieder")
    assert Job.objects.get(name="quarters-search").next_at <= database_time()
    run_now("quarters-search")
    assert found(client, "Lieder") == ["Kita Bachstelze"]


def test_pages_of_actors_are_kept_by_nobody_and_those_of_methods_are(client, kita) -> None:
    make_method("spaziergang", texts={"de": {"title": "Spaziergang"}})
    index_all()
    kept = {
        words: "private" not in client.get("/suche/", {"q": words}).headers.get("Cache-Control", "")
        for words in ("Spaziergang", "Lieder", "Lindenhof", "Feuerwehr")
    }
    assert kept == {"Spaziergang": True, "Lieder": False, "Lindenhof": False, "Feuerwehr": False}
