"""Claiming an organisation, in a browser: the way there, the answer of a coordinator, and what each page looks like."""

import pytest
from playwright.sync_api import Page

from quartier.accounts.actions.links import sign_in_path
from quartier.accounts.models import User
from quartier.quarters.actions import claims
from quartier.quarters.models import Claim
from tests.browser import look
from tests.quarters.claimants import make_claimant, make_scene

pytestmark = pytest.mark.browser


def sign_in(page: Page, site: str, user: User) -> None:
    page.goto(site + sign_in_path(user))
    page.get_by_role("button", name="Jetzt anmelden").click()
    page.wait_for_load_state()


def test_from_the_question_to_the_own_entry(transactional_db, live_server, page) -> None:
    site = live_server.url
    quarter, awo, cora = make_scene()
    note = "Ich leite seit 2019 die Beratung in der Friedrich-Wilhelm-Allee.\nRufen Sie gern an."
    long = make_claimant("udo@sehr-langer-name-eines-vereins-mit-vielen-worten-in-der-adresse.example", "Udo")
    claims.claim_actor(awo, "Udo-Maximilian Feldkamp-Brieskorn", "Vorsitzender des Fördervereins", note, by=long)
    claims.claim_actor(awo, "Ole Rohr", "Kasse", by=make_claimant("ole@\u0430wo-aachen.de", "Ole"))
    claims.claim_actor(awo, "Eva Specht", "Geschäftsführung", by=make_claimant("eva@awo-aachen.de", "Eva"))
    ida = make_claimant("ida@boese-awo-aachen.de", "Ida Amsel")
    sign_in(page, site, ida)
    page.goto(site + awo.get_absolute_url())
    look(page, "claim-actor")
    page.get_by_role("link", name="Gehört das zu Ihnen?").click()
    page.wait_for_load_state()
    look(page, "claim")
    page.get_by_role("button", name="Ja, das gehört zu mir").click()
    page.wait_for_load_state()
    look(page, "claim-wrong")
    page.get_by_label("Ihre Aufgabe dort").fill("Leitung")
    page.get_by_role("button", name="Ja, das gehört zu mir").click()
    page.wait_for_load_state()
    look(page, "claim-waits")
    page.context.clear_cookies()
    sign_in(page, site, cora)
    page.goto(f"{site}/stadtteile/{quarter.code}/zugehoerig/")
    look(page, "claims")
    card = page.get_by_role("listitem").filter(has_text="Ole Rohr")
    card.locator("summary").click()
    card.get_by_role("button", name="Ablehnen").click()
    page.wait_for_load_state()
    look(page, "claims-wrong")
    card.get_by_label("Warum?").fill("Das erste a der Adresse ist kein a.")
    card.get_by_role("button", name="Ablehnen").click()
    page.wait_for_load_state()
    card = page.get_by_role("listitem").filter(has_text="Ida Amsel")
    card.get_by_role("button", name="Bestätigen").click()
    page.wait_for_load_state()
    look(page, "claims-decided")
    page.context.clear_cookies()
    sign_in(page, site, ida)
    page.goto(f"{site}/stadtteile/mein-eintrag/einrichtungen/")
    page.locator("summary", has_text="Ich gehöre nicht mehr dazu").click()
    look(page, "claim-accepted")
    page.get_by_role("link", name="Zu meiner Seite").click()
    page.wait_for_load_state()
    assert "Ida Amsel" in page.content()
    states = dict(Claim.objects.values_list("name", "state"))
    assert (states["Ida Amsel"], states["Ole Rohr"]) == ("accepted", "declined")
