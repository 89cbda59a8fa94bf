"""Who may do what in the catalogue. The table at the end is complete."""

from typing import Any

import rules

from quartier.accounts.rules import has_account, is_editor


@rules.predicate
def is_author(user: Any, obj: Any) -> bool:
    """The person who wrote it."""
    return bool(obj is not None and obj.author_id is not None and obj.author_id == user.pk)


rules.add_perm("methods.edit_method", is_editor)
rules.add_perm("methods.publish_method", is_editor)
rules.add_perm("methods.import_method", is_editor)
rules.add_perm("methods.assess_method", has_account)
rules.add_perm("methods.comment_method", has_account)
rules.add_perm("methods.edit_comment", has_account & is_author)
rules.add_perm("methods.report_comment", has_account)
rules.add_perm("methods.moderate_comment", is_editor)
