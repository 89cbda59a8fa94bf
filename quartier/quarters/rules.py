"""Who may do what in a quarter. The table at the end is complete."""

from typing import Any

import rules

from quartier.accounts.rules import has_account, holds_link, is_administrator
from quartier.quarters import vocabulary as v
from quartier.quarters.models import Actor, Claim, Introduction, Tie
from quartier.quarters.roles import PERSON_LINK, audience_of, links_of


def _quarter_key(obj: Any) -> int:
    """Return the key of the quarter to which something belongs, or of the quarter itself."""
    obj = getattr(obj, "person", obj)
    owner = getattr(obj, "actor", obj)
    return int(getattr(owner, "quarter_id", 0) or owner.pk)


@rules.predicate
def coordinates(user: Any, obj: Any) -> bool:
    """Coordinators of the quarter to which the thing belongs."""
    return obj is not None and audience_of(user, _quarter_key(obj)) == v.COORDINATORS


@rules.predicate
def belongs(user: Any, obj: Any) -> bool:
    """Members and coordinators of the quarter to which the thing belongs."""
    return obj is not None and audience_of(user, _quarter_key(obj)) != v.PUBLIC


@rules.predicate
def keeps(user: Any, obj: Any) -> bool:
    """Contact persons of the actor, or of the actor to whom a room belongs, by their personal link."""
    codes = [subject for purpose, subject in links_of(user) if purpose == PERSON_LINK]
    actor = getattr(obj, "actor", obj)
    return bool(codes and isinstance(actor, Actor) and actor.people.filter(code__in=codes).exists())


@rules.predicate
def keeps_an_end(user: Any, tie: Any) -> bool:
    """Contact persons of one of the two actors of a tie."""
    return isinstance(tie, Tie) and (keeps(user, tie.one) or keeps(user, tie.other))


@rules.predicate
def keeps_a_side(user: Any, introduction: Any) -> bool:
    """Contact persons of one of the two actors of an introduction, be it only thought of."""
    return isinstance(introduction, Introduction) and any(keeps(user, actor) for actor in introduction.sides)


@rules.predicate
def sees(user: Any, obj: Any) -> bool:
    """Whoever sees the actor."""
    return isinstance(obj, Actor) and Actor.objects.visible_to(user).filter(pk=obj.pk).exists()


@rules.predicate
def is_organisation(user: Any, obj: Any) -> bool:
    """An organisation that still takes part: nobody claims a person."""
    return isinstance(obj, Actor) and not obj.is_person and obj.archived_on is None


@rules.predicate
def has_claimed(user: Any, claim: Any) -> bool:
    """Whoever has said it."""
    return isinstance(claim, Claim) and claim.user_id == user.pk


rules.add_perm("quarters.found_quarter", is_administrator)
rules.add_perm("quarters.edit_quarter", coordinates)
rules.add_perm("quarters.publish_quarter", coordinates)
rules.add_perm("quarters.appoint_coordinator", is_administrator | coordinates)
rules.add_perm("quarters.admit_member", coordinates)
rules.add_perm("quarters.see_members", belongs)
rules.add_perm("quarters.add_actor", coordinates)
rules.add_perm("quarters.edit_actor", coordinates | keeps)
rules.add_perm("quarters.edit_venue", coordinates | keeps)
rules.add_perm("quarters.list_actor", coordinates)
rules.add_perm("quarters.edit_person", coordinates)
rules.add_perm("quarters.erase_person", coordinates)
rules.add_perm("quarters.inform_people", coordinates)
rules.add_perm("quarters.note_consent", coordinates)
rules.add_perm("quarters.give_consent", holds_link(PERSON_LINK))
rules.add_perm("quarters.confirm_entry", holds_link(PERSON_LINK))
rules.add_perm("quarters.remind_people", coordinates)
rules.add_perm("quarters.wish_change", holds_link(PERSON_LINK))
rules.add_perm("quarters.write_to_actor", sees)
rules.add_perm("quarters.claim_actor", has_account & is_organisation & sees)
rules.add_perm("quarters.keep_actor", keeps)
rules.add_perm("quarters.decide_claim", coordinates)
rules.add_perm("quarters.withdraw_claim", has_account & has_claimed)
rules.add_perm("quarters.import_list", coordinates)
rules.add_perm("quarters.tie_actor", coordinates | keeps)
rules.add_perm("quarters.edit_tie", coordinates | keeps_an_end)
rules.add_perm("quarters.see_figures", coordinates)
rules.add_perm("quarters.propose_introduction", coordinates | keeps_a_side)
rules.add_perm("quarters.decide_introduction", holds_link(PERSON_LINK))
rules.add_perm("quarters.note_decision", coordinates)
rules.add_perm("quarters.see_gaps", coordinates)
rules.add_perm("quarters.ask_somebody", coordinates)
