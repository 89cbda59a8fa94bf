"""Which quarters somebody belongs to, asked once per request."""

from typing import Any

from django.apps import apps

from quartier.accounts.rules import has_account
from quartier.quarters import vocabulary as v

# Purposes of the personal links by which people without an account belong; their subject is the quarter's code.
MEMBER_LINK = "quarter-member"
COORDINATOR_LINK = "quarter-coordinator"  # a guest holds it as a member; coordinating takes an account, which adopts it
PERSON_LINK = "contact-person"  # of a contact person: their own data and their actor's page; its subject is their code
LINK_OF = {"member": MEMBER_LINK, "coordinator": COORDINATOR_LINK}
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


def links_of(user: Any) -> list[tuple[str, str]]:
    """Return (purpose, subject) of the good personal links that somebody holds."""
    link = getattr(user, "link", None)
    if link is not None:
        return [(link.purpose, link.subject)] if link.is_usable() else []
    return list(user.personal_links.usable().values_list("purpose", "subject")) if has_account(user) else []


def _read(user: Any) -> dict[int, str]:
    links = links_of(user)
    codes = {role: [subject for purpose, subject in links if purpose == LINK_OF[role]] for role in LINK_OF}
    persons = [subject for purpose, subject in links if purpose == PERSON_LINK]
    held: dict[int, str] = {}
    for role in ("member", "coordinator"):  # the greater one last
        if codes[role]:
            quarters = apps.get_model("quarters", "Quarter").objects.filter(code__in=codes[role])
            held |= dict.fromkeys(quarters.values_list("pk", flat=True), role if has_account(user) else "member")
    if persons:
        people = apps.get_model("quarters", "ContactPerson").objects.filter(code__in=persons)
        held = dict.fromkeys(people.values_list("actor__quarter_id", flat=True), "member") | held
    if has_account(user):
        for key, role in user.memberships.values_list("quarter_id", "role"):
            if held.get(key) != "coordinator":
                held[key] = role
    return held
