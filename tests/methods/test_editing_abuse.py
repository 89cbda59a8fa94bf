"""What nobody should be able to do with the forms of a method."""

import re

import pytest

from quartier.methods import vocabulary as v
from quartier.methods.models import Method
from tests.factories import make_method
from tests.methods.editing import PAGES, PAYLOADS, document_of, send

pytestmark = pytest.mark.django_db


def test_fields_that_are_not_in_the_form_change_nothing(client, edda) -> None:
    method = make_method(published=False)
    extra = {"state": "published", "code": "anders", "revision": "99", "id": "1", "authors": "x", "sources": "x",
             "texts": "x", "created_at": "1999-01-01"}  # fmt: skip
    send(client, "/methoden/probe/bearbeiten/text/de/", **(extra | {"title": "Neu benannt"}))
    method.refresh_from_db()
    assert (method.code, method.state, method.revision, method.authors) == ("probe", "draft", 2, "")
    assert method.created_at.year > 2000


@pytest.mark.parametrize("payload", PAYLOADS)
def test_scripts_in_every_text_field_stay_text(client, edda, payload) -> None:
    make_method()
    sections = dict.fromkeys(v.SECTIONS, payload)
    phase = {"phases-anzahl": "1", "phases-0-title": payload, "phases-0-when": payload, "phases-0-output": payload,
             "phases-0-activities": payload}  # fmt: skip
    text = {"title": payload, "summary": payload, "note": payload, **sections, **phase}
    assert send(client, "/methoden/probe/bearbeiten/text/de/", **text).status_code == 302
    assert send(client, "/methoden/probe/bearbeiten/text/de_plain/", **text, checked_by=payload).status_code == 302
    lists = {
        f"{kind}-{field}": payload
        for kind in ("links-0", "sources-0", "projects-0")
        for field in ("title", "place", "note")
    }
    counts = {"links-anzahl": "1", "sources-anzahl": "1", "projects-anzahl": "1"}
    assert send(client, "/methoden/probe/bearbeiten/quellen/", **lists, **counts).status_code == 302
    send(client, "/methoden/probe/bearbeiten/angaben/", authors=payload, licence=payload)
    pages = [f"/methoden/{page}" for page in PAGES] + ["/methoden/probe/", "/methoden/probe/?fassung=einfach"]
    pages += [f"/methoden/probe/versionen/unterschied/?von={n}&bis={n + 1}" for n in (2, 3, 4)]
    for address in pages:
        page = client.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert not re.search(r"<(img|svg)[^>]*(onerror|onload)", page), address
        assert not re.search(r"""<\w[^>]*\s(href|src)=["']?\s*(javascript|data):""", page), address


def test_control_characters_leave_and_ten_megabytes_are_refused(client, edda) -> None:
    make_method()
    send(client, "/methoden/probe/bearbeiten/text/de/", aim="vor\0nach\x07 \u202eumgekehrt")
    assert document_of()["texts"]["de"]["sections"]["aim"] == "vornach \u202eumgekehrt"
    answer = client.post("/methoden/probe/bearbeiten/text/de/", {"title": "Probe", "aim": "x" * 10_000_000})
    assert answer.status_code in {400, 413}
    assert Method.objects.get().revision == 2
