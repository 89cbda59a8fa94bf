"""What machines and editors see, in a browser: data in the head, related methods, broken links."""

import json

import pytest
from django.utils import timezone

from quartier.accounts.actions.links import sign_in_path
from quartier.accounts.models import User
from quartier.methods.models import Link, Reference
from quartier.methods.models.links import digest
from quartier.methods.relating import recompute_related
from quartier.portal.demo import ADMINISTRATOR
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits

pytestmark = pytest.mark.browser


def test_linked_data_and_related_methods(site, page, browser) -> None:
    recompute_related()
    page.goto(site + "/methoden/stadtteilspaziergang/")
    data = json.loads(page.locator('script[type="application/ld+json"]').text_content())
    assert (data["@type"], data["name"]) == ("HowTo", "Stadtteilspaziergang")
    first = page.locator("aside li", has_text="von der Redaktion empfohlen").first
    assert first.get_by_role("link", name="Nadelmethode").is_visible()
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert_fits(page)
    page.goto(site + "/sicherheit/")
    assert_accessible(page)


def test_a_script_in_the_page_would_be_complained_about(site, browser) -> None:
    """The negative control: the policy is on, and the console says so when somebody breaks it."""
    with browser.new_context() as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(site + "/methoden/stadtteilspaziergang/")
        assert not complaints
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'alert(1)'}))")
        page.wait_for_timeout(100)
        assert any("Content Security Policy" in text for text in complaints)


def test_editors_find_broken_links(site, page) -> None:
    url = Reference.objects.exclude(url="").filter(method__code="stadtteilspaziergang")[0].url
    today = timezone.now()
    Link.objects.create(
        digest=digest(url), url=url, problem="missing", detail="404", failed_days=2, checked_at=today,
        failing_since=today.date(),
    )  # fmt: skip
    page.goto(site + sign_in_path(User.objects.get(email=ADMINISTRATOR[0])))
    page.get_by_role("button", name="Jetzt anmelden").click()
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        page.goto(site + "/methoden/links/")
        assert_accessible(page)
        assert_fits(page)
        page.get_by_role("link", name="Stadtteilspaziergang").click()
        assert page.get_by_text("die Seite gibt es nicht mehr (404)").is_visible()
        assert_fits(page)
