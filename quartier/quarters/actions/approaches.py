"""Who is missing is asked, and their answers are noted."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.journal.actions import record
from quartier.quarters.models import Approach, Quarter


@transaction.atomic
def choose_sort(quarter: Quarter, sort: str, residents: int | None, *, by: Any) -> Quarter:
    """Say what the quarter looks like (`gaps.SORTS`) and about how many people live there."""
    require(by, "quarters.edit_quarter", quarter)
    if (quarter.sort, quarter.residents) != (sort, residents):
        quarter.sort, quarter.residents = sort, residents
        quarter.save(update_fields=["sort", "residents"])
        record("quarter.sort_chosen", quarter, by=by, sort=sort)
    return quarter


@transaction.atomic
def ask_somebody(quarter: Quarter, kind: str, asked_on: dt.date, note: str = "", *, by: User | None) -> Approach:
    """Write down that somebody of a kind was asked to take part."""
    require(by, "quarters.ask_somebody", quarter)
    approach = Approach.objects.create(quarter=quarter, kind=kind, asked_on=asked_on, note=note, asked_by=by)
    record("approach.made", approach, by=by, kind=kind)
    return approach


@transaction.atomic
def note_answer(approach: Approach, answer: str, *, by: User | None) -> Approach:
    """Write down what was answered; a later answer takes the place of an earlier one."""
    require(by, "quarters.ask_somebody", approach)
    if approach.answer != answer:
        approach.answer = answer
        approach.answered_on = None if answer == Approach.Answer.OPEN else timezone.localdate()
        approach.save(update_fields=["answer", "answered_on"])
        record("approach.answered", approach, by=by, answer=answer)
    return approach
