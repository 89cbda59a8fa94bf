"""Drawing a boundary, setting a point and finding a room, with a script and without, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from quartier.accounts.actions.links import sign_in_path
from quartier.accounts.models import User
from quartier.portal.demo import ADMINISTRATOR
from quartier.portal.demo.quarters import load_quarter
from quartier.quarters.models import Quarter, Venue
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits

pytestmark = pytest.mark.browser


@pytest.fixture
def quarter(site) -> Quarter:
    """The demo's quarter."""
    return load_quarter(User.objects.get(email=ADMINISTRATOR[0]))


def sign_in(page: Page, site: str) -> None:
    page.goto(site + sign_in_path(User.objects.get(email=ADMINISTRATOR[0])))
    page.get_by_role("button", name="Jetzt anmelden").click()


def corners(page: Page) -> list[str]:
    return page.get_by_label(re.compile("Ecken als Zahlen")).input_value().splitlines()


def test_corners_are_drawn_dragged_pushed_and_taken_away_with_a_script(quarter, site, page) -> None:
    sign_in(page, site)
    page.goto(f"{site}{quarter.get_absolute_url()}grenze/")
    before = corners(page)
    assert len(before) == 9
    box = page.locator(".sketch__picture").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    assert len(corners(page)) == 10
    page.locator("button[name=weg]").nth(9).click()
    assert len(corners(page)) == 9

    fourth = page.get_by_role("button", name="Ecke 4", exact=True)
    fourth.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    pushed = corners(page)[3].split(", ")
    assert float(pushed[0]) > float(before[3].split(", ")[0])
    assert float(pushed[1]) == pytest.approx(float(before[3].split(", ")[1]), abs=2e-6)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Ecke 4"

    at = page.get_by_role("button", name="Ecke 1", exact=True).bounding_box()
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.mouse.move(at["x"] + at["width"] / 2 + 40, at["y"] + at["height"] / 2, steps=4)
    page.mouse.up()
    assert float(corners(page)[0].split(", ")[1]) > float(before[0].split(", ")[1])
    assert len(corners(page)) == 9, "the click that ends dragging sets no corner"
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    assert len(corners(page)) == 10, "the next click does"
    page.get_by_role("button", name="Letzte Ecke zurücknehmen").click()
    assert_accessible(page)
    kept = corners(page)
    page.get_by_role("button", name="Näher heran").click()
    page.wait_for_load_state()
    assert [float(line.split(", ")[0]) for line in corners(page)] == [float(line.split(", ")[0]) for line in kept]
    page.get_by_role("button", name="Grenze speichern").click()
    expect(page.get_by_text("Der Stadtteil ist")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_a_boundary_is_drawn_without_a_script_where_it_was_clicked(quarter, site, browser: Browser, size) -> None:
    context = browser.new_context(viewport=size, locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site)
    page.goto(f"{site}{quarter.get_absolute_url()}grenze/")
    box = page.locator(".sketch__picture").bounding_box()
    page.locator(".sketch__press:visible").click(position={"x": box["width"] / 2, "y": box["height"] / 2})
    page.wait_for_load_state()
    drawn = page.locator(".sketch__corner").nth(9)
    assert float(drawn.get_attribute("cx") or 0) == pytest.approx(320, abs=4)
    assert float(drawn.get_attribute("cy") or 0) == pytest.approx(240, abs=4)
    context.close()


def test_a_point_is_set_with_a_script(quarter, site, page) -> None:
    sign_in(page, site)
    actor = quarter.actors.get(name="Bezirksvertretung Nord")
    page.goto(f"{site}{actor.get_absolute_url()}punkt/")
    page.locator(".sketch__picture").click(position={"x": 100, "y": 100})
    page.locator(".sketch__picture").click(position={"x": 200, "y": 200})
    assert page.locator(".sketch__corner").count() == 1
    page.get_by_role("button", name="Speichern").click()
    actor.refresh_from_db()
    assert actor.latitude is not None


def test_pages_of_places_are_accessible_and_fit(quarter, site, page) -> None:
    sign_in(page, site)
    home, venue = quarter.get_absolute_url(), Venue.objects.get(name="Teestube")
    pages = [
        f"{home}grenze/", f"{home}grenze/datei/", f"{home}grenze/plan/", f"{home}wer-dabei-ist/?ansicht=karte", f"{home}raeume/",
        f"{home}raeume/?menschen=30&zugang=step_free&da=kitchen", venue.get_absolute_url(),
        f"{venue.get_absolute_url()}fotos/", f"{venue.get_absolute_url()}bearbeiten/", f"{venue.actor.get_absolute_url()}raeume/neu/",
        f"{venue.actor.get_absolute_url()}punkt/", venue.actor.get_absolute_url(),
    ]  # fmt: skip
    for address in pages:
        for size in (PHONE, {"width": 375, "height": 700}, DESKTOP):
            page.set_viewport_size(size)
            page.goto(site + address)
            assert_fits(page)
            if size is not PHONE:
                assert_accessible(page)
            assert page.locator("h1").count() == 1, address


def test_pins_are_reached_by_keyboard(quarter, site, page) -> None:
    page.goto(f"{site}{quarter.get_absolute_url()}wer-dabei-ist/?ansicht=karte")
    ground = page.locator(".picture:visible > .picture-backdrop")
    assert ground.evaluate("ground => getComputedStyle(ground).overflow") == "hidden"  # a plan is larger than the map
    pin = page.locator("#karte-title ~ a, svg a.picture-link:visible").first
    pin.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/wer-dabei-ist/*/")
