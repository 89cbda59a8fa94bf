"""Comments: written, edited, withdrawn by their author; reported by anybody; hidden and restored by editors."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.journal import receipts
from quartier.journal.actions import record
from quartier.methods.models import Comment, CommentReport, Method


@transaction.atomic
def write_comment(method: Method, body: str, *, by: User) -> Comment:
    """Add a comment, visible at once."""
    require(by, "methods.comment_method", method)
    comment = Comment.objects.create(method=method, author=by, body=body)
    record(
        "comment.written",
        comment,
        by=by,
        public=method.state == Method.State.PUBLISHED and not by.is_demo,
        method=method.code,
    )
    return comment


def write_comment_once(method: Method, body: str, once: str, *, by: User) -> str:
    """Add a comment unless the same form with the same words has come before; return the comment's code.

    `once` is the form's own mark; with "" every submission is a comment. Other words are another comment: somebody
    has gone back in the browser and written on.
    """
    content = f"{method.code}\n{body}".encode()
    key = f"form:{once}:{hashlib.sha256(content).hexdigest()[:32]}" if once else ""
    answer, _is_repeat = receipts.once(by, key, content, lambda: {"code": write_comment(method, body, by=by).code})
    return str(answer["code"])


@transaction.atomic
def edit_comment(comment: Comment, body: str, *, by: User) -> Comment:
    """Change one's own comment; readers see that it was changed."""
    require(by, "methods.edit_comment", comment)
    comment = _locked(comment, Comment.State.VISIBLE)
    if comment.body != body:
        comment.body = body
        comment.edited_at = timezone.now()
        comment.save(update_fields=["body", "edited_at"])
        record("comment.edited", comment, by=by, method=comment.method.code)
    return comment


@transaction.atomic
def withdraw_comment(comment: Comment, *, by: User) -> Comment:
    """Take back one's own comment; `return_comment` undoes it."""
    require(by, "methods.edit_comment", comment)
    comment = _locked(comment, Comment.State.VISIBLE)
    return _move(comment, Comment.State.WITHDRAWN, "comment.withdrawn", by=by)


@transaction.atomic
def return_comment(comment: Comment, *, by: User) -> Comment:
    """Show one's own withdrawn comment again."""
    require(by, "methods.edit_comment", comment)
    comment = _locked(comment, Comment.State.WITHDRAWN)
    return _move(comment, Comment.State.VISIBLE, "comment.returned", by=by)


@transaction.atomic
def report_comment(comment: Comment, reason: str, *, by: User) -> CommentReport:
    """Ask the editors to look at a comment. A person's second report of the same comment changes their first."""
    require(by, "methods.report_comment", comment)
    report, created = CommentReport.objects.update_or_create(
        comment=comment, reporter=by, defaults={"reason": reason, "closed_at": None}
    )
    if created:
        record("comment.reported", comment, by=by, method=comment.method.code)
    return report


@transaction.atomic
def hide_comment(comment: Comment, reason: str, *, by: User) -> Comment:
    """Hide a comment from readers, with the reason that its author gets to see, and close its reports."""
    require(by, "methods.moderate_comment", comment)
    comment = _locked(comment, Comment.State.VISIBLE)
    comment.hidden_reason = reason
    _close_reports(comment)
    return _move(comment, Comment.State.HIDDEN, "comment.hidden", by=by)


@transaction.atomic
def restore_comment(comment: Comment, *, by: User) -> Comment:
    """Show a hidden comment again."""
    require(by, "methods.moderate_comment", comment)
    comment = _locked(comment, Comment.State.HIDDEN)
    comment.hidden_reason = ""
    return _move(comment, Comment.State.VISIBLE, "comment.restored", by=by)


@transaction.atomic
def keep_comment(comment: Comment, *, by: User) -> Comment:
    """Close the reports of a comment that stays."""
    require(by, "methods.moderate_comment", comment)
    if _close_reports(comment):
        record("comment.kept", comment, by=by, method=comment.method.code)
    return comment


def _locked(comment: Comment, expected: Comment.State) -> Comment:
    """Read the comment again under a lock, and refuse when it has moved on meanwhile."""
    fresh = Comment.objects.select_for_update().select_related("method").get(pk=comment.pk)
    if fresh.state != expected:
        raise ValidationError(_("Dieser Kommentar hat sich inzwischen geändert. Laden Sie die Seite neu."))
    return fresh


def _move(comment: Comment, state: Comment.State, verb: str, *, by: User) -> Comment:
    comment.state = state
    comment.save(update_fields=["state", "hidden_reason"])
    record(verb, comment, by=by, method=comment.method.code)
    return comment


def _close_reports(comment: Comment) -> int:
    return comment.reports.filter(closed_at=None).update(closed_at=timezone.now())
