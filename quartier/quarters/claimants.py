"""What the address of somebody who claims an organisation says, beside the directory of the quarter."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress

from quartier.quarters.domains import Comparison, Listed, compare
from quartier.quarters.models import Actor, Claim


def comparisons(claims: Sequence[Claim]) -> list[Comparison]:
    """Return the comparison for each of some claims on actors of one quarter. Two queries at most.

    What counts is the address with which somebody signs in, and whether its person has confirmed it. The whole
    directory is compared, also what is archived or shown to nobody: an ending that two have tells nothing.
    """
    if not claims:
        return []
    [quarter] = {claim.actor.quarter_id for claim in claims}
    rows = Actor.objects.filter(quarter=quarter).values_list("pk", "emails", "web")
    listed = {key: Listed(tuple(emails), web) for key, emails, web in rows}
    addresses = EmailAddress.objects.filter(user__in=[claim.user_id for claim in claims], primary=True, verified=True)
    verified = dict(addresses.values_list("user_id", "email"))
    found = []
    for claim in claims:
        email = claim.user.email
        others = (one for key, one in listed.items() if key != claim.actor_id)
        is_verified = verified.get(claim.user_id, "").casefold() == email.casefold()
        found.append(compare(email, listed[claim.actor_id], others, is_verified=is_verified))
    return found
