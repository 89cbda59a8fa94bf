"""People on a list are told: by mail, by letter; nothing goes out before somebody has seen the number."""

import io
import json
import zipfile

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError

from quartier.accounts.actions.links import make_link
from quartier.accounts.models import PersonalLink
from quartier.accounts.owndata import collect
from quartier.journal.models import Message
from quartier.quarters.actions import informing, people, wishes
from quartier.quarters.actions.actors import archive_actor
from quartier.quarters.models import ContactPerson, Wish
from quartier.quarters.roles import PERSON_LINK
from quartier.ui import pdf
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    coordinator = make_user("Cora")
    quarter = make_quarter(coordinator=coordinator)
    kita = make_actor(quarter, street="Amselweg 3", place="45127 Essen")
    make_person(kita, "Mailmann", emails=["mail@example.org"])
    make_person(kita, "Brieffeld", first_name="Ida")
    make_person(make_actor(quarter, "Chor"), "Rufmann", phones=["0201 123456"])
    gone = make_actor(quarter, "Früher")
    make_person(gone, "Weg", emails=["weg@example.org"])
    archive_actor(gone, by=None)
    return quarter, coordinator


def names(found: list[ContactPerson]) -> list[str]:
    return [person.last_name for person in found]


def test_everybody_has_one_way(scene) -> None:
    found = informing.uninformed(scene[0])
    assert (names(found.by_mail), names(found.by_letter), names(found.by_phone)) == (
        ["Mailmann"], ["Brieffeld"], ["Rufmann"],
    )  # fmt: skip


def test_nothing_goes_out_when_the_number_is_not_the_one_that_was_seen(client, scene) -> None:
    quarter, coordinator = scene
    with pytest.raises(ValidationError):
        informing.inform_by_mail(quarter, 2, by=coordinator)
    client.force_login(coordinator)
    page = client.get(f"/stadtteile/{quarter.code}/datenschutz/").content.decode()
    assert 'name="anzahl" value="1"' in page
    for wrong in ("2", "", "x", "-1", "٣"):
        client.post(f"/stadtteile/{quarter.code}/datenschutz/informieren/", {"anzahl": wrong})
    assert not Message.objects.exists()
    client.post(f"/stadtteile/{quarter.code}/datenschutz/informieren/", {"anzahl": "1"})
    assert Message.objects.get().recipient == "mail@example.org"
    assert ContactPerson.objects.get(last_name="Mailmann").informed_on is not None
    assert informing.inform_by_mail(quarter, 0, by=coordinator) == 0
    assert Message.objects.count() == 1


def test_only_coordinators_inform(scene) -> None:
    with pytest.raises(PermissionDenied):
        informing.inform_by_mail(scene[0], 1, by=make_user("Ben"))
    with pytest.raises(PermissionDenied):
        informing.prepare_letters(scene[0], by=make_user("Ben"))


def test_letters_are_one_pdf_and_note_who_was_told(client, scene) -> None:
    quarter, coordinator = scene
    client.force_login(coordinator)
    answer = client.post(f"/stadtteile/{quarter.code}/datenschutz/briefe.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert names(informing.uninformed(quarter).by_letter) == []
    link = PersonalLink.objects.get(purpose=PERSON_LINK)
    assert link.subject == ContactPerson.objects.get(last_name="Brieffeld").code


def test_a_letter_that_could_not_be_printed_told_nobody(client, monkeypatch, scene) -> None:
    quarter, coordinator = scene

    def refuse(*_given: object) -> bytes:
        raise pdf.PdfError

    monkeypatch.setattr(pdf, "render", refuse)
    client.force_login(coordinator)
    client.post(f"/stadtteile/{quarter.code}/datenschutz/briefe.pdf")
    assert names(informing.uninformed(quarter).by_letter) == ["Brieffeld"]
    assert not PersonalLink.objects.exists()


@pytest.fixture
def own(client, scene):
    """The browser of a contact person with an open link."""
    person = ContactPerson.objects.get(last_name="Mailmann")
    people.note_consent(person, "members", "paper", by=None)
    client.get(make_link(PERSON_LINK, by=None, lifetime=people.LINK_LASTS, subject=person.code, name="M")[1])
    return client, person


def test_own_data_as_zip_hold_everything_and_nobody_else(own) -> None:
    client, person = own
    wishes.make_wish(person, "Bitte ohne Telefon", by=None)
    answer = client.get("/stadtteile/mein-eintrag/daten.zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    [entry] = json.loads(archive.read("daten.json"))
    assert entry["person"]["last_name"] == "Mailmann"
    assert entry["consents"][0]["purpose"] == "members"
    assert entry["wishes"][0]["text"] == "Bitte ohne Telefon"
    page = archive.read("daten.html").decode()
    assert "Mailmann" in page
    for other in ("Brieffeld", "Rufmann"):
        assert other not in page + json.dumps(entry)


def test_a_wish_reaches_the_coordinators_and_ends(own, scene) -> None:
    client, person = own
    quarter, coordinator = scene
    cache.clear()
    assert client.post("/stadtteile/mein-eintrag/anliegen/", {"person": person.code}).status_code == 422
    data = {"person": person.code, f"{person.code}-text": "Bitte <b>Amsel</b> statt Mailmann"}
    assert client.post("/stadtteile/mein-eintrag/anliegen/", data).status_code == 302
    assert client.post("/stadtteile/mein-eintrag/anliegen/", data | {"person": "fremd"}).status_code == 404
    client.logout()
    client.force_login(coordinator)
    page = f"/stadtteile/{quarter.code}/datenschutz/"
    assert "Bitte &lt;b&gt;Amsel&lt;/b&gt; statt Mailmann" in client.get(page).content.decode()
    client.post(f"{page}anliegen/", {"anliegen": Wish.objects.get().code})
    assert "statt Mailmann" not in client.get(page).content.decode()


def test_an_account_finds_its_quarters_in_its_own_data(scene) -> None:
    [one] = collect(scene[1])["quarters"]
    assert (one["quarter__code"], one["role"]) == (scene[0].code, "coordinator")
