"""The canonical form of a method."""

import pytest
from django.core.exceptions import ValidationError

from quartier.accounts.actions.instance import load_example
from quartier.methods import document as documents
from quartier.methods.actions.editing import publish_method, read_document, save_document

MINIMAL = {"code": "probe", "texts": {"de": {"title": "Probe"}}}


def test_parse_is_idempotent() -> None:
    once = documents.parse(MINIMAL | {"people": [5, 10], "aims": ["meet", "inform"]})
    assert documents.parse(once) == once
    assert once["aims"] == ["inform", "meet"]


def test_every_mistake_is_reported_at_once() -> None:
    with pytest.raises(documents.DocumentError) as caught:
        documents.parse({"code": "Nicht so", "kind": "x", "people": [9, 2], "nonsense": 1})
    assert [place for place, _ in caught.value.problems] == ["code", "kind", "people", "texts", "nonsense"]


@pytest.mark.django_db
def test_a_saved_document_reads_back_the_same() -> None:
    document = documents.parse(
        MINIMAL
        | {
            "people": [5, 10],
            "sources": [{"title": "Quelle", "url": "https://example.org/"}],
            "related": ["andere"],
        }
    )
    method = save_document(document, by=None)
    assert read_document(method) == document


@pytest.mark.django_db
def test_saving_the_same_again_keeps_one_version() -> None:
    method = save_document(MINIMAL, by=None)
    save_document(MINIMAL, by=None)
    assert method.versions.count() == 1


@pytest.mark.django_db
def test_nothing_is_published_while_the_legal_notice_is_empty() -> None:
    method = save_document(MINIMAL, by=None)
    with pytest.raises(ValidationError, match="Impressum"):
        publish_method(method, by=None)
    method.refresh_from_db()
    assert method.state == "draft"


@pytest.mark.django_db
def test_a_draft_is_not_found_by_visitors(client) -> None:
    method = save_document(MINIMAL, by=None)
    assert client.get("/methoden/probe/").status_code == 404
    load_example()
    publish_method(method, by=None)
    assert client.get("/methoden/probe/").status_code == 200
