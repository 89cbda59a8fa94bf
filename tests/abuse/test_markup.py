"""Cases 5 and 6 without a browser: what people write stays text, and Markdown lets only harmless links through."""

import re
from html.parser import HTMLParser

import pytest
from django.core.cache import cache

from quartier.methods.actions import assessing, commenting
from quartier.ui import markdown
from tests.abuse import PAYLOADS
from tests.factories import make_method, make_user

ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code"}


class Seen(HTMLParser):
    """Notes which elements and attributes a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def dangerous(html: str, allowed: set[str] = ALLOWED) -> list[str]:
    """Return what must not be in the HTML of a text."""
    seen = Seen(html)
    found = sorted(seen.tags - allowed)
    found += [name for name, _value in seen.attributes if name.startswith("on") or name in {"style", "src", "srcdoc"}]
    return found + [v for n, v in seen.attributes if n == "href" and not re.match(r"(https?://|mailto:)", v)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_case_6_markdown_lets_nothing_dangerous_through(payload: str) -> None:
    assert dangerous(markdown.render(payload)) == []
    assert dangerous(markdown.render(f"Text **{payload}**\n\n- {payload}\n\n> {payload}")) == []


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "\\\\evil.example", "vbscript:x", "/lokal"]
)
def test_case_6_a_link_goes_to_the_web_or_nowhere(link: str) -> None:
    assert 'href="' not in markdown.render(f"[x]({link})")
    assert 'href="https://gut.example"' in markdown.render("[x](https://gut.example)")


def test_case_6_negative_control_the_check_sees_what_nh3_alone_lets_through() -> None:
    import nh3

    let_through = nh3.clean('<img src="https://evil.example/x.png"><a href="//evil.example">x</a>')
    assert {"img", "src", "//evil.example"} <= set(dangerous(let_through))


@pytest.mark.django_db
def test_case_5_every_text_of_a_person_stays_text(client) -> None:
    cache.clear()
    method = make_method("offen", texts={"de": {"title": PAYLOADS[3], "summary": PAYLOADS[0]}})
    for number, payload in enumerate(PAYLOADS):
        author = make_user(payload[:100])
        commenting.write_comment(method, payload, by=author)
        if number < 20:
            values = {"time": 2, "note": payload, "place": payload[:200], "effort": payload[:500]}
            assessing.save_assessment(method, values, by=author)
    for address in ("/methoden/offen/", "/methoden/offen/?seite=2", "/methoden/", "/", "/methoden/neu.atom"):
        page = client.get(address).content.decode()
        body = page.partition("<main")[2] or page
        for tag in (
            "<script>alert",
            "<img src=x",
            "<svg onload",
            "<iframe",
            "<marquee",
            "<body onload",
            "<details open",
        ):
            assert tag not in body, (address, tag)
    for payload in PAYLOADS:
        page = client.get("/suche/", {"q": payload}).content.decode()
        assert not re.search(r"<(script>|img|iframe|object|embed|marquee|math)", page.replace("<svg class", "")), (
            payload
        )
