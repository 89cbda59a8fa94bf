"""What the address of somebody who claims an organisation says, beside the directory of the quarter."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress

from quartier.accounts.models import PersonalLink
from quartier.journal.models import Entry
from quartier.quarters.domains import Comparison, Listed, compare
from quartier.quarters.models import Actor, Claim, Membership, Quarter
from quartier.quarters.roles import COORDINATOR_LINK

_FIELDS = frozenset({"emails", "web"})


def comparisons(quarter: Quarter, claims: Sequence[Claim]) -> list[Comparison]:
    """Return the comparison for each of some claims in a quarter, with the same number of queries for any number.

    What counts is the address with which somebody signs in, and whether its person has confirmed it. The whole
    directory is compared, also what is archived or shown to nobody: an ending that two have tells nothing.
    """
    if not claims:
        return []
    by_others = _written_by_others(quarter, [claim.actor for claim in claims])
    rows = Actor.objects.filter(quarter=quarter).values_list("pk", "code", "emails", "web")
    listed = {pk: Listed(tuple(emails), web, frozenset(by_others.get(code, ()))) for pk, code, emails, web in rows}
    addresses = EmailAddress.objects.filter(user__in=[claim.user_id for claim in claims], primary=True, verified=True)
    verified = dict(addresses.values_list("user_id", "email"))
    found = []
    for claim in claims:
        email = claim.user.email
        others = (one for key, one in listed.items() if key != claim.actor_id)
        is_verified = verified.get(claim.user_id, "").casefold() == email.casefold()
        found.append(compare(email, listed[claim.actor_id], others, is_verified=is_verified))
    return found


def _written_by_others(quarter: Quarter, actors: Sequence[Actor]) -> dict[str, set[str]]:
    """Return by code of the actor which of _FIELDS somebody wrote last who does not coordinate the quarter today.

    The journal knows: it names accounts, and nobody for people with a personal link. Actors are added, and lists taken
    in, by coordinators alone.
    """
    links = PersonalLink.objects.usable().filter(purpose=COORDINATOR_LINK, subject=quarter.code)
    coordinators = set(links.exclude(user=None).values_list("user_id", flat=True))
    coordinators |= set(quarter.memberships.filter(role=Membership.Role.COORDINATOR).values_list("user_id", flat=True))
    codes = {actor.code for actor in actors}
    changes = Entry.objects.filter(kind=Actor._meta.label_lower, code__in=codes, verb="actor.changed").order_by("-pk")
    seen: set[tuple[str, str]] = set()
    found: dict[str, set[str]] = {}
    for code, who, data in changes.values_list("code", "actor_id", "data"):
        for field in _FIELDS.intersection(data.get("fields", ())):
            if (code, field) not in seen and who not in coordinators:
                found.setdefault(code, set()).add(field)
            seen.add((code, field))
    return found
