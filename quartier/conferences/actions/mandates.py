"""Mandates are given, changed, and handed over to a successor."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.conferences import terms
from quartier.conferences.models import Conference, Mandate
from quartier.journal.actions import record
from quartier.quarters.models import ContactPerson

FIELDS = ("role", "holder", "actor", "group", "way", "begins_on", "ends_on", "deputy_of")


@transaction.atomic
def give_mandate(conference: Conference, values: dict[str, Any], *, by: User | None) -> Mandate:
    """Give somebody of the quarter a role."""
    require(by, "conferences.edit_conference", conference)
    mandate = Mandate(conference=conference, **{field: values[field] for field in FIELDS if field in values})
    _check(mandate)
    mandate.save()
    record("mandate.given", mandate, by=by)
    return mandate


@transaction.atomic
def change_mandate(mandate: Mandate, values: dict[str, Any], *, by: User | None) -> Mandate:
    """Change some of FIELDS."""
    require(by, "conferences.edit_conference", mandate.conference)
    for field in FIELDS:
        if field in values:
            setattr(mandate, field, values[field])
    _check(mandate)
    mandate.save()
    record("mandate.changed", mandate, by=by)
    return mandate


@transaction.atomic
def hand_over(
    mandate: Mandate, successor: ContactPerson, begins_on: dt.date, ends_on: dt.date | None = None, *, by: User | None
) -> Mandate:
    """End a mandate on the day before its successor's begins; return the new one, which is for the same side."""
    require(by, "conferences.edit_conference", mandate.conference)
    last = terms.last_day(mandate.begins_on, mandate.ends_on, begins_on)
    if last is None:
        raise ValidationError(_("Die Nachfolge beginnt frühestens einen Tag nach dem Anfang dieses Mandats."))
    mandate.ends_on = last
    mandate.save(update_fields=["ends_on"])
    new = Mandate(
        conference=mandate.conference, role=mandate.role, actor=mandate.actor, group=mandate.group, way=mandate.way,
        deputy_of=mandate.deputy_of, holder=successor, begins_on=begins_on, ends_on=ends_on,
    )  # fmt: skip
    _check(new)
    new.save()
    record("mandate.handed_over", new, by=by)
    return new


def _check(mandate: Mandate) -> None:
    """Refuse what cannot be: a stranger to the quarter, an end before the beginning, the same mandate twice."""
    quarter = mandate.conference.quarter_id
    holder, actor, group, principal = mandate.holder, mandate.actor, mandate.group, mandate.deputy_of
    if (holder and holder.actor.quarter_id != quarter) or (actor and actor.quarter_id != quarter):
        raise ValidationError(_("Wählen Sie Menschen und Akteure aus diesem Stadtteil."))
    own = mandate.conference_id
    if (group and group.conference_id != own) or (principal and principal.conference_id != own):
        raise ValidationError(_("Wählen Sie etwas aus dieser Konferenz."))
    if principal is not None and mandate.pk is not None and principal.pk == mandate.pk:
        raise ValidationError(_("Niemand vertritt sich selbst."))
    if mandate.ends_on is not None and mandate.ends_on < mandate.begins_on:
        raise ValidationError(_("Das Ende liegt vor dem Anfang."))
    others = [other.term for other in mandate.conference.mandates.filter(holder=holder)] if holder else []
    if terms.doubled(mandate.term, others):
        raise ValidationError(_("Diese Person hat dieses Mandat in der Zeit schon."))
