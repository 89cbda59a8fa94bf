"""What other programs get: robots.txt, sitemap.xml, security.txt, OpenSearch and the feed."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.test import override_settings

from quartier.accounts.models import Instance
from quartier.methods.actions.editing import withdraw_method
from tests.factories import make_method

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def sitemap(client) -> ElementTree.Element:
    return ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  (our own)


def test_the_sitemap_names_public_pages_in_both_languages(client) -> None:
    make_method("eins")
    found = {url.findtext("s:loc", namespaces=NAMES): url for url in sitemap(client).findall("s:url", NAMES)}
    for path in ("/", "/methoden/", "/methoden/eins/", "/impressum/"):
        assert {f"{SITE}{path}", f"{SITE}/en{path}"} <= found.keys()
    others = found[f"{SITE}/en/methoden/eins/"].findall("x:link", NAMES)
    assert {(link.get("hreflang"), link.get("href")) for link in others} == {
        ("de", f"{SITE}/methoden/eins/"),
        ("en", f"{SITE}/en/methoden/eins/"),
        ("x-default", f"{SITE}/methoden/eins/"),
    }
    for address in found:
        assert client.get(address.removeprefix(SITE)).status_code == 200


def test_hidden_methods_are_in_no_list_for_machines(client) -> None:
    make_method("kanarie", published=False)
    withdraw_method(make_method("kanarie-weg"), by=None)
    make_method("sichtbar")
    for address in ("/sitemap.xml", "/methoden/neu.atom", "/en/methoden/neu.atom", "/robots.txt"):
        content = client.get(address).content.decode().lower()
        assert "kanarie" not in content
        assert "sichtbar" in content or address == "/robots.txt"  # the negative control: public ones are there


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, number) -> None:
    for n in range(number):
        make_method(f"m{n}")
    with django_assert_num_queries(2):
        client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        client.get("/methoden/neu.atom")


def test_addresses_come_from_the_settings_and_not_from_the_request(client) -> None:
    make_method("eins")
    with override_settings(ALLOWED_HOSTS=["*"]):
        for address in ("/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/methoden/neu.atom"):
            assert b"evil.example" not in client.get(address, headers={"host": "evil.example"}).content, address


def test_robots_keep_out_of_what_is_private(client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    for path in ("/verwaltung/", "/konto/", "/l/", "/methoden/meine-stimmen/"):
        assert f"Disallow: {path}" in lines
        assert f"Disallow: /en{path}" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines


def test_security_txt_names_contact_policy_and_a_day_to_come(client) -> None:
    Instance.objects.update_or_create(pk=1, defaults={"contact_email": "hilfe@lindenhof.example"})
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:hilfe@lindenhof.example"
    assert fields["Policy"] == f"{SITE}/sicherheit/"
    ends = dt.datetime.fromisoformat(fields["Expires"])
    assert dt.timedelta(days=30) < ends - dt.datetime.now(dt.UTC) < dt.timedelta(days=365)
    assert "hilfe@lindenhof.example" in client.get("/sicherheit/").content.decode()


def test_without_an_address_the_legal_notice_is_the_contact(client) -> None:
    assert f"Contact: {SITE}/impressum/" in client.get("/.well-known/security.txt").content.decode()
    assert 'href="/impressum/">Wie Sie uns erreichen' in client.get("/sicherheit/").content.decode()


def test_the_description_of_the_search_is_xml(client) -> None:
    Instance.objects.update_or_create(pk=1, defaults={"name": "A & <B>"})
    root = ElementTree.fromstring(client.get("/opensearch.xml").content)  # noqa: S314  (our own)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.findtext(f"{space}ShortName") == "A & <B>"
    assert root.find(f"{space}Url").get("template") == f"{SITE}/suche/?q={{searchTerms}}"


def test_the_feed_has_whole_addresses_and_escapes(client) -> None:
    make_method("eins", texts={"de": {"title": "<b>Eins</b> & mehr", "summary": "Kurz"}})
    feed = ElementTree.fromstring(client.get("/methoden/neu.atom").content)  # noqa: S314  (our own)
    entry = feed.find("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == "<b>Eins</b> & mehr"
    assert entry.find("a:link", ATOM).get("href") == f"{SITE}/methoden/eins/"
    assert entry.findtext("a:updated", namespaces=ATOM)


def test_the_feed_speaks_the_readers_language_where_it_can(client) -> None:
    make_method("eins", texts={"de": {"title": "Eins"}, "en": {"title": "One"}})
    make_method("zwei")
    english = ElementTree.fromstring(client.get("/en/methoden/neu.atom").content)  # noqa: S314  (our own)
    titles = {entry.findtext("a:title", namespaces=ATOM) for entry in english.findall("a:entry", ATOM)}
    assert titles == {"One", "Zwei"}
