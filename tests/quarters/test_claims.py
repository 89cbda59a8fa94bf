"""Who belongs to an organisation can look after its entry, and nobody else can by saying so."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from quartier.accounts.models import PersonalLink
from quartier.journal.models import Entry, Message
from quartier.quarters import claimants, domains
from quartier.quarters.actions import actors, claims, people
from quartier.quarters.actions.members import admit_member
from quartier.quarters.models import Claim, Consent, ConsentProof
from quartier.quarters.roles import PERSON_LINK
from tests.factories import make_actor, make_quarter, make_user
from tests.quarters.claimants import SAID, anew, browser_of, make_claimant, make_scene
from tests.quarters.test_domains import ABUSE

pytestmark = pytest.mark.django_db
State, Basis = Claim.State, Claim.Basis


@pytest.fixture
def scene():
    return make_scene()


def test_the_very_domain_is_accepted_at_once(scene) -> None:
    _quarter, awo, _cora = scene
    ida = make_claimant("Ida+kita@AWO-aachen.de")
    claim = claims.claim_actor(awo, **SAID, by=ida)
    assert (claim.state, claim.basis, claim.decided_by) == (State.ACCEPTED, Basis.DOMAIN, None)
    person = awo.people.get()
    assert (person.name, person.role, person.emails) == ("Ida Amsel", "Leitung", [ida.email])
    link = PersonalLink.objects.get(purpose=PERSON_LINK)
    assert (link.subject, link.user) == (person.code, ida)
    assert Entry.objects.filter(verb="claim.accepted", actor=None, data={"basis": "domain"}).count() == 1
    assert anew(ida).has_perm("quarters.edit_actor", awo)
    assert not Message.objects.exists()


def test_an_accepted_claim_opens_the_own_page_and_the_entry(scene) -> None:
    quarter, awo, _cora = scene
    browser = browser_of(make_claimant("ida@awo-aachen.de"))
    assert browser.get("/stadtteile/mein-eintrag/").status_code == 404
    assert browser.post(f"{awo.get_absolute_url()}gehoert-zu-mir/", SAID).status_code == 302
    assert "Ida Amsel" in browser.get("/stadtteile/mein-eintrag/").content.decode()
    assert browser.get(f"{awo.get_absolute_url()}bearbeiten/").status_code == 200
    assert browser.get(f"/stadtteile/{quarter.code}/netz/").status_code == 200


def test_nobody_sees_the_new_person_before_they_agree(scene) -> None:
    quarter, awo, cora = scene
    ida, ben = make_claimant("ida@awo-aachen.de"), make_user("Ben")
    admit_member(quarter, ben, by=None)
    claims.claim_actor(awo, **SAID, by=ida)
    pages = {who: browser.get(awo.get_absolute_url()).content.decode() for who, browser in {
        "nobody": Client(), "ben": browser_of(ben), "cora": browser_of(cora)}.items()}  # fmt: skip
    assert [who for who, page in pages.items() if "Ida Amsel" in page] == ["cora"]
    assert not Consent.objects.exists()


@pytest.mark.parametrize("email", [email for email in ABUSE if email.startswith("ida@") and email.isprintable()])
def test_an_address_that_is_merely_like_it_waits_for_a_person(scene, email: str) -> None:
    _quarter, awo, _cora = scene
    claim = claims.claim_actor(awo, **SAID, by=make_claimant(email))
    assert (claim.state, claim.entry) == (State.WAITING, None)
    assert not PersonalLink.objects.exists()
    assert not awo.people.exists()


def test_matching_by_the_end_would_let_them_in(scene, monkeypatch) -> None:
    """Negative control: with suffixes that count, the test above fails."""

    class Endings(frozenset[str]):
        def __contains__(self, domain: object) -> bool:
            return any(str(domain).endswith(own) for own in self)

    monkeypatch.setattr(domains.Listed, "stands_for", lambda listed: Endings({"awo-aachen.de"}))
    with pytest.raises(AssertionError):
        test_an_address_that_is_merely_like_it_waits_for_a_person(scene, "ida@boese-awo-aachen.de")


def test_an_address_that_is_not_confirmed_waits(scene) -> None:
    _quarter, awo, _cora = scene
    ida = make_claimant("ida@awo-aachen.de", verified=False)
    assert claims.claim_actor(awo, **SAID, by=ida).state == State.WAITING


def test_a_second_address_of_the_account_decides_nothing(scene) -> None:
    _quarter, awo, _cora = scene
    ida = make_claimant("ida@gmx.de")
    EmailAddress.objects.create(user=ida, email="ida@awo-aachen.de", verified=True, primary=False)
    assert claims.claim_actor(awo, **SAID, by=ida).state == State.WAITING


@pytest.mark.parametrize("listed", [True, False])
def test_an_ending_that_two_organisations_have_waits_also_when_one_is_hidden(scene, listed: bool) -> None:
    quarter, awo, _cora = scene
    other = make_actor(quarter, "Kita der AWO", listed=listed, web="https://awo-aachen.de/kita")
    ida = make_claimant("ida@awo-aachen.de")
    assert claims.claim_actor(awo, **SAID, by=ida).state == State.WAITING
    actors.change_actor(other, {"web": ""}, by=None)
    assert claims.claim_actor(awo, **SAID, by=make_claimant("udo@awo-aachen.de")).state == State.ACCEPTED


def test_an_organisation_of_another_quarter_does_not_count(scene) -> None:
    _quarter, awo, _cora = scene
    make_actor(make_quarter("Südpark"), "AWO Südpark", emails=["sued@awo-aachen.de"])
    assert claims.claim_actor(awo, **SAID, by=make_claimant("ida@awo-aachen.de")).state == State.ACCEPTED


def test_coordinators_get_one_mail_that_names_nobody(scene) -> None:
    quarter, awo, cora = scene
    claims.claim_actor(awo, **SAID, note="kanarie-notiz", by=make_claimant("ida@gmx.de"))
    mail = Message.objects.get()
    assert mail.recipient == cora.email
    assert f"/stadtteile/{quarter.code}/zugehoerig/" in mail.text
    assert not any(word in mail.text + mail.subject for word in ("Amsel", "gmx", "kanarie"))


def test_a_coordinator_accepts(scene) -> None:
    _quarter, awo, cora = scene
    ida = make_claimant("ida@gmx.de")
    claim = claims.accept_claim(claims.claim_actor(awo, **SAID, by=ida), by=cora)
    assert (claim.state, claim.basis, claim.decided_by) == (State.ACCEPTED, Basis.PERSON, cora)
    assert anew(ida).has_perm("quarters.edit_actor", awo)
    assert "/stadtteile/mein-eintrag/" in Message.objects.get(recipient=ida.email).text
    with pytest.raises(ValidationError):
        claims.decline_claim(claim, "doch nicht", by=cora)


def test_a_coordinator_declines_and_the_person_reads_why(scene) -> None:
    _quarter, awo, cora = scene
    ida = make_claimant("ida@gmx.de")
    claims.decline_claim(claims.claim_actor(awo, **SAID, by=ida), "Wir kennen Sie nicht.", by=cora)
    assert "Wir kennen Sie nicht." in Message.objects.get(recipient=ida.email).text
    assert "Wir kennen Sie nicht." in browser_of(ida).get("/stadtteile/mein-eintrag/einrichtungen/").content.decode()
    assert not awo.people.exists()


def test_what_a_coordinator_has_ended_no_address_accepts_again(scene) -> None:
    _quarter, awo, cora = scene
    ida = make_claimant("ida@awo-aachen.de")
    claim = claims.claim_actor(awo, **SAID, by=ida)
    people.give_consent(claim.entry, "public", by=anew(ida))
    claims.end_claim(claim, "Gehört nicht mehr dazu.", by=cora)
    assert not awo.people.exists()
    assert not PersonalLink.objects.usable().exists()
    assert ConsentProof.objects.count() == 1
    assert not anew(ida).has_perm("quarters.edit_actor", awo)
    assert "Ida Amsel" not in Client().get(awo.get_absolute_url()).content.decode()
    assert claims.claim_actor(awo, **SAID, by=anew(ida)).state == State.WAITING
    assert claims.claim_actor(awo, **SAID, by=make_claimant("udo@awo-aachen.de")).state == State.ACCEPTED


@pytest.mark.parametrize("email", ["ida@awo-aachen.de", "ida@gmx.de"])
def test_what_one_has_said_one_can_take_back(scene, email: str) -> None:
    _quarter, awo, _cora = scene
    ida = make_claimant(email)
    claim = claims.claim_actor(awo, **SAID, by=ida)
    browser = browser_of(ida)
    assert (
        browser.post("/stadtteile/mein-eintrag/einrichtungen/zuruecknehmen/", {"angabe": claim.code}).status_code == 302
    )
    assert Claim.objects.get().state == State.WITHDRAWN
    assert not awo.people.exists()
    assert not PersonalLink.objects.usable().exists()
    with pytest.raises(ValidationError):
        claims.withdraw_claim(claim, by=ida)
    assert claims.claim_actor(awo, **SAID, by=anew(ida)).pk != claim.pk


def test_it_is_said_once(scene) -> None:
    _quarter, awo, cora = scene
    ida = make_claimant("ida@gmx.de")
    claim = claims.claim_actor(awo, **SAID, by=ida)
    with pytest.raises(ValidationError):
        claims.claim_actor(awo, **SAID, by=ida)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(actor=awo, user=ida, **SAID)
    claims.accept_claim(claim, by=cora)
    with pytest.raises(ValidationError):
        claims.claim_actor(awo, **SAID, by=anew(ida))
    assert Claim.objects.count() == 1


def test_after_the_link_has_run_out_the_same_entry_goes_on(scene) -> None:
    _quarter, awo, _cora = scene
    ida = make_claimant("ida@awo-aachen.de")
    claims.claim_actor(awo, **SAID, by=ida)
    address = "/stadtteile/mein-eintrag/einrichtungen/"
    assert "Zu meiner Seite" in browser_of(ida).get(address).content.decode()
    PersonalLink.objects.update(expires_at=timezone.now())
    page = browser_of(ida).get(address).content.decode()
    assert "Zu meiner Seite" not in page
    assert f"{awo.get_absolute_url()}gehoert-zu-mir/" in page
    assert claims.claim_actor(awo, **SAID, by=anew(ida)).state == State.ACCEPTED
    assert awo.people.count() == 1
    assert list(Claim.objects.values_list("state", flat=True)) == [State.WITHDRAWN, State.ACCEPTED]
    assert anew(ida).has_perm("quarters.edit_actor", awo)


def test_who_looks_after_an_entry_cannot_let_in_others_through_it(scene) -> None:
    """A domain that somebody has put there who does not coordinate decides nothing, until a coordinator writes it."""
    quarter, awo, cora = scene
    ida, udo = make_claimant("ida@awo-aachen.de"), make_claimant("udo@boese.example")
    claims.claim_actor(awo, **SAID, by=ida)
    actors.change_actor(awo, {"web": "https://boese.example"}, by=anew(ida))
    assert claims.claim_actor(awo, **SAID, by=udo).state == State.WAITING
    assert "nicht die Koordination" in browser_of(cora).get(f"/stadtteile/{quarter.code}/zugehoerig/").content.decode()
    assert claims.claim_actor(awo, **SAID, by=make_claimant("ole@awo-aachen.de")).state == State.ACCEPTED
    actors.change_actor(awo, {"web": ""}, by=anew(cora))
    actors.change_actor(awo, {"web": "https://boese.example"}, by=anew(cora))
    assert claims.claim_actor(awo, **SAID, by=make_claimant("eva@boese.example")).state == State.ACCEPTED


def test_a_planted_domain_would_be_noticed(scene, monkeypatch) -> None:
    """Negative control: without a look at who wrote it, the planted domain lets people in."""
    monkeypatch.setattr(claimants, "_written_by_others", lambda quarter, actors: {})
    with pytest.raises(AssertionError):
        test_who_looks_after_an_entry_cannot_let_in_others_through_it(scene)


# Who may


def test_who_may_claim_and_who_may_decide(scene) -> None:
    quarter, awo, cora = scene
    ida, dora = make_claimant("ida@gmx.de"), make_user("Dora")
    make_quarter("Süd", coordinator=dora)
    hidden = make_actor(quarter, "Versteckt", listed=False)
    individual = make_actor(quarter, "Frau Specht", kind="individual")
    gone = make_actor(quarter, "Vorbei")
    actors.archive_actor(gone, by=None)
    for actor in (hidden, individual, gone):
        with pytest.raises(PermissionDenied):
            claims.claim_actor(actor, **SAID, by=ida)
    claim = claims.claim_actor(awo, **SAID, by=ida)
    for stranger in (ida, dora, make_user("Ben")):
        for decide in (claims.accept_claim, lambda one, by: claims.decline_claim(one, "so", by=by),
                       lambda one, by: claims.end_claim(one, "so", by=by)):  # fmt: skip
            with pytest.raises(PermissionDenied):
                decide(claim, by=anew(stranger))
    for stranger in (cora, dora):
        with pytest.raises(PermissionDenied):
            claims.withdraw_claim(claim, by=stranger)
    assert Claim.objects.get().state == State.WAITING


def test_a_claim_of_another_quarter_is_not_there(scene) -> None:
    quarter, awo, cora = scene
    dora = make_user("Dora")
    south = make_quarter("Süd", coordinator=dora)
    claim = claims.claim_actor(awo, **SAID, by=make_claimant("ida@gmx.de"))
    answer = {"angabe": claim.code, "antwort": "ja"}
    assert browser_of(dora).post(f"/stadtteile/{south.code}/zugehoerig/entscheiden/", answer).status_code == 404
    assert browser_of(dora).post(f"/stadtteile/{quarter.code}/zugehoerig/entscheiden/", answer).status_code == 404
    assert browser_of(cora).post(f"/stadtteile/{quarter.code}/zugehoerig/entscheiden/", answer).status_code == 302
    assert Claim.objects.get().state == State.ACCEPTED
