"""Which quarters somebody belongs to, asked once per request."""

from typing import Any

from django.apps import apps

from quartier.accounts.rules import has_account
from quartier.quarters import vocabulary as v

# Purpose of the personal links with which people without an account are members; their subject is the quarter's code.
MEMBER_LINK = "quarter-member"
_AUDIENCES = {"member": v.MEMBERS, "coordinator": v.COORDINATORS}


def roles_of(user: Any) -> dict[int, str]:
    """Return the role of the person by key of the quarter, {} for strangers.

    An account has its memberships and the links that it has adopted; a guest the link that their browser opened.
    Kept on the user, which lives as long as the request: a role that ends, ends with the next request.
    """
    kept = vars(user)
    if "_quarter_roles" not in kept:
        kept["_quarter_roles"] = _read(user)
    return dict(kept["_quarter_roles"])


def quarters_of(user: Any) -> list[int]:
    """Return the keys of the quarters to which the person belongs, in whatever role."""
    return sorted(roles_of(user))


def coordinated_by(user: Any) -> list[int]:
    """Return the keys of the quarters that the person coordinates."""
    return sorted(key for key, role in roles_of(user).items() if role == "coordinator")


def audience_of(user: Any, quarter_key: int) -> str:
    """Return as which audience (`vocabulary.AUDIENCES`) the person looks at a quarter."""
    return _AUDIENCES.get(roles_of(user).get(quarter_key, ""), v.PUBLIC)


def _read(user: Any) -> dict[int, str]:
    quarter = apps.get_model("quarters", "Quarter")
    link = getattr(user, "link", None)
    if link is not None:
        if not link.is_usable() or link.purpose != MEMBER_LINK:
            return {}
        return dict.fromkeys(quarter.objects.filter(code=link.subject).values_list("pk", flat=True), "member")
    if not has_account(user):
        return {}
    links = user.personal_links.usable().filter(purpose=MEMBER_LINK).values("subject")
    linked = quarter.objects.filter(code__in=links).values_list("pk", flat=True)
    return dict.fromkeys(linked, "member") | dict(user.memberships.values_list("quarter_id", "role"))
