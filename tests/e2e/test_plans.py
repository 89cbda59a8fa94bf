"""A plan is uploaded, laid on the ground by two places, and drawn on; a room gets a photo. With a script and without."""

import re
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from quartier.accounts.actions.links import sign_in_path
from quartier.accounts.models import User
from quartier.portal import demo
from quartier.portal.demo import ADMINISTRATOR, pictures
from quartier.portal.demo.quarters import load_quarter
from quartier.quarters.actions.founding import set_boundary
from quartier.quarters.models import Quarter, QuarterPlan, Venue
from quartier.quarters.plan import Plan
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.files.drawings import picture

pytestmark = pytest.mark.browser

CORNERS = [(51.4490, 7.0730), (51.4500, 7.0900), (51.4420, 7.0890), (51.4415, 7.0740)]
CLOSE = 20  # metres: a pixel on the screen is up to four on the ground, and two points make a plan


@pytest.fixture
def quarter(site) -> Quarter:
    """The demo's quarter, without boundary."""
    return set_boundary(load_quarter(User.objects.get(email=ADMINISTRATOR[0])), None, by=None)


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def visitor(request, quarter, site, browser: Browser) -> Page:
    """The coordinator's page, with a script and without."""
    context = browser.new_context(viewport=DESKTOP, locale="de-DE", java_script_enabled=request.param)
    page = context.new_page()
    sign_in(page, site)
    yield page
    context.close()


def sign_in(page: Page, site: str) -> None:
    page.goto(site + sign_in_path(User.objects.get(email=ADMINISTRATOR[0])))
    page.get_by_role("button", name="Jetzt anmelden").click()


def click_on_plan(page: Page, x: float, y: float) -> None:
    """Click where the pixel of the uploaded picture lies on the screen."""
    page.wait_for_load_state()
    page.locator(".sketch__picture").scroll_into_view_if_needed()
    place = "(image, at) => { const p = new DOMPoint(...at).matrixTransform(image.getScreenCTM()); return [p.x, p.y] }"
    page.mouse.click(*page.locator(".sketch__picture image").evaluate(place, [x, y]))


def test_a_plan_is_laid_by_two_places_and_the_boundary_drawn_on_it(quarter, site, visitor: Page, tmp_path) -> None:
    where = tomllib.loads((Path(demo.__file__).parent / "plan.toml").read_text(encoding="utf-8"))
    drawn = pictures.plan(where).large
    true = Plan.level(where["middle"], where["across"], drawn.width, drawn.height)
    (tmp_path / "plan.png").write_bytes(drawn.content)
    page = visitor
    page.goto(f"{site}{quarter.get_absolute_url()}grenze/plan/?neu")
    page.get_by_label("Bild des Plans").set_input_files(tmp_path / "plan.png")
    page.get_by_label("Wer hat den Plan gemacht?").fill("selbst gezeichnet")
    page.get_by_role("button", name="Plan hochladen").click()
    for name in ("Teehaus der Ulu-Gemeinde", "Wohnbau Ruhrau"):
        actor = quarter.actors.get(name=name)
        click_on_plan(page, *true.to_pixels(actor.latitude, actor.longitude))
        page.get_by_label("Was ist dort?").select_option(name)
        page.get_by_role("button", name="Punkt merken").click()
    expect(page.get_by_text(re.compile("Er ist rund 2,[345] km breit"))).to_be_visible()
    laid = QuarterPlan.objects.get(quarter=quarter).calibrated
    school = quarter.actors.get(name="Grundschule am Lindenplatz")
    assert metres(laid, true.to_pixels(school.latitude, school.longitude), (school.latitude, school.longitude)) < CLOSE

    page.get_by_role("link", name="Jetzt die Grenze zeichnen").click()
    for corner in CORNERS:
        click_on_plan(page, *true.to_pixels(*corner))
    page.get_by_role("button", name="Grenze speichern").click()
    expect(page.get_by_text("Der Stadtteil ist")).to_be_visible()
    quarter.refresh_from_db()
    [ring] = quarter.boundary
    assert len(ring) == len(CORNERS) + 1
    for lon, lat in ring:
        assert min(metres(true, true.to_pixels(*corner), (lat, lon)) for corner in CORNERS) < CLOSE


def metres(plan: Plan, pixel: tuple[float, float], position: tuple[float, float]) -> float:
    """Return how far apart a pixel of a plan and a position on the ground are."""
    (x, y), (u, v) = pixel, plan.to_pixels(*position)
    return float(abs(complex(x - u, y - v)) * plan.metres_per_pixel)


def test_a_room_gets_a_photo_with_a_description_by_keyboard(quarter, site, page, tmp_path) -> None:
    (tmp_path / "IMG_0001.jpg").write_bytes(picture(size=(800, 600)))
    page.set_viewport_size(PHONE)
    sign_in(page, site)
    venue = Venue.objects.get(name="Teestube")
    page.goto(site + venue.get_absolute_url())
    page.get_by_role("link", name="Fotos hinzufügen und ordnen").press("Enter")
    page.get_by_role("button", name="Foto hinzufügen").press("Enter")
    assert page.title().startswith("Fehler:")
    assert_accessible(page)
    page.get_by_label("Foto", exact=True).set_input_files(tmp_path / "IMG_0001.jpg")
    page.get_by_label("Was sieht man darauf?").focus()
    page.keyboard.type("Runde Tische mit Sitzkissen")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Das Foto ist da.")).to_be_visible()
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        assert_fits(page)
        assert_accessible(page)
    for address in (f"{quarter.get_absolute_url()}raeume/", venue.actor.get_absolute_url(), venue.get_absolute_url()):
        page.goto(site + address)
        shown = page.get_by_role("img", name="Runde Tische mit Sitzkissen")
        shown.scroll_into_view_if_needed()
        expect(shown).to_have_js_property("complete", True)
        assert shown.evaluate("image => image.naturalWidth") > 0
