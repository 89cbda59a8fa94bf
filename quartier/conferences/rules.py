"""Who may do what in a conference. The table at the end is complete."""

from typing import Any

import rules

from quartier.accounts.rules import holds_link
from quartier.conferences.models.conference import managed_by
from quartier.quarters.roles import PERSON_LINK
from quartier.quarters.rules import belongs, coordinates


@rules.predicate
def manages(user: Any, conference: Any) -> bool:
    """Managers of the conference."""
    return conference is not None and conference.pk in managed_by(user)


rules.add_perm("conferences.found_conference", coordinates)
rules.add_perm("conferences.edit_conference", coordinates | manages)
rules.add_perm("conferences.publish_conference", coordinates | manages)
rules.add_perm("conferences.appoint_manager", coordinates)
rules.add_perm("conferences.edit_statutes", coordinates | manages)
rules.add_perm("conferences.see_draft", belongs)
rules.add_perm("conferences.see_concept", belongs)
rules.add_perm("conferences.comment_concept", belongs)
rules.add_perm("conferences.join_group", holds_link(PERSON_LINK))
