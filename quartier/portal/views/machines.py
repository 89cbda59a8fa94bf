"""What other programs ask a site for: robots.txt, sitemap.xml, security.txt and the description of the search.

Addresses begin with the public one from the settings, never with what a request claims.
"""

import datetime as dt
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from quartier.accounts.models import Instance
from quartier.methods.models import Method
from quartier.quarters.models import Quarter

PUBLIC_PAGES = (
    "home", "about", "news", "methods", "finder", "compare", "quarters", "legal_notice", "privacy", "accessibility",
    "security_policy",
)  # fmt: skip
_PRIVATE = (
    "/api/", "/einrichten/", "/konto/", "/l/", "/suche/", "/verwaltung/", "/methoden/kommentare/", "/methoden/links/",
    "/methoden/meine-stimmen/", "/methoden/meldungen/", "/stadtteile/mein-eintrag/",
)  # fmt: skip
_VALID = dt.timedelta(days=180)  # of security.txt; it is computed, so it never runs out
_TEXT = "text/plain; charset=utf-8"


@cache_control(max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Ask search engines to leave alone what is not for the public, and name the sitemap."""
    starts = ["", *(f"/{code}" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    lines = ["User-agent: *", *(f"Disallow: {start}{path}" for start in starts for path in _PRIVATE)]
    lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type=_TEXT)


@cache_control(max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Name every public page in every language.

    Written without a template: 10,000 methods are 20,000 entries, and a template takes seconds for them.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
        *_entries(),
        "</urlset>",
    ]
    return HttpResponse("\n".join(lines), content_type="application/xml")


@cache_control(max_age=3600)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a weakness (RFC 9116)."""
    email = Instance.load().contact_email
    lines = [
        f"Contact: mailto:{email}" if email else f"Contact: {settings.BASE_URL}{reverse('legal_notice')}",
        f"Expires: {timezone.now() + _VALID:%Y-%m-%dT00:00:00Z}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.BASE_URL}{request.path}",
        f"Policy: {settings.BASE_URL}{reverse('security_policy')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=_TEXT)


def security_policy(request: HttpRequest) -> HttpResponse:
    """Say how to report a weakness, and what happens then."""
    return render(request, "portal/security_policy.html", {"email": Instance.load().contact_email})


@cache_control(max_age=3600)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Let browsers offer the search of this site."""
    address = f"{settings.BASE_URL}{reverse('search')}?q={{searchTerms}}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(Instance.load().name[:16])}</ShortName>",
        f"<Description>{escape(_('Methoden und alles andere auf dieser Seite suchen'))}</Description>",
        f'<Url type="text/html" template={quoteattr(address)}/>',
        "<InputEncoding>UTF-8</InputEncoding>",
        "</OpenSearchDescription>",
    ]
    return HttpResponse("\n".join(lines), content_type="application/opensearchdescription+xml")


def _entries() -> Iterator[str]:
    for name in PUBLIC_PAGES:
        yield from _page(_addresses(name))
    starts = _addresses("quarters")
    for code in Quarter.objects.filter(is_public=True).values_list("code", flat=True):
        for part in ("", "wer-dabei-ist/", "raeume/"):
            yield from _page({language: f"{start}{code}/{part}" for language, start in starts.items()})
    lists = _addresses("methods")
    published = Method.objects.filter(state=Method.State.PUBLISHED).order_by("id")
    for code, changed in published.values_list("code", "updated_at"):
        yield from _page({language: f"{start}{code}/" for language, start in lists.items()}, f"{changed:%Y-%m-%d}")


def _addresses(name: str) -> dict[str, str]:
    """Return the whole address of a named page per language."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = settings.BASE_URL + reverse(name)
    return found


def _page(addresses: dict[str, str], changed: str = "") -> Iterator[str]:
    """Return one entry per language, each naming all of them. Addresses hold nothing that XML would need escaped."""
    default = addresses[settings.LANGUAGE_CODE]
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in [*addresses.items(), ("x-default", default)]
    )
    day = f"<lastmod>{changed}</lastmod>" if changed else ""
    for address in addresses.values():
        yield f"<url><loc>{address}</loc>{day}{others}</url>"
