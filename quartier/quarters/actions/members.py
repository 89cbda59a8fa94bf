"""People are admitted to a quarter and leave it."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from quartier.accounts.actions.links import make_link, revoke_link
from quartier.accounts.models import PersonalLink, User
from quartier.accounts.permissions import require
from quartier.base.codes import new_code
from quartier.journal.actions import queue_mail, record
from quartier.quarters.models import Membership, Quarter
from quartier.quarters.roles import LINK_OF

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
def invite(quarter: Quarter, name: str, email: str, role: str = Membership.Role.MEMBER, *, by: User) -> None:
    """Admit whoever has this address and tell them by mail: an account at once, everybody else by a personal link.

    Whether there was an account is told to nobody but its person.
    """
    is_coordinator = role == Membership.Role.COORDINATOR
    require(by, "quarters.appoint_coordinator" if is_coordinator else "quarters.admit_member", quarter)
    account = User.objects.filter(email__iexact=email, is_active=True, is_demo=False).first()
    if account is not None:
        held = quarter.memberships.filter(user=account).first()
        if held is None or held.role == Membership.Role.MEMBER:  # an invitation takes nothing away
            admit_member(quarter, account, role, by=by)
        address = quarter.get_absolute_url()
    else:
        made, address = make_link(
            LINK_OF[role], by=by, lifetime=LINK_LASTS, subject=quarter.code, name=name, email=email
        )
        record("membership.link_given", quarter, by=by, link=made.code, role=role)
    context = {"quarter": quarter, "name": name, "address": settings.BASE_URL + address, "by": by, "role": role}
    queue_mail(
        key=f"membership:{quarter.code}:{new_code(12)}",
        to=email,
        subject=_("%(quarter)s: Sie gehören dazu") % {"quarter": quarter.name},
        text=render_to_string("quarters/mail/invitation.txt", context | {"needs_account": is_coordinator}),
        secret=True,
    )


@transaction.atomic
def end_link(quarter: Quarter, link: PersonalLink, *, by: User | None) -> None:
    """End the membership by a personal link."""
    require(by, "quarters.admit_member", quarter)
    revoke_link(link, by=by)
    record("membership.link_ended", quarter, by=by, link=link.code)


def member_links(quarter: Quarter) -> "QuerySet[PersonalLink]":
    """Return the good links of the quarter, also those that an account has adopted."""
    links = PersonalLink.objects.usable().filter(purpose__in=LINK_OF.values(), subject=quarter.code)
    return links.select_related("user").order_by("name", "pk")


def _keep_a_coordinator(membership: Membership) -> None:
    if membership.role != Membership.Role.COORDINATOR:
        return
    others = membership.quarter.memberships.filter(role=Membership.Role.COORDINATOR).exclude(pk=membership.pk)
    if not others.select_for_update().exists():
        raise ValidationError(_("Ein Stadtteil braucht eine Koordination. Bestimmen Sie zuerst eine Nachfolge."))
