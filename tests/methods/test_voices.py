"""Assessments and comments: who may, what is kept, what is shown."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from quartier.journal.models import Entry
from quartier.methods.actions import assessing, commenting
from quartier.methods.models import Assessment, Comment
from tests.factories import make_method, make_user

pytestmark = pytest.mark.django_db


def test_one_assessment_per_account_and_method() -> None:
    method, ben = make_method(), make_user()
    assessing.save_assessment(method, {"time": 2, "note": "gut"}, by=ben)
    changed = assessing.save_assessment(method, {"time": 5}, by=ben)
    assert Assessment.objects.count() == 1
    assert (changed.time, changed.note) == (5, "")
    assert [e.verb for e in Entry.objects.filter(verb__startswith="assessment")] == [
        "assessment.changed",
        "assessment.given",
    ]


def test_an_empty_assessment_is_refused() -> None:
    with pytest.raises(ValidationError):
        assessing.save_assessment(make_method(), {"place": "hier"}, by=make_user())


def test_withdrawing_deletes_what_the_person_said() -> None:
    method, ben, cem = make_method(), make_user(), make_user("Cem")
    assessing.save_assessment(method, {"time": 2}, by=ben)
    assessing.save_assessment(method, {"time": 4}, by=cem)
    assert assessing.withdraw_assessment(method, by=ben)
    assert not assessing.withdraw_assessment(method, by=ben)
    assert [a.author for a in Assessment.objects.all()] == [cem]


def test_a_deactivated_account_says_nothing() -> None:
    ben = make_user(is_active=False)
    with pytest.raises(PermissionDenied):
        assessing.save_assessment(make_method(), {"time": 2}, by=ben)
    with pytest.raises(PermissionDenied):
        commenting.write_comment(make_method(), "Hallo", by=ben)


def test_only_the_author_edits_and_withdraws() -> None:
    method, ben, editor = make_method(), make_user(), make_user("Edda", role="editor")
    comment = commenting.write_comment(method, "Hallo", by=ben)
    for stranger in (make_user("Cem"), editor):
        with pytest.raises(PermissionDenied):
            commenting.edit_comment(comment, "Anders", by=stranger)
        with pytest.raises(PermissionDenied):
            commenting.withdraw_comment(comment, by=stranger)
    commenting.edit_comment(comment, "Anders", by=ben)
    comment.refresh_from_db()
    assert (comment.body, comment.edited_at is None) == ("Anders", False)


def test_withdrawing_a_comment_can_be_undone() -> None:
    ben = make_user()
    comment = commenting.write_comment(make_method(), "Hallo", by=ben)
    commenting.withdraw_comment(comment, by=ben)
    assert not Comment.objects.visible_to(make_user("Edda", role="editor")).exists()
    assert Comment.objects.visible_to(ben).exists()
    commenting.return_comment(comment, by=ben)
    assert Comment.objects.visible_to(make_user("Cem")).exists()


def test_hiding_needs_an_editor_and_keeps_the_reason() -> None:
    ben, editor = make_user(), make_user("Edda", role="editor")
    comment = commenting.write_comment(make_method(), "Hallo", by=ben)
    commenting.report_comment(comment, "unfreundlich", by=make_user("Cem"))
    with pytest.raises(PermissionDenied):
        commenting.hide_comment(comment, "weil", by=ben)
    hidden = commenting.hide_comment(comment, "beleidigt jemanden", by=editor)
    assert (hidden.state, hidden.hidden_reason) == ("hidden", "beleidigt jemanden")
    assert not hidden.reports.filter(closed_at=None).exists()
    # Its author cannot bring it back, the editors can.
    with pytest.raises(ValidationError):
        commenting.return_comment(hidden, by=ben)
    assert commenting.restore_comment(hidden, by=editor).state == "visible"


def test_a_second_report_of_the_same_person_is_the_same_report() -> None:
    comment = commenting.write_comment(make_method(), "Hallo", by=make_user())
    cem = make_user("Cem")
    commenting.report_comment(comment, "erstens", by=cem)
    commenting.report_comment(comment, "zweitens", by=cem)
    assert [r.reason for r in comment.reports.all()] == ["zweitens"]


def test_the_demo_leaves_without_a_trace() -> None:
    from quartier.accounts.models import User
    from quartier.portal import demo

    method, ben = make_method("world-cafe"), make_user()
    commenting.write_comment(method, "bleibt", by=ben)
    assert demo.load_voices() > 0
    assert demo.load_voices() == 0
    assert Assessment.objects.filter(method=method).count() == 3
    demo.remove_voices()
    assert [c.body for c in Comment.objects.all()] == ["bleibt"]
    assert not Assessment.objects.exists()
    assert list(User.objects.all()) == [ben]
