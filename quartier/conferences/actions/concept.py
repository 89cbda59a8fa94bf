"""The concept is written section by section, discussed, and taken back to an earlier version."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.conferences import vocabulary as v
from quartier.conferences.models import ConceptComment, ConceptVersion, Conference
from quartier.journal.actions import record


@transaction.atomic
def save_section(
    conference: Conference, section: str, text: str, base: int | None = None, *, by: User | None
) -> ConceptVersion:
    """Save a section as a new version; the same text makes none.

    `base` is the version that was edited (0: none). Refused (ValidationError) when somebody has saved in the meantime.
    """
    require(by, "conferences.edit_conference", conference)
    if section not in v.SECTIONS:
        raise ValidationError(_("Diesen Abschnitt gibt es nicht."))
    Conference.objects.select_for_update().get(pk=conference.pk)  # one after the other
    last = conference.concept.filter(section=section).order_by("-number").first()
    number = last.number if last else 0
    if last is not None and last.text == text:
        return last
    if base is not None and base != number:
        raise ValidationError(
            _(
                "In der Zwischenzeit hat jemand anderes gespeichert. Vergleichen Sie, und speichern Sie dann noch einmal."
            )
        )
    version = ConceptVersion.objects.create(
        conference=conference, section=section, number=number + 1, text=text, author=by
    )
    record("concept.saved", version, by=by)
    return version


def restore_version(version: ConceptVersion, *, by: User | None) -> ConceptVersion:
    """Bring an earlier version back, as a new one: nothing is lost."""
    return save_section(version.conference, version.section, version.text, by=by)


@transaction.atomic
def write_comment(conference: Conference, section: str, text: str, *, by: Any) -> ConceptComment:
    """Say something about a section."""
    require(by, "conferences.comment_concept", conference)
    author = by if isinstance(by, User) else None
    comment = ConceptComment.objects.create(conference=conference, section=section, text=text, author=author)
    record("concept.commented", comment, by=author)
    return comment


@transaction.atomic
def remove_comment(comment: ConceptComment, *, by: Any) -> None:
    """Take a comment away: one's own, or anybody's by those who edit the conference."""
    is_own = isinstance(by, User) and comment.author_id == by.pk
    if by is not None and not is_own and not by.has_perm("conferences.edit_conference", comment.conference):
        raise PermissionDenied
    record("concept.comment_removed", comment, by=by if isinstance(by, User) else None)
    comment.delete()
