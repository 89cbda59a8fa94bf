"""The pages about people's data: accessible, and narrow enough for the smallest phone."""

import datetime as dt

import pytest
from django.utils import timezone

from quartier.accounts.actions.links import make_link, sign_in_path
from quartier.quarters import reminding
from quartier.quarters.actions import people, wishes
from quartier.quarters.actions.actors import say_activity, set_goods
from quartier.quarters.models import Quarter
from quartier.quarters.roles import PERSON_LINK
from tests.browser import look
from tests.factories import make_actor, make_person, make_quarter, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def quarter(transactional_db) -> Quarter:
    """A quarter in which there is something on every page."""
    quarter = make_quarter("Lindenhof", coordinator=make_user("Cora Lindemann"))
    kita = make_actor(quarter, street="Amselweg 3", place="45127 Essen", emails=["buero@example.org"])
    ida = make_person(kita, "Amsel", first_name="Ida", emails=["ida@example.org"], agreed=("members", "mail"))
    make_person(kita, "Brieffeld", first_name="Otto-Maximilian", term_until=timezone.localdate() - people.LINK_LASTS)
    make_person(make_actor(quarter, "Chor"), "Rufmann", phones=["0201 123456"])
    say_activity(kita, "Ida Amsel liest jeden Mittwoch um vier Uhr in der Bücherei vor", by=None)
    wishes.make_wish(ida, "Bitte meine private Telefonnummer streichen.\nDanke!", by=None)
    return quarter


def test_pages_of_coordinators(live_server, page, quarter) -> None:
    site = live_server.url
    coordinator = quarter.memberships.get().user
    ida = quarter.actors.get(name="Kita Bachstelze").people.get(last_name="Amsel")
    page.goto(site + sign_in_path(coordinator))
    page.get_by_role("button", name="Jetzt anmelden").click()
    page.goto(f"{site}/stadtteile/lindenhof/datenschutz/")
    look(page, "privacy")
    page.goto(f"{site}/verwaltung/verzeichnis/")
    look(page, "register")
    page.goto(f"{site}/stadtteile/lindenhof/menschen/{ida.code}/loeschen/")
    look(page, "erase")
    page.get_by_role("button", name="Endgültig löschen").click()
    page.wait_for_load_state()
    look(page, "erased")


def test_pages_of_everybody(live_server, page, quarter) -> None:
    site = live_server.url
    kita = quarter.actors.get(name="Kita Bachstelze")
    page.goto(f"{site}{kita.get_absolute_url()}schreiben/")
    look(page, "contact")
    page.get_by_role("button", name="Abschicken").click()
    page.wait_for_load_state()
    assert page.title().startswith("Fehler:")
    look(page, "contact-error")


def test_ones_own_entry(live_server, page, quarter) -> None:
    site = live_server.url
    ida = quarter.actors.get(name="Kita Bachstelze").people.get(last_name="Amsel")
    link = make_link(PERSON_LINK, by=None, lifetime=people.LINK_LASTS, subject=ida.code, name="Ida Amsel")[1]
    page.goto(site + link)
    page.goto(f"{site}/stadtteile/mein-eintrag/")
    look(page, "own")
    page.get_by_role("button", name="An die Koordination schicken").click()
    page.wait_for_load_state()
    look(page, "own-error")


def test_reminders(live_server, page, quarter, settings) -> None:
    site = live_server.url
    settings.BASE_URL = site
    kita = quarter.actors.get(name="Kita Bachstelze")
    long_ago = timezone.localdate() - dt.timedelta(days=200)
    kita.activities.update(confirmed_on=long_ago)
    good = {"direction": "offer", "kind": "room", "text": "Bewegungsraum am Nachmittag", "until": long_ago}
    set_goods(kita, [good], by=None)
    kita.people.filter(last_name="Amsel").update(term_until=timezone.localdate())
    ida = kita.people.get(last_name="Amsel")
    page.goto(site + sign_in_path(quarter.memberships.get().user))
    page.get_by_role("button", name="Jetzt anmelden").click()
    page.wait_for_load_state()
    page.goto(f"{site}/stadtteile/lindenhof/nachfragen/")
    page.get_by_text("Wer bekommt eine E-Mail?").click()
    look(page, "asking")
    page.get_by_role("button", name="Erinnerungen einschalten").click()
    page.wait_for_load_state()
    look(page, "asking-on")
    page.context.clear_cookies()
    page.goto(reminding.stop_address(ida))
    look(page, "stop")
    page.get_by_role("button", name="Keine Erinnerungen mehr").click()
    page.wait_for_load_state()
    look(page, "stopped")
    page.goto(site + make_link(PERSON_LINK, by=None, lifetime=people.LINK_LASTS, subject=ida.code, name="Ida")[1])
    page.goto(f"{site}/stadtteile/mein-eintrag/")
    look(page, "own-old")
    page.get_by_role("checkbox", name="Bewegungsraum").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Ja, stimmt noch").focus()
    page.keyboard.press("Enter")
    page.get_by_text("wieder frisch").wait_for()
    look(page, "own-fresh")
    assert kita.goods.get().until == long_ago  # its tick was taken away
    assert kita.activities.get().confirmed_on == timezone.localdate()
