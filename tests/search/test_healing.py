"""An index that has missed something is mended by itself: a process may die between saving and indexing."""

import pytest

from quartier.jobs.schedule import run_now
from quartier.methods import receivers
from quartier.methods.actions.editing import publish_method, save_document, withdraw_method
from quartier.methods.indexing import KIND
from quartier.search.healing import heal
from quartier.search.index import find
from quartier.search.models import Document
from tests.factories import make_method

pytestmark = pytest.mark.django_db


def keys(words: str) -> list[int]:
    return find(words, kind=KIND, language="de").keys


@pytest.fixture
def dying(monkeypatch) -> None:
    """The process dies when it would index."""

    def die(method) -> None:
        raise SystemExit

    monkeypatch.setattr(receivers, "index_method", die)


def change(title: str) -> None:
    save_document({"code": "probe", "texts": {"de": {"title": title}}}, by=None)


@pytest.fixture
def method(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        method = make_method("probe", texts={"de": {"title": "Laternenfest"}})
    assert keys("Laternenfest") == [method.pk]  # the control: a living process indexes at once
    return method


def test_what_a_dead_process_has_not_indexed_is_indexed(method, dying, django_capture_on_commit_callbacks) -> None:
    with pytest.raises(SystemExit), django_capture_on_commit_callbacks(execute=True):
        change("Drachenfest")
    assert (keys("Drachenfest"), keys("Laternenfest")) == ([], [method.pk])  # the control: nobody has mended it
    assert run_now("search-healing")
    assert (keys("Drachenfest"), keys("Laternenfest")) == ([method.pk], [])


def test_what_a_dead_process_has_not_taken_out_is_taken_out(method, dying, django_capture_on_commit_callbacks) -> None:
    with pytest.raises(SystemExit), django_capture_on_commit_callbacks(execute=True):
        withdraw_method(method, by=None)
    assert keys("Laternenfest") == [method.pk]
    assert run_now("search-healing")
    assert keys("Laternenfest") == []
    with pytest.raises(SystemExit), django_capture_on_commit_callbacks(execute=True):
        publish_method(method, by=None)
    assert keys("Laternenfest") == []
    assert run_now("search-healing")
    assert keys("Laternenfest") == [method.pk]


def test_half_of_the_languages_are_not_enough(method) -> None:
    texts = {"de": {"title": "Laternenfest"}, "en": {"title": "Lanterns"}}
    save_document({"code": "probe", "texts": texts}, by=None)
    heal()
    assert heal() == 0
    Document.objects.filter(language="en").update(stamp="")  # what an older release has indexed
    assert heal() == 1


def test_rows_without_a_thing_are_taken_out(method) -> None:
    Document.objects.create(kind=KIND, key=method.pk + 1, language="de", title="Niemand", stamp="x")
    assert heal(KIND) == 1
    assert not Document.objects.filter(title="Niemand").exists()


def test_what_is_right_is_not_written_again(method, django_assert_num_queries) -> None:
    assert heal() == 0
    with django_assert_num_queries(2):
        assert heal(KIND) == 0
