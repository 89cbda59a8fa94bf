"""What can be taken away as a file belongs to whoever asks at that moment: no file is kept, no address is enough.

Another person, a role that has ended, a deleted account, another quarter and a guessed code get what does not exist.
Each time the rightful person is the control.
"""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.core.cache import cache
from django.core.management import get_commands
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from quartier.accounts.actions.links import make_link, revoke_link
from quartier.accounts.actions.profile import erase_account
from quartier.accounts.models import PersonalLink
from quartier.quarters.actions import erasing, lists
from quartier.quarters.actions.members import LINK_LASTS, admit_member, end_membership
from quartier.quarters.jobs import work_on_lists
from quartier.quarters.lists.reading import Sheet
from quartier.quarters.models import ContactPerson, Membership
from quartier.quarters.roles import MEMBER_LINK, PERSON_LINK
from quartier.ui import pdf
from tests.access import routes
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.django_db

LETTERS = "/stadtteile/{quarter}/datenschutz/briefe.pdf"
TABLE = "/stadtteile/{quarter}/wer-dabei-ist/?format=csv"
REPORT = "/stadtteile/{quarter}/einlesen/{code}/"
OWN = "/stadtteile/mein-eintrag/daten.zip"
JOURNAL = "/verwaltung/journal/?format=csv"
# Everything that is handed out as a file and is not for everybody. Files made for everybody are named by the test below.
# Each in an access table or a test here. House rules are for everybody once they are adopted, before that for members.
CLOSED_FILES = {"own_data", "own_entry_zip", "letters", "concept_pdf", "statutes_pdf", "statutes_file"}
PUBLIC_FILES = {"method_pdf", "method_poster", "compare_pdf", "export_csv", "export_json", "openapi-json"}


class Scene:
    """Süd is closed: Cora coordinates it, Ben is a member; Dora coordinates Nord, Ada administers, Cem is nobody there."""

    def __init__(self) -> None:
        cache.clear()
        self.people = {name: make_user(name.title()) for name in ("cora", "eva", "ben", "dora", "cem")}
        self.people["ada"] = make_user("Ada", "administrator")
        self.people["uwe"] = make_user("Uwe", "administrator")
        self.quarter = make_quarter("Süd", coordinator=self.people["cora"], public=False)
        admit_member(self.quarter, self.people["eva"], "coordinator", by=None)
        admit_member(self.quarter, self.people["ben"], by=None)
        self.other = make_quarter("Nord", coordinator=self.people["dora"])
        self.kita = make_actor(self.quarter, street="Amselweg 4", place="52062 Aachen")
        self.person = make_person(self.kita, "Brieffeld")
        sheet = Sheet("Liste", [["Name", "E-Mail"], ["kanarie-list", "kanarie@example.org"]])
        self.made = lists.upload_list(self.quarter, [sheet], "liste.csv", by=None)
        lists.start_import(self.made, by=None)
        work_on_lists()

    def browser(self, who: str) -> Client:
        client = Client()
        if who in self.people:
            client.force_login(self.people[who])
        return client

    def address(self, pattern: str, quarter: str = "") -> str:
        return pattern.format(quarter=quarter or self.quarter.code, code=self.made.code)

    def end(self, who: str) -> None:
        end_membership(Membership.objects.get(quarter=self.quarter, user=self.people[who]), by=None)


def asked(client: Client, address: str) -> int:
    """Return the status of what is behind an address, asked in the way in which it is handed out."""
    cache.clear()
    answer = client.post(address) if address.endswith("briefe.pdf") else client.get(address)
    if answer.status_code == 302:
        assert answer["Location"].startswith("/konto/login"), answer["Location"]
        return 401
    if answer.status_code == 404:
        assert b"anarie" not in answer.content
    return answer.status_code


@pytest.fixture
def scene(monkeypatch) -> Scene:
    monkeypatch.setattr(pdf, "render", lambda *_given: b"%PDF-")
    return Scene()


QUARTER_FILES = [(LETTERS, "cora"), (TABLE, "ben"), (REPORT, "cora")]


@pytest.mark.parametrize(("pattern", "rightful"), QUARTER_FILES)
@pytest.mark.parametrize("who", ["cem", "dora", "ada", "nobody"])
def test_nobody_else_gets_the_file(scene, pattern: str, rightful: str, who: str) -> None:
    assert asked(scene.browser(who), scene.address(pattern)) == (401 if who == "nobody" and pattern != TABLE else 404)
    assert asked(scene.browser(rightful), scene.address(pattern)) == 200


@pytest.mark.parametrize("pattern", [LETTERS, REPORT])
def test_members_do_not_get_what_is_for_coordinators(scene, pattern: str) -> None:
    assert asked(scene.browser("ben"), scene.address(pattern)) == 404
    assert asked(scene.browser("cora"), scene.address(pattern)) == 200


@pytest.mark.parametrize(("pattern", "rightful"), QUARTER_FILES)
def test_a_role_that_has_ended_opens_nothing_in_the_same_browser(scene, pattern: str, rightful: str) -> None:
    browser = scene.browser(rightful)
    if pattern != LETTERS:  # a letter is made once
        assert asked(browser, scene.address(pattern)) == 200
    scene.end(rightful)
    assert asked(browser, scene.address(pattern)) == 404
    assert asked(scene.browser("eva"), scene.address(pattern)) == 200


@pytest.mark.parametrize(("pattern", "rightful"), QUARTER_FILES)
def test_a_deleted_account_opens_nothing_in_the_same_browser(scene, pattern: str, rightful: str) -> None:
    browser = scene.browser(rightful)
    if pattern != LETTERS:
        assert asked(browser, scene.address(pattern)) == 200
    erase_account(scene.people[rightful], by=None)
    assert asked(browser, scene.address(pattern)) in {401, 404}
    assert asked(scene.browser("eva"), scene.address(pattern)) == 200


@pytest.mark.parametrize("pattern", [LETTERS, REPORT])
def test_the_code_of_another_quarter_in_the_address_opens_nothing(scene, pattern: str) -> None:
    """Whoever coordinates Nord asks for what lies in Süd, by Nord's address."""
    assert asked(scene.browser("dora"), scene.address(pattern)) == 404
    if pattern == REPORT:
        assert asked(scene.browser("dora"), scene.address(pattern, scene.other.code)) == 404
    assert asked(scene.browser("cora"), scene.address(pattern)) == 200


@pytest.mark.parametrize("code", ["1", "0", "aaaaaaaa", "liste.csv", "%2e%2e", "-1"])
def test_guessed_codes_open_no_report(scene, code: str) -> None:
    address = f"/stadtteile/{scene.quarter.code}/einlesen/{code}/"
    assert scene.browser("cora").get(address).status_code == 404
    assert asked(scene.browser("cora"), scene.address(REPORT)) == 200


def test_a_forgotten_list_has_no_report(scene) -> None:
    waiting = lists.upload_list(scene.quarter, [Sheet("Liste", [["Name"], ["Kita"]])], "zwei.csv", by=None)
    address = f"/stadtteile/{scene.quarter.code}/einlesen/{waiting.code}/spalten/"
    assert scene.browser("cora").get(address).status_code == 200
    lists.forget_list(waiting, by=None)
    assert scene.browser("cora").get(address).status_code == 404


def holder(scene: Scene) -> tuple[Client, PersonalLink]:
    """Return the browser that has opened the personal link of the contact person."""
    link, path = make_link(PERSON_LINK, by=None, lifetime=LINK_LASTS, subject=scene.person.code)
    client = Client()
    client.get(path)
    return client, link


def test_own_entry_as_a_file_is_the_holders_alone(scene) -> None:
    other = make_person(scene.kita, "Andermann")
    browser, _link = holder(scene)
    answer = browser.get(OWN)
    assert answer.status_code == 200
    said = zipfile.ZipFile(io.BytesIO(answer.content)).read("daten.json").decode()
    assert "Brieffeld" in said
    assert other.last_name not in said
    assert browser.get(f"{OWN}?person={other.code}").status_code == 200
    again = browser.get(f"{OWN}?person={other.code}").content  # a code in the address chooses nobody else
    assert other.last_name not in zipfile.ZipFile(io.BytesIO(again)).read("daten.json").decode()
    for who in ("cora", "ben", "dora", "cem", "ada", "nobody"):
        assert scene.browser(who).get(OWN).status_code == 404, who


def _revoked(scene: Scene, link: PersonalLink) -> None:
    revoke_link(link, by=None)


def _expired(scene: Scene, link: PersonalLink) -> None:
    PersonalLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))


def _erased(scene: Scene, link: PersonalLink) -> None:
    erasing.erase_person(ContactPerson.objects.get(pk=scene.person.pk), by=None)


@pytest.mark.parametrize("ended", [_revoked, _expired, _erased])
def test_a_link_that_has_ended_opens_no_own_data(scene, ended) -> None:
    browser, link = holder(scene)
    assert browser.get(OWN).status_code == 200
    ended(scene, link)
    assert browser.get(OWN).status_code == 404


def test_a_link_of_a_member_opens_the_table_and_no_own_data(scene) -> None:
    link, path = make_link(MEMBER_LINK, by=None, lifetime=LINK_LASTS, subject=scene.quarter.code)
    browser = Client()
    browser.get(path)
    assert asked(browser, scene.address(TABLE)) == 200
    assert browser.get(OWN).status_code == 404
    revoke_link(link, by=None)
    assert asked(browser, scene.address(TABLE)) == 404


def test_data_of_an_account_are_those_of_whoever_asks(scene) -> None:
    ben, cem = scene.browser("ben"), scene.browser("cem")
    address = "/konto/meine-daten.json"
    assert scene.people["ben"].email in ben.get(address).content.decode()
    for query in ("", f"?code={scene.people['ben'].pk}", f"?user={scene.people['ben'].pk}"):
        assert scene.people["ben"].email not in cem.get(address + query).content.decode()
    erase_account(scene.people["ben"], by=None)
    answer = ben.get(address)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/konto/login/code/")
    assert cem.get(address).status_code == 200


def test_the_journal_as_a_table_ends_with_the_role(scene) -> None:
    ada, uwe = scene.browser("ada"), scene.browser("uwe")
    assert ada.get(JOURNAL).status_code == 200
    assert scene.browser("cora").get(JOURNAL).status_code == 404
    type(scene.people["ada"]).objects.filter(pk=scene.people["ada"].pk).update(role="")
    assert ada.get(JOURNAL).status_code == 404
    assert uwe.get(JOURNAL).status_code == 200


@pytest.mark.parametrize("address", [LETTERS, TABLE, REPORT, OWN, "/konto/meine-daten.json"])
def test_no_cache_on_the_way_keeps_a_file(scene, address: str) -> None:
    browser = holder(scene)[0] if address == OWN else scene.browser("cora")
    address = scene.address(address)
    answer = browser.post(address) if address.endswith(".pdf") else browser.get(address)
    control = answer.headers.get("Cache-Control", "")
    assert "no-store" in control or "private" in control


def test_every_file_that_is_handed_out_is_known_here() -> None:
    """A new address that ends like a file has to say here for whom it is; the backup is not to be had over the web."""
    files = {
        entry.name
        for entry in _patterns()
        if re.search(r"\.(csv|json|pdf|zip|xlsx|ics|vcf|png|docx|sqlite3)$", str(entry.pattern))
    }
    assert files - PUBLIC_FILES == CLOSED_FILES
    assert files >= PUBLIC_FILES
    assert "backup" in get_commands()
    assert not [name for name in routes() if "backup" in name or "sicherung" in name]


def _patterns(resolver=None) -> list:
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        found += _patterns(entry) if hasattr(entry, "url_patterns") else [entry]
    return found
