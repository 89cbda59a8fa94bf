"""Related methods on the page of a method."""

import pytest

from quartier.jobs.models import Job
from quartier.jobs.schedule import run_due
from quartier.methods import relating
from quartier.methods.actions.editing import withdraw_method
from quartier.methods.models import RelatedMethod, RelatedRank
from quartier.methods.relating import recompute_related, related_to
from tests.factories import make_method

pytestmark = pytest.mark.django_db


def titles(method) -> list[str]:
    return [other["title"] for other in related_to(method)]


def test_pins_come_first_and_what_editors_removed_never_comes() -> None:
    one = make_method("eins", aims=["meet"], related=["drei"])
    for code in ("zwei", "vier"):
        make_method(code, aims=["meet"], action_fields=["housing"])
    make_method("drei")
    recompute_related()
    RelatedMethod.objects.create(method=one, other_code="vier", is_removed=True)
    shown = related_to(one)
    assert [(other["title"], other["reasons"]) for other in shown] == [
        ("Drei", "von der Redaktion empfohlen"),
        ("Zwei", "gleiches Ziel: sich begegnen"),
    ]
    assert shown[0]["url"] == "/methoden/drei/"


def test_at_most_six_even_when_more_are_pinned() -> None:
    codes = [f"m{number}" for number in range(9)]
    for code in codes:
        make_method(code, aims=["meet"])
    assert titles(make_method("viel", related=codes)) == ["M0", "M1", "M2", "M3", "M4", "M5"]


def test_drafts_and_withdrawn_methods_appear_nowhere(client) -> None:
    one = make_method("eins", aims=["meet"], related=["kanarie"])
    make_method("kanarie", aims=["meet"], published=False)
    gone = make_method("weg", aims=["meet"])
    recompute_related()
    assert titles(one) == ["Weg"]
    withdraw_method(gone, by=None)
    assert titles(one) == []  # before the job has looked
    recompute_related()
    assert not RelatedRank.objects.exists()
    page = client.get("/methoden/eins/").content.decode()
    assert "kanarie" not in page.lower()


def test_without_the_filter_on_the_state_the_withdrawn_one_would_show(monkeypatch) -> None:
    """The negative control of the test above: the rows alone do not hide it."""
    one, gone = make_method("eins", aims=["meet"]), make_method("weg", aims=["meet"])
    recompute_related()
    withdraw_method(gone, by=None)
    assert list(one.ranks.values_list("other", flat=True)) == [gone.pk]


def test_a_change_makes_the_job_due_and_the_job_writes_only_what_differs(django_capture_on_commit_callbacks) -> None:
    run_due()
    with django_capture_on_commit_callbacks(execute=True):
        make_method("eins", aims=["meet"])
        make_method("zwei", aims=["meet"])
    assert "related-methods" in run_due()
    assert RelatedRank.objects.count() == 2
    assert Job.objects.get(name="related-methods").failures == 0
    assert recompute_related() == 0


@pytest.mark.parametrize("number", [3, 12])
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, number) -> None:
    for n in range(number):
        make_method(f"m{n}", aims=["meet"])
    one = make_method("eins", aims=["meet"])
    recompute_related()
    with django_assert_num_queries(1):
        assert related_to(one)


def test_titles_follow_the_reader_and_lost_codes_are_left_out(client) -> None:
    one = make_method("eins", aims=["meet"])
    two = make_method("zwei", texts={"de": {"title": "Zwei"}, "en": {"title": "Two"}})
    RelatedRank.objects.create(method=one, other=two, position=0, reasons=[["aims", ["lost"]], ["gone", ["x"]]])
    assert 'href="/en/methoden/zwei/">Two</a>' in client.get("/en/methoden/eins/").content.decode()
    assert relating.related_to(one)[0]["reasons"] == ""
