"""Every answer carries the strict headers; private pages are kept by no cache."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.quarters.stage import QuarterStage
from tests.quarters.test_access import LINES as QUARTER_LINES
from tests.test_access import LINES, InstanceStage

pytestmark = pytest.mark.django_db
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
SANDBOX = "sandbox; default-src 'none';"  # of a picture: neither scripts nor styles, not even our own
POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
PAGES = {
    stage: sorted({line.address for line in lines if not line.route.startswith("api:")})
    for stage, lines in ((InstanceStage, LINES), (QuarterStage, QUARTER_LINES))
}


def missing(answer) -> list[str]:
    """Return the headers that an answer lacks."""
    policy = answer.headers.get("Content-Security-Policy", "")
    lacks = [name for name, value in WANTED.items() if answer.headers.get(name) != value]
    wanted = [part for part in POLICY if not (policy.startswith(SANDBOX) and part.endswith("'self'"))]
    lacks += [part for part in wanted if part not in policy]
    lacks += [word for word in ("unsafe-inline", "unsafe-eval") if word in policy]
    if answer.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        lacks.append("Referrer-Policy")
    return lacks


@pytest.mark.parametrize(("play", "who"), [(play, who) for play in PAGES for who in play.cast])
def test_every_page_has_the_strict_headers(play, who: str) -> None:
    stage = play()
    browser = stage.browser(who)
    for address in PAGES[play]:
        cache.clear()
        answer = browser.get(address.format(**stage.things))
        assert not missing(answer), address
        if who != "nobody" and answer.headers.get("Content-Type", "").startswith("text/html"):
            control = answer.headers.get("Cache-Control", "")
            assert "no-store" in control or "private" in control, f"{address}: {control!r}"


@pytest.mark.parametrize(
    "address", ["/nichts/", "/api/v1/methods", "/api/v1/nichts", "/methoden/%FF/", "/suche/?q=%00"]
)
def test_errors_and_programs_get_them_too(address: str) -> None:
    assert not missing(Client().get(address))


def test_a_failure_has_them_too(monkeypatch) -> None:
    def fail(*args, **kwargs):
        raise RuntimeError("planted")

    monkeypatch.setattr("quartier.portal.views.home.catalogue", fail)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert not missing(answer)
    assert "planted" not in answer.content.decode()


def test_negative_control_a_missing_header_is_noticed(settings) -> None:
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": ["'self'", "'unsafe-inline'"]}}
    settings.SECURE_CONTENT_TYPE_NOSNIFF = False
    assert {"default-src 'none'", "unsafe-inline", "X-Content-Type-Options"} <= set(missing(Client().get("/ueber/")))


def test_what_depends_on_the_person_says_so() -> None:
    stage = InstanceStage()
    for address in ("/", "/methoden/", "/methoden/offen/", "/konto/"):
        assert "Cookie" in stage.browser("ben").get(address).headers.get("Vary", ""), address
