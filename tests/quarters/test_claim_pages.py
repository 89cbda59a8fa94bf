"""The pages on which somebody claims an organisation, and what is stored about it."""

import datetime as dt
import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quartier.accounts.actions.profile import erase_account
from quartier.accounts.models import PersonalLink
from quartier.journal.models import Entry, Message
from quartier.quarters import receivers
from quartier.quarters.actions import actors, claims, people, retaining
from quartier.quarters.actions.erasing import erase_person
from quartier.quarters.models import Claim, ConsentProof, ContactPerson
from tests.factories import make_actor, make_person
from tests.quarters.claimants import SAID, anew, browser_of, make_claimant, make_scene

pytestmark = pytest.mark.django_db
State, Basis = Claim.State, Claim.Basis


@pytest.fixture
def scene():
    return make_scene()


# The pages


def test_the_way_there_asks_for_an_account_and_comes_back(anybody, scene) -> None:
    _quarter, awo, _cora = scene
    address = f"{awo.get_absolute_url()}gehoert-zu-mir/"
    assert address in anybody.get(awo.get_absolute_url()).content.decode()
    answer = anybody.get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"/konto/login/code/?next={address}"
    assert not Claim.objects.exists()


@pytest.mark.parametrize("state", ["individual", "archived", "kept"])
def test_no_link_where_nothing_can_be_claimed(scene, state: str) -> None:
    quarter, awo, cora = scene
    ida = make_claimant("ida@awo-aachen.de")
    if state == "kept":
        claims.claim_actor(awo, **SAID, by=ida)
        actor = awo
    else:
        actor = make_actor(quarter, "Specht", kind="individual" if state == "individual" else "shop")
        make_person(actor, agreed=("public",))
        if state == "archived":
            actors.archive_actor(actor, by=None)
            ida = cora
    page = browser_of(ida).get(actor.get_absolute_url())
    assert page.status_code == 200
    assert "gehoert-zu-mir" not in page.content.decode()


def test_the_form_says_nothing_about_addresses(scene) -> None:
    """The page is the same for an address that matches and for one that does not."""
    _quarter, awo, _cora = scene
    pages = []
    for email in ("ida@awo-aachen.de", "ida@gmx.de"):
        page = browser_of(make_claimant(email)).get(f"{awo.get_absolute_url()}gehoert-zu-mir/").content.decode()
        assert "awo-aachen.de" not in page.replace(email, "")
        pages.append([line for line in page.splitlines() if "csrf" not in line and email not in line])
    assert pages[0] == pages[1]


def test_what_waits_does_not_say_why(scene) -> None:
    """The answer is the same for an ending that several have and for one that nobody has."""
    _quarter, awo, _cora = scene
    make_actor(awo.quarter, "Kita", emails=["kanarie@awo-aachen.de"])
    pages = []
    for email in ("ida@awo-aachen.de", "ida@gmx.de"):
        browser = browser_of(make_claimant(email))
        page = browser.post(f"{awo.get_absolute_url()}gehoert-zu-mir/", SAID, follow=True).content.decode()
        assert "wartet auf die Koordination" in page
        pages.append([line for line in page.splitlines() if "csrf" not in line and email not in line])
    assert pages[0] == pages[1]


def test_coordinators_read_the_comparison_in_words(scene) -> None:
    quarter, awo, cora = scene
    claims.claim_actor(awo, **SAID, by=make_claimant("ida@boese-awo-aachen.de"))
    claims.claim_actor(awo, "Udo Amsel", "Vorstand", by=make_claimant("udo@\u0430wo-aachen.de"))
    claims.claim_actor(awo, "Eva Amsel", "Vorstand", by=make_claimant("eva@gmx.de"))
    claims.claim_actor(awo, "Ole Amsel", "Kasse", by=make_claimant("ole@awo-aachen.de"))
    page = browser_of(cora).get(f"/stadtteile/{quarter.code}/zugehoerig/").content.decode()
    assert "Adresse endet auf <strong>boese-awo-aachen.de</strong>" in page
    assert "im Verzeichnis steht <strong>awo-aachen.de</strong>" in page
    assert "(xn--wo-aachen-zyh.de)" in page
    assert page.count("bekommt jeder") == page.count("nicht zu a bis z") == 1
    assert page.index("Ida Amsel") < page.index("An der Adresse erkannt") < page.index("Ole Amsel")
    assert "kanarie-info" not in page


def test_what_was_recognised_is_shown_for_thirty_days_and_can_be_ended(scene) -> None:
    quarter, awo, cora = scene
    claim = claims.claim_actor(awo, **SAID, by=make_claimant("ida@awo-aachen.de"))
    browser, address = browser_of(cora), f"/stadtteile/{quarter.code}/zugehoerig/"
    wrong = browser.post(f"{address}entscheiden/", {"angabe": claim.code, "antwort": "beenden"})
    assert wrong.status_code == 422
    assert "Schreiben Sie einen Satz dazu" in wrong.content.decode()
    assert browser.post(f"{address}entscheiden/", {"angabe": claim.code, "antwort": "x"}).status_code == 404
    Claim.objects.update(decided_at=timezone.now() - dt.timedelta(days=31))
    assert "Ida Amsel" not in browser.get(address).content.decode()
    Claim.objects.update(decided_at=timezone.now() - dt.timedelta(days=29))
    assert "Ida Amsel" in browser.get(address).content.decode()
    typed = {"angabe": claim.code, "antwort": "beenden", f"{claim.code}-reason": "Kennen wir nicht."}
    assert browser.post(f"{address}entscheiden/", typed).status_code == 302
    assert Claim.objects.get().state == State.DECLINED
    assert not ContactPerson.objects.exists()


def test_five_an_hour_and_no_more(scene) -> None:
    quarter, _awo, _cora = scene
    browser = browser_of(make_claimant("ida@gmx.de"))
    places = [make_actor(quarter, f"Laden {number}", kind="shop").get_absolute_url() for number in range(6)]
    codes = [browser.post(f"{place}gehoert-zu-mir/", SAID).status_code for place in places]
    assert codes == [302] * 5 + [429]


@pytest.mark.parametrize("field", ["name", "role"])
def test_what_is_missing_is_said(scene, field: str) -> None:
    _quarter, awo, _cora = scene
    browser = browser_of(make_claimant("ida@gmx.de"))
    assert browser.post(f"{awo.get_absolute_url()}gehoert-zu-mir/", SAID | {field: " "}).status_code == 422
    assert not Claim.objects.exists()


def test_only_what_the_form_asks_for_is_taken(scene) -> None:
    _quarter, awo, cora = scene
    more = {"state": "accepted", "basis": "person", "user": cora.code, "actor": "1", "decided_by": cora.pk}
    browser_of(make_claimant("ida@gmx.de")).post(f"{awo.get_absolute_url()}gehoert-zu-mir/", SAID | more)
    claim = Claim.objects.get()
    assert (claim.state, claim.basis, claim.actor, claim.user.email) == (State.WAITING, "", awo, "ida@gmx.de")


def test_pages_ask_as_often_for_one_as_for_thirty(scene) -> None:
    quarter, awo, cora = scene
    ida, numbers = make_claimant("ida@gmx.de"), {}
    for total in (1, 30):
        while Claim.objects.count() < total:
            count = Claim.objects.count()
            actor = make_actor(quarter, f"Laden {count}", kind="shop", emails=[f"info@laden{count}.example"])
            claims.claim_actor(actor, **SAID, by=ida)
            claims.claim_actor(awo, **SAID, by=make_claimant(f"person{count}@awo-aachen.de"))
        for who, address in (
            (cora, f"/stadtteile/{quarter.code}/zugehoerig/"),
            (ida, "/stadtteile/mein-eintrag/einrichtungen/"),
        ):
            browser = browser_of(who)
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            numbers.setdefault(address, []).append(len(asked))
    assert all(first == last for first, last in numbers.values()), numbers


# What is stored about people


def test_own_data_hold_what_somebody_has_said(scene) -> None:
    _quarter, awo, cora = scene
    ida = make_claimant("ida@awo-aachen.de")
    claims.claim_actor(awo, "kanarie-name", "kanarie-rolle", "kanarie-notiz", by=ida)
    said = browser_of(ida).get("/konto/meine-daten.json").content.decode()
    assert all(canary in said for canary in ("kanarie-name", "kanarie-rolle", "kanarie-notiz"))
    assert json.loads(said)["claims"][0]["state"] == "accepted"
    assert "kanarie-rolle" not in browser_of(cora).get("/konto/meine-daten.json").content.decode()
    archive = zipfile.ZipFile(io.BytesIO(browser_of(ida).get("/stadtteile/mein-eintrag/daten.zip").content))
    assert all("kanarie-notiz" in archive.read(name).decode() for name in ("daten.json", "daten.html"))


@pytest.mark.parametrize("email", ["ida@awo-aachen.de", "ida@gmx.de"])
def test_an_account_takes_its_claims_and_its_entry_along(scene, email: str) -> None:
    _quarter, awo, _cora = scene
    ida, other = make_claimant(email), make_person(awo, "Feldkamp")
    claim = claims.claim_actor(awo, "Ida Amsel", "kanarie-rolle", by=ida)
    if claim.state == State.ACCEPTED:
        people.give_consent(claim.entry, "public", by=anew(ida))
    erase_account(ida, by=ida)
    assert not Claim.objects.exists()
    assert list(awo.people.all()) == [other]
    assert ConsentProof.objects.count() == (claim.state == State.ACCEPTED)
    assert not Message.objects.filter(recipient=email).exists()
    journal = str(list(Entry.objects.values()))
    assert not any(word in journal for word in ("Amsel", "kanarie-rolle", email))


def test_an_entry_that_outlives_the_account_would_be_noticed(scene, monkeypatch) -> None:
    """Negative control: without the receiver, the contact person stays."""
    monkeypatch.setattr(receivers, "forget_claims", lambda user: None)
    with pytest.raises(AssertionError):
        test_an_account_takes_its_claims_and_its_entry_along(scene, "ida@awo-aachen.de")


def test_who_decided_can_go_without_the_claim(scene) -> None:
    _quarter, awo, cora = scene
    claims.accept_claim(claims.claim_actor(awo, **SAID, by=make_claimant("ida@gmx.de")), by=cora)
    erase_account(cora, by=cora)
    assert Claim.objects.get().decided_by is None


def test_a_person_who_is_erased_takes_the_claim_along(scene) -> None:
    _quarter, awo, cora = scene
    claims.claim_actor(awo, **SAID, by=make_claimant("ida@awo-aachen.de"))
    erase_person(awo.people.get(), by=cora)
    assert not Claim.objects.exists()
    assert not PersonalLink.objects.exists()


def test_what_was_declined_goes_after_a_year(scene) -> None:
    _quarter, awo, cora = scene
    claims.decline_claim(claims.claim_actor(awo, **SAID, by=make_claimant("ida@gmx.de")), "Nein.", by=cora)
    claims.claim_actor(awo, **SAID, by=make_claimant("udo@gmx.de"))
    now = timezone.now()
    assert retaining.retain(now + dt.timedelta(days=364))["claims"] == 0
    assert retaining.retain(now + dt.timedelta(days=366))["claims"] == 1
    assert Claim.objects.get().state == State.WAITING
