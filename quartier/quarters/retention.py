"""How long things are kept: one row per rule, with its words. What the job deletes and what the page says is the same."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.accounts.models import PersonalLink
from quartier.accounts.personal import Words
from quartier.quarters.models import Claim, ContactPerson, ListImport, Quarter
from quartier.quarters.roles import LINK_OF, PERSON_LINK

RAW_LISTS = dt.timedelta(days=30)
PEOPLE = dt.timedelta(days=365)
LINKS = dt.timedelta(days=30)
CLAIMS = dt.timedelta(days=365)


@dataclass(frozen=True)
class Rule:
    """What is deleted, and when. `find` gives what is due at a moment, of one quarter or (None) of all."""

    code: str
    words: Words
    find: Callable[[dt.datetime, Quarter | None], "models.QuerySet[Any]"]
    due_on: Callable[[Any], dt.date]


def _lists(now: dt.datetime, quarter: Quarter | None) -> "models.QuerySet[ListImport]":
    over = now - RAW_LISTS
    done = models.Q(state=ListImport.State.DONE, finished_at__lte=over)
    left = models.Q(state=ListImport.State.UPLOADED, created_at__lte=over)
    lists = ListImport.objects.filter(done | left).exclude(sheets=[])
    return lists.filter(quarter=quarter) if quarter else lists


def _list_due(made: ListImport) -> dt.date:
    return ((made.finished_at or made.created_at) + RAW_LISTS).date()


def _people(now: dt.datetime, quarter: Quarter | None) -> "models.QuerySet[ContactPerson]":
    over = now.date() - PEOPLE
    ended = models.Q(term_until__lte=over) | models.Q(actor__archived_on__lte=over)
    people = ContactPerson.objects.filter(ended).exclude(confirmed_on__gt=over)
    people = people.select_related("actor__quarter").order_by("pk")
    return people.filter(actor__quarter=quarter) if quarter else people


def _person_due(person: ContactPerson) -> dt.date:
    ends = [day for day in (person.term_until, person.actor.archived_on) if day]
    first = min(ends)
    return max(first, person.confirmed_on or first) + PEOPLE


def _links(now: dt.datetime, quarter: Quarter | None) -> "models.QuerySet[PersonalLink]":
    over = now - LINKS
    ended = models.Q(expires_at__lte=over) | models.Q(revoked_at__lte=over) | models.Q(used_at__lte=over)
    links: models.QuerySet[PersonalLink] = PersonalLink.objects.filter(ended)
    if quarter is None:
        return links
    people = ContactPerson.objects.filter(actor__quarter=quarter)
    own = models.Q(purpose__in=LINK_OF.values(), subject=quarter.code)
    return links.filter(own | models.Q(purpose=PERSON_LINK, subject__in=people.values("code")))


def _link_due(link: PersonalLink) -> dt.date:
    ends = [moment for moment in (link.expires_at, link.revoked_at, link.used_at) if moment]
    return (min(ends) + LINKS).date()


def _claims(now: dt.datetime, quarter: Quarter | None) -> "models.QuerySet[Claim]":
    claims = Claim.objects.filter(state__in=Claim.CLOSED, decided_at__lte=now - CLAIMS)
    return claims.filter(actor__quarter=quarter) if quarter else claims


def _claim_due(claim: Claim) -> dt.date:
    return ((claim.decided_at or claim.created_at) + CLAIMS).date()


RULES = (
    Rule(
        "lists",
        _("Die Zeilen einer eingelesenen Liste: 30 Tage, nachdem sie übernommen wurde oder liegen blieb."),
        _lists,
        _list_due,
    ),
    Rule(
        "people",
        _(
            "Eine Ansprechperson: ein Jahr nach dem Ende ihrer Aufgabe, oder nachdem ihre Einrichtung nicht mehr "
            "dabei ist. Wer den Eintrag bestätigt, behält ihn ein Jahr länger."
        ),
        _people,
        _person_due,
    ),
    Rule("links", _("Ein persönlicher Link: 30 Tage, nachdem er endet."), _links, _link_due),
    Rule(
        "claims",
        _("Dass jemand zu einer Einrichtung gehören wollte: ein Jahr, nachdem es abgelehnt oder zurückgenommen wurde."),
        _claims,
        _claim_due,
    ),
)
