"""Who may do what on the pages that belong to no single app. The table at the end is complete."""

from typing import Any

import rules

from quartier.accounts.rules import is_administrator
from quartier.quarters.roles import coordinated_by


@rules.predicate
def coordinates_somewhere(user: Any) -> bool:
    """Coordinators of any quarter, with an account."""
    return bool(user.is_authenticated and coordinated_by(user))


rules.add_perm("portal.view_processing_record", is_administrator | coordinates_somewhere)
