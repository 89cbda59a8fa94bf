"""Two who could talk: proposed once, introduced only when both have agreed, each told once."""

import threading

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quartier.accounts.actions.links import make_link
from quartier.accounts.guests import Guest
from quartier.journal.models import Entry, Message
from quartier.quarters import directory as directories
from quartier.quarters import fitting
from quartier.quarters.actions import actors, people
from quartier.quarters.actions import introductions as actions
from quartier.quarters.actions.erasing import erase_person
from quartier.quarters.actions.members import LINK_LASTS, admit_member
from quartier.quarters.models import Introduction, Tie
from quartier.quarters.models.network import Decision
from quartier.quarters.roles import PERSON_LINK
from tests.factories import make_actor, make_person, make_quarter, make_tie, make_user

pytestmark = pytest.mark.django_db
SEEK, OFFER = "Wir suchen eine Nähmaschine", "Wir verleihen eine Nähmaschine"


@pytest.fixture(autouse=True)
def _forget() -> None:
    directories._held.clear()
    fitting.forget()


class Scene:
    """A quarter with two actors who fit, a contact person each, a coordinator and a member."""

    def __init__(self, agreed: tuple[str, ...] = ("mail",)) -> None:
        self.cora, self.ben = make_user("Cora"), make_user("Ben")
        self.quarter = make_quarter(coordinator=self.cora)
        admit_member(self.quarter, self.ben, by=None)
        self.seeker, self.offerer = make_actor(self.quarter, "Nähstube"), make_actor(self.quarter, "Schneiderei")
        self.set_goods()
        self.vera = make_person(self.seeker, "Vera", emails=["vera@example.org"], phones=["0201 11"], agreed=agreed)
        self.otto = make_person(self.offerer, "Otto", emails=["otto@example.org"], phones=["0201 22"], agreed=agreed)
        Message.objects.all().delete()

    def set_goods(self) -> None:
        seek, offer = {"direction": "seek", "text": SEEK}, {"direction": "offer", "text": OFFER}
        actors.set_goods(self.seeker, [seek | {"kind": "material"}], by=None)
        actors.set_goods(self.offerer, [offer | {"kind": "material"}], by=None)

    def pair(self) -> tuple[str, str]:
        [pair] = fitting.pairs_of(self.quarter)
        return pair.seek.actor, pair.offer.actor

    def propose(self, by=None) -> Introduction:
        sides = {"offer_side": self.offerer, "seek_side": self.seeker, "offer_text": OFFER, "seek_text": SEEK}
        return actions.propose(Introduction(quarter=self.quarter, **sides), by=by)

    def start(self) -> str:
        return f"/stadtteile/{self.quarter.code}/passt/"


def guest(person) -> Guest:
    return Guest(make_link(PERSON_LINK, by=None, lifetime=LINK_LASTS, subject=person.code)[0])


def browser(person) -> Client:
    """Return the browser in which a contact person has opened their link."""
    client = Client()
    client.get(make_link(PERSON_LINK, by=None, lifetime=LINK_LASTS, subject=person.code)[1])
    return client


def mails(occasion: str) -> dict[str, str]:
    return dict(Message.objects.filter(key__startswith=f"introduction-{occasion}").values_list("recipient", "text"))


def test_members_see_pairs_with_reasons_in_plain_words(client) -> None:
    scene = Scene()
    client.force_login(scene.ben)
    page = client.get(scene.start()).content.decode()
    assert SEEK in page
    assert OFFER in page
    assert "In beiden Texten kommt vor: „Nähmaschine“." in page
    assert "Einander vorschlagen" not in page  # neither of them is theirs
    client.force_login(scene.cora)
    assert "Einander vorschlagen" in client.get(scene.start()).content.decode()
    assert "Einander vorschlagen" in browser(scene.vera).get(scene.start()).content.decode()


def test_nothing_goes_out_before_somebody_presses_send(client) -> None:
    scene = Scene()
    client.force_login(scene.cora)
    page = client.get(scene.start()).content.decode()
    address = page.partition(f'href="{scene.start()}neu/')[2].partition('"')[0].replace("&amp;", "&")
    assert client.get(f"{scene.start()}neu/{address}").status_code == 200
    assert not Message.objects.exists()
    assert not Introduction.objects.exists()
    client.post(f"{scene.start()}neu/{address}")
    assert set(mails("ask")) == {"vera@example.org", "otto@example.org"}
    assert all("0201" not in text for text in mails("ask").values())
    assert Introduction.objects.get().proposed_by == scene.cora


def test_only_who_agreed_to_mail_is_asked_by_mail() -> None:
    scene = Scene(agreed=("members",))
    people.note_consent(scene.otto, "mail", "paper", by=None)
    scene.propose(by=scene.cora)
    assert set(mails("ask")) == {"otto@example.org"}


def test_whoever_proposes_for_their_own_actor_is_not_asked_by_mail() -> None:
    scene = Scene()
    scene.propose(by=guest(scene.vera))
    assert set(mails("ask")) == {"otto@example.org"}
    with pytest.raises(PermissionDenied):
        scene.propose(by=scene.ben)


def test_contact_data_are_exchanged_only_when_both_have_agreed() -> None:
    scene = Scene(agreed=())
    introduction = scene.propose()
    vera, otto = browser(scene.vera), browser(scene.otto)
    address = introduction.get_absolute_url()
    vera.post(address, {"ich": scene.vera.code, "antwort": "ja"})
    introduction.refresh_from_db()
    assert introduction.state == "one_agreed"
    assert not mails("met")
    for page in (vera.get(address), otto.get(address)):  # negative control of the end of this test
        assert "otto@example.org" not in page.content.decode()
        assert "vera@example.org" not in page.content.decode()
    otto.post(address, {"ich": scene.otto.code, "antwort": "ja"})
    introduction.refresh_from_db()
    assert introduction.state == "both_agreed"
    sent = mails("met")
    assert set(sent) == {"vera@example.org", "otto@example.org"}
    assert "0201 22" in sent["vera@example.org"]
    assert "0201 11" in sent["otto@example.org"]
    page = vera.get(address).content.decode()
    assert "otto@example.org" in page
    assert "Verbindung eintragen" in page


def test_a_side_does_not_learn_what_the_other_has_decided_before_both_agree() -> None:
    scene = Scene()
    introduction = scene.propose()
    actions.decide(introduction, scene.vera, True, by=guest(scene.vera))
    page = browser(scene.otto).get(introduction.get_absolute_url()).content.decode()
    assert "eine Seite möchte" not in page
    assert "entscheidet für sich" in page


def test_nobody_decides_for_somebody_else() -> None:
    scene = Scene()
    introduction = scene.propose()
    stranger = make_person(make_actor(scene.quarter, "Dritte"), "Dritte")
    with pytest.raises(PermissionDenied):
        actions.decide(introduction, scene.otto, True, by=guest(scene.vera))
    with pytest.raises(ValidationError):
        actions.decide(introduction, stranger, True, by=guest(stranger))
    with pytest.raises(PermissionDenied):
        actions.note_decision(introduction, scene.otto, True, "phone", by=scene.ben)
    assert browser(stranger).get(introduction.get_absolute_url()).status_code == 404
    answer = browser(scene.vera).post(introduction.get_absolute_url(), {"ich": scene.otto.code, "antwort": "ja"})
    assert answer.status_code == 404
    assert not Decision.objects.exists()


def test_a_coordinator_notes_what_was_heard_and_how(client) -> None:
    scene = Scene(agreed=())
    introduction = scene.propose()
    client.force_login(scene.cora)
    side = scene.offerer.code
    heard = {"seite": side, f"{side}-person": scene.otto.code, "antwort": "ja"}
    client.post(introduction.get_absolute_url(), heard)
    assert not Decision.objects.exists()
    client.post(introduction.get_absolute_url(), heard | {f"{side}-channel": "phone"})
    decision = Decision.objects.get()
    assert (decision.person, decision.channel, decision.noted_by) == (scene.otto, "phone", scene.cora)
    with pytest.raises(ValidationError):
        actions.note_decision(introduction, scene.otto, True, "web", by=scene.cora)


@pytest.mark.parametrize("outcome", ["declined", "tied", "open"])
def test_declined_or_known_pairs_never_come_again(outcome: str) -> None:
    scene = Scene()
    assert scene.pair() == (scene.seeker.code, scene.offerer.code)
    if outcome == "tied":
        make_tie(scene.seeker, scene.offerer)
    else:
        introduction = scene.propose()
        if outcome == "declined":
            actions.decide(introduction, scene.vera, False, by=guest(scene.vera))
            introduction.refresh_from_db()
            assert introduction.state == "declined"
            with pytest.raises(ValidationError):
                actions.decide(introduction, scene.vera, True, by=guest(scene.vera))
        with pytest.raises(ValidationError):
            scene.propose()
    scene.set_goods()  # written anew, with new keys
    assert fitting.pairs_of(scene.quarter) == []


def test_the_database_keeps_a_pair_single_in_whatever_order() -> None:
    scene = Scene()
    scene.propose()
    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.create(quarter=scene.quarter, offer_side=scene.seeker, seek_side=scene.offerer)


def test_agreeing_can_be_taken_back() -> None:
    scene = Scene()
    introduction = scene.propose()
    for person in (scene.vera, scene.otto):
        actions.decide(introduction, person, True, by=guest(person))
    otto = browser(scene.otto)
    assert "vera@example.org" in otto.get(introduction.get_absolute_url()).content.decode()
    actions.decide(introduction, scene.vera, False, by=guest(scene.vera))
    assert "vera@example.org" not in otto.get(introduction.get_absolute_url()).content.decode()


def test_the_agreement_of_somebody_who_was_erased_counts_no_longer() -> None:
    scene = Scene()
    introduction = scene.propose()
    actions.decide(introduction, scene.vera, True, by=guest(scene.vera))
    erase_person(scene.vera, by=None)
    actions.decide(introduction, scene.otto, True, by=guest(scene.otto))
    introduction.refresh_from_db()
    assert introduction.state == "one_agreed"
    assert not mails("met")


def test_two_stale_pages_that_agree_one_after_the_other_introduce_once() -> None:
    scene = Scene()
    introduction = scene.propose()
    first, second = Introduction.objects.get(), Introduction.objects.get()
    actions.decide(first, scene.vera, True, by=guest(scene.vera))
    actions.decide(second, scene.otto, True, by=guest(scene.otto))
    introduction.refresh_from_db()
    assert introduction.state == "both_agreed"
    assert Message.objects.filter(key__startswith="introduction-met").count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(5))
def test_both_sides_that_agree_at_once_get_one_mail_each(_time: int) -> None:
    if not connection.features.has_select_for_update:
        pytest.skip("SQLite in memory lets no two threads write")
    scene = Scene()
    introduction = scene.propose()
    barrier, errors = threading.Barrier(4), []

    def agree(person) -> None:
        try:
            who = guest(person)
            barrier.wait(10)
            actions.decide(introduction, person, True, by=who)
        except ValidationError:
            pass  # the same side pressed twice, and the other one was faster
        except Exception as error:  # noqa: BLE001  (told below, outside of the thread)
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=agree, args=(person,)) for person in (scene.vera, scene.otto) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    introduction.refresh_from_db()
    assert introduction.state == "both_agreed"
    assert set(mails("met")) == {"vera@example.org", "otto@example.org"}
    assert Message.objects.filter(key__startswith="introduction-met").count() == 2
    assert Entry.objects.filter(verb="introduction.made", code=introduction.code).count() == 1


def test_a_foreign_quarter_sees_nothing(client) -> None:
    scene = Scene()
    introduction = scene.propose()
    stranger = make_user("Dora")
    other = make_quarter("Süd", coordinator=stranger)
    client.force_login(stranger)
    assert client.get(introduction.get_absolute_url()).status_code == 404
    assert client.get(f"/stadtteile/{other.code}/passt/{introduction.code}/").status_code == 404
    assert client.get(scene.start()).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.note_decision(introduction, scene.otto, True, "phone", by=stranger)


def test_an_individual_who_no_longer_agrees_leaves_the_other_side_too() -> None:
    scene = Scene()
    individual = make_actor(scene.quarter, "Zilpzalp", kind="individual")
    person = make_person(individual, "Zilpzalp", agreed=("members",))
    sides = {"offer_side": individual, "seek_side": scene.seeker, "offer_text": OFFER, "seek_text": SEEK}
    introduction = actions.propose(Introduction(quarter=scene.quarter, **sides), by=None)
    assert "Zilpzalp" not in "".join(Entry.objects.values_list("title", flat=True))
    vera = browser(scene.vera)
    assert vera.get(introduction.get_absolute_url()).status_code == 200
    people.withdraw_consent(person, "members", by=None)
    assert vera.get(introduction.get_absolute_url()).status_code == 404
    assert "Zilpzalp" not in vera.get("/stadtteile/mein-eintrag/").content.decode()


def test_the_tie_that_is_offered_afterwards_names_the_two() -> None:
    scene = Scene()
    page = browser(scene.vera).get(
        f"/stadtteile/{scene.quarter.code}/netz/neu/?wer={scene.seeker.code}&mit={scene.offerer.code}"
    )
    assert f'<option value="{scene.offerer.code}" selected>' in page.content.decode()
    assert not Tie.objects.exists()


def test_the_number_of_questions_does_not_grow(client) -> None:
    asked = []
    for name, number in (("Klein", 1), ("Groß", 30)):
        cora = make_user("Cora")
        quarter = make_quarter(name, coordinator=cora)
        for place in range(number):
            seeker, offerer = (make_actor(quarter, f"{side} {place}") for side in ("Sucht", "Bietet"))
            words = {"kind": "skill", "text": f"Werkzeug{place}"}
            actors.set_goods(seeker, [words | {"direction": "seek"}], by=None)
            actors.set_goods(offerer, [words | {"direction": "offer"}], by=None)
            sides = {"offer_side": make_actor(quarter, f"A{place}"), "seek_side": make_actor(quarter, f"B{place}")}
            actions.propose(Introduction(quarter=quarter, **sides), by=None)
        client.force_login(cora)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/stadtteile/{quarter.code}/passt/").content.decode()
        assert page.count("Einander vorschlagen") == number
        asked.append(len(captured))
    assert asked[0] == asked[1]
