"""What has been kept long enough is deleted."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from quartier.accounts.models import Instance
from quartier.accounts.permissions import require
from quartier.journal.actions import record
from quartier.quarters.actions.erasing import forget_person
from quartier.quarters.actions.plans import delete_removed
from quartier.quarters.models import ContactPerson, ImportedRow, ListImport, Quarter
from quartier.quarters.retention import RULES

MOST = 500  # of each rule in one run: the rest has its turn in the next night
_FIND = {rule.code: rule.find for rule in RULES}


def due(now: dt.datetime, quarter: Quarter | None = None) -> dict[str, list[Any]]:
    """Return what is due at a moment, by the code of its rule. Deletes nothing."""
    return {rule.code: list(rule.find(now, quarter)) for rule in RULES}


@transaction.atomic
def retain(now: dt.datetime | None = None) -> dict[str, int]:
    """Delete what is due; return how much, by rule. The journal gets numbers, nothing else.

    Quarters whose people went get an entry of their own: what is kept in memory about a quarter is renewed by it.
    """
    moment = now or timezone.now()
    numbers = {"lists": _lists(moment), "people": 0, "plans": 0, "links": 0, "claims": 0}
    for quarter, number in _people(moment).items():
        numbers["people"] += number
        record("retention.people_deleted", quarter, by=None, people=number)
    numbers["plans"] = delete_removed(moment)
    numbers["links"] = _FIND["links"](moment, None).delete()[0]
    numbers["claims"] = _FIND["claims"](moment, None).delete()[0]
    if any(numbers.values()):
        record("retention.carried_out", Instance.load(), by=None, numbers=numbers)
    return numbers


@transaction.atomic
def confirm_person(person: ContactPerson, *, by: Any, today: dt.date | None = None) -> None:
    """Say that an entry is still right: it is kept for another year."""
    require(by, "quarters.edit_person", person)
    person.confirmed_on = today or timezone.localdate()
    person.save(update_fields=["confirmed_on"])
    record("person.confirmed", person, by=by)


def _lists(moment: dt.datetime) -> int:
    lists = list(_FIND["lists"](moment, None)[:MOST])
    for made in lists:
        if made.state == ListImport.State.UPLOADED:
            made.delete()
            continue
        ImportedRow.objects.filter(list_import=made).update(written=[])
        made.sheets, made.decisions = [], {}
        made.save(update_fields=["sheets", "decisions"])
    return len(lists)


def _people(moment: dt.datetime) -> dict[Quarter, int]:
    """Delete people who are due; those of a quarter in which a list is at work wait for the next night."""
    numbers: dict[Quarter, int] = {}
    for person in _FIND["people"](moment, None)[:MOST]:
        quarter = person.actor.quarter
        try:
            with transaction.atomic():
                forget_person(person)
        except ValidationError:
            continue
        numbers[quarter] = numbers.get(quarter, 0) + 1
    return numbers
