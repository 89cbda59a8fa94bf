"""People are admitted to a quarter and leave it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.actions.links import make_link, revoke_link
from quartier.accounts.models import PersonalLink, User
from quartier.accounts.permissions import require
from quartier.journal.actions import record
from quartier.quarters.models import Membership, Quarter
from quartier.quarters.roles import MEMBER_LINK

LINK_LASTS = dt.timedelta(days=365)


@transaction.atomic
def admit_member(quarter: Quarter, user: User, role: str = Membership.Role.MEMBER, *, by: User | None) -> Membership:
    """Admit an account, or change its role. The last coordinator stays one."""
    is_coordinator = role == Membership.Role.COORDINATOR
    require(by, "quarters.appoint_coordinator" if is_coordinator else "quarters.admit_member", quarter)
    held = quarter.memberships.select_for_update().filter(user=user).first()
    if held is not None and held.role != role and not is_coordinator:
        _keep_a_coordinator(held)
    membership, _created = Membership.objects.update_or_create(quarter=quarter, user=user, defaults={"role": role})
    record("membership.given", membership, by=by, role=role)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: User | None) -> None:
    """End a membership: coordinators may, and everybody their own. The last coordinator is refused."""
    if by is None or by != membership.user:
        require(by, "quarters.admit_member", membership.quarter)
    _keep_a_coordinator(membership)
    record("membership.ended", membership, by=by)
    membership.delete()


@transaction.atomic
def invite_by_link(quarter: Quarter, name: str, email: str, *, by: User | None) -> tuple[PersonalLink, str]:
    """Make a personal link with which somebody without an account is a member for a year; return it with its path."""
    require(by, "quarters.admit_member", quarter)
    made = make_link(MEMBER_LINK, by=by, lifetime=LINK_LASTS, subject=quarter.code, name=name, email=email)
    record("membership.link_given", quarter, by=by, link=made[0].code)
    return made


@transaction.atomic
def end_link(quarter: Quarter, link: PersonalLink, *, by: User | None) -> None:
    """End the membership by a personal link."""
    require(by, "quarters.admit_member", quarter)
    revoke_link(link, by=by)
    record("membership.link_ended", quarter, by=by, link=link.code)


def member_links(quarter: Quarter) -> "list[PersonalLink]":
    """Return the good links of members without an account."""
    links = PersonalLink.objects.usable().filter(purpose=MEMBER_LINK, subject=quarter.code, user=None)
    return list(links.order_by("name", "pk"))


def _keep_a_coordinator(membership: Membership) -> None:
    if membership.role != Membership.Role.COORDINATOR:
        return
    others = membership.quarter.memberships.filter(role=Membership.Role.COORDINATOR).exclude(pk=membership.pk)
    if not others.select_for_update().exists():
        raise ValidationError(_("Ein Stadtteil braucht eine Koordination. Bestimmen Sie zuerst eine Nachfolge."))
