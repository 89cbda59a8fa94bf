"""People are asked by mail whether their entry is still right; they say so, or that they want no such mails."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.accounts.actions.links import make_link
from quartier.accounts.permissions import require
from quartier.journal.actions import queue_mail, record
from quartier.quarters import reminding
from quartier.quarters.actions.people import LINK_LASTS
from quartier.quarters.models import Activity, ContactPerson, Quarter, Reminder
from quartier.quarters.roles import PERSON_LINK

GOODS_LAST = Activity.LASTS  # so long an offer is good again when somebody confirms it
WAITS = dt.timedelta(hours=12)  # then a reminder that has not gone out is written anew, with what is true by then


@transaction.atomic
def confirm_entry(
    person: ContactPerson, activities: Collection[int], goods: Collection[int], *, by: Any, today: dt.date | None = None
) -> dict[str, int]:
    """Say that one's own entry is still right; return how much was old. Keys choose among what has grown old.

    What is going on counts from today, offers are good for another half year, and the person is kept another year. The
    end of a task stays as it is: others decide about it.
    """
    require(by, "quarters.confirm_entry", person)
    day = today or timezone.localdate()
    old = reminding.old_activities(day).filter(actor=person.actor_id, pk__in=activities)
    over = reminding.run_out(day).filter(actor=person.actor_id, pk__in=goods)
    numbers: dict[str, Any] = {"activities": old.update(confirmed_on=day), "goods": over.update(until=day + GOODS_LAST)}
    person.confirmed_on = day
    person.save(update_fields=["confirmed_on"])
    record("entry.confirmed", person, by=by, **numbers)
    return numbers


@transaction.atomic
def want_reminders(person: ContactPerson, wanted: bool, *, by: Any, today: dt.date | None = None) -> bool:
    """Stop the reminders for all entries of a person in the quarter, or allow them again; False: it was so before.

    What still waits does not go out.
    """
    require(by, "quarters.confirm_entry", person)
    people = [one for one in reminding.entries_like(person) if (one.reminders_stopped_on is None) != wanted]
    if not people:
        return False
    stopped = None if wanted else today or timezone.localdate()
    ContactPerson.objects.filter(pk__in=[one.pk for one in people]).update(reminders_stopped_on=stopped)
    if not wanted:
        Reminder.objects.filter(person__in=people).drop_waiting()
    record("reminders.wanted" if wanted else "reminders.stopped", person, by=by, entries=len(people))
    return True


@transaction.atomic
def switch_reminders(quarter: Quarter, on: bool, *, by: Any) -> bool:
    """Let a quarter send reminders, or not; what still waits does not go out then. False: it was so before."""
    require(by, "quarters.remind_people", quarter)
    if quarter.sends_reminders == on:
        return False
    quarter.sends_reminders = on
    quarter.save(update_fields=["sends_reminders"])
    if not on:
        Reminder.objects.filter(person__actor__quarter=quarter).drop_waiting()
    record("reminders.switched_on" if on else "reminders.switched_off", quarter, by=by)
    return True


@transaction.atomic
def send_reminder(bundle: reminding.Bundle, *, by: Any, today: dt.date | None = None) -> bool:
    """Put one mail into the outbox, about whatever nobody has asked this person within a year; False: nothing is left.

    Whether they may be asked is looked up once more: since the list was made, somebody may have taken it back.
    """
    require(by, "quarters.remind_people", bundle.quarter)
    day = today or timezone.localdate()
    # Whoever takes something back waits until the mail is written, and then finds it; or was first, and is found here.
    keys = ContactPerson.objects.filter(pk__in=[person.pk for person, _asked in bundle.entries]).lock()
    Quarter.objects.select_for_update().filter(pk=bundle.quarter.pk).first()
    allowed = reminding.may_be_asked(bundle.quarter).filter(pk__in=keys, actor__quarter__sends_reminders=True)
    entries = []
    claimed: list[Reminder] = []
    for person, asked in reminding.only(bundle, set(allowed.values_list("pk", flat=True))).entries:
        rows = {occasion: _claim(person, occasion, day) for occasion in asked.occasions}
        asked = asked.without({occasion for occasion, row in rows.items() if row is None})
        if asked.occasions:
            entries.append((person, asked))
            claimed += [row for row in rows.values() if row is not None]
    if not entries:
        return False
    message = _mail(reminding.Bundle(bundle.quarter, entries), by)
    Reminder.objects.filter(pk__in=[row.pk for row in claimed]).update(message=message)
    record("person.reminded", entries[0][0], by=by, occasions=sorted({row.occasion for row in claimed}))
    return True


@transaction.atomic
def write_anew(now: dt.datetime | None = None) -> int:
    """Drop reminders that wait for the mail server for hours: what they say, and their links, may be old by then."""
    return Reminder.objects.filter(message__created_at__lt=(now or timezone.now()) - WAITS).drop_waiting()


def _claim(person: ContactPerson, occasion: str, day: dt.date) -> Reminder | None:
    """Note that the person is asked now; None when they were asked within a year. The database lets one of two win."""
    row, created = Reminder.objects.get_or_create(person=person, occasion=occasion, defaults={"asked_on": day})
    if created:
        return row
    again = Reminder.objects.filter(pk=row.pk, asked_on__lte=day - Reminder.PAUSE).update(asked_on=day, message=None)
    return row if again else None


def _mail(bundle: reminding.Bundle, by: Any) -> Any:
    parts, codes = [], []
    for person, asked in bundle.entries:
        link, path = make_link(
            PERSON_LINK, by=by, lifetime=LINK_LASTS, subject=person.code, name=person.name, email=person.emails[0]
        )
        codes.append(link.code)
        parts.append({"person": person, "asked": asked, "address": settings.BASE_URL + path})
    context = {
        "quarter": bundle.quarter, "first": bundle.first, "parts": parts, "stop": reminding.stop_address(bundle.first),
    }  # fmt: skip
    return queue_mail(
        key=f"reminder:{codes[0]}",
        to=bundle.first.emails[0],
        subject=_("%(quarter)s: Stimmt das noch?") % {"quarter": bundle.quarter.name},
        text=render_to_string("quarters/mail/reminder.txt", context),
        secret=True,
    )
