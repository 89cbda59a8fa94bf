"""The forms in which editors write a method, filled in by tests."""

import re
from html import unescape

from quartier.methods.actions.editing import read_document
from quartier.methods.models import Method

PAGES = [
    "neu/", "entwuerfe/", "probe/bearbeiten/", "probe/bearbeiten/angaben/", "probe/bearbeiten/text/de/",
    "probe/bearbeiten/text/de_plain/", "probe/bearbeiten/text/tr/", "probe/bearbeiten/quellen/",
    "probe/bearbeiten/verwandte/", "probe/versionen/", "probe/versionen/unterschied/?von=1&bis=2",
]  # fmt: skip
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='javascript:alert(1)'>x</a>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "</textarea><script>alert(1)</script>",
    "<!--<script>-->",
    "javascript:alert(1)//",
]


def filled(page: str) -> dict[str, list[str]]:
    """Return what the edit form on a page would send if somebody just pressed save."""
    form = re.search(r'<form method="post" class="edit[^>]*>(.*?)</form>', page, re.DOTALL)[1]
    values: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = {name: unescape(text) for name, text in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if attributes.get("type") in {"radio", "checkbox"} and not re.search(r"\bchecked\b", tag):
            continue
        values.setdefault(attributes["name"], []).append(attributes.get("value", ""))
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        values[name] = [unescape(text).removeprefix("\n")]
    values.pop("csrfmiddlewaretoken", None)
    return values


def send(client, address: str, **changes):
    """Open a form, change some fields, and send it."""
    values = filled(client.get(address).content.decode()) | changes
    return client.post(address, values)


def document_of(code: str = "probe"):
    return read_document(Method.objects.get(code=code))
