"""Whom to ask whether their entry is still right: what has grown old, and who may be asked by mail today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse

from quartier.journal.models import Message
from quartier.quarters.models import Activity, Consent, ContactPerson, Good, Quarter, Reminder

AHEAD = dt.timedelta(days=60)  # terms that end soon: a successor takes time to find
QUIET = dt.timedelta(days=30)  # so long nobody gets another reminder, be it about something else
Occasion = Reminder.Occasion


@dataclass(frozen=True)
class Questions:
    """What there is to ask a person about their own entry. `term` is the end of their own task."""

    activities: list[Activity] = field(default_factory=list)
    goods: list[Good] = field(default_factory=list)
    term: dt.date | None = None

    @property
    def occasions(self) -> list[str]:
        """What for they would be asked."""
        asked = ((Occasion.ACTIVITIES, self.activities), (Occasion.GOODS, self.goods), (Occasion.TERM, self.term))
        return [occasion.value for occasion, found in asked if found]

    def without(self, occasions: set[str]) -> "Questions":
        """Leave out what somebody has been asked already."""
        return Questions(
            [] if Occasion.ACTIVITIES in occasions else self.activities,
            [] if Occasion.GOODS in occasions else self.goods,
            None if Occasion.TERM in occasions else self.term,
        )


@dataclass(frozen=True)
class Bundle:
    """One mail: the entries of one person in a quarter, each with what there is to ask."""

    quarter: Quarter
    entries: list[tuple[ContactPerson, Questions]]

    @property
    def first(self) -> ContactPerson:
        return self.entries[0][0]


def old_activities(today: dt.date) -> "models.QuerySet[Activity]":
    """Return what nobody has confirmed for half a year, the oldest first."""
    return Activity.objects.filter(confirmed_on__lt=today - Activity.LASTS).order_by("confirmed_on", "pk")


def run_out(today: dt.date) -> "models.QuerySet[Good]":
    """Return offers and requests whose time is over, the oldest first."""
    return Good.objects.filter(until__lt=today).order_by("until", "pk")


def ending(today: dt.date) -> "models.QuerySet[ContactPerson]":
    """Return people whose task ends, and who have not said for half a year that they go on."""
    lately = models.Q(confirmed_on__gte=today - Activity.LASTS)
    people = ContactPerson.objects.filter(term_until__lte=today + AHEAD).exclude(lately)
    return people.order_by("term_until", "pk")


def questions(people: Iterable[ContactPerson], today: dt.date) -> dict[int, Questions]:
    """Return what there is to ask each of some people, by key. Three queries, however many they are."""
    people = list(people)
    actors = {person.actor_id for person in people}
    activities, goods = defaultdict[int, list[Activity]](list), defaultdict[int, list[Good]](list)
    for activity in old_activities(today).filter(actor__in=actors):
        activities[activity.actor_id].append(activity)
    for good in run_out(today).filter(actor__in=actors):
        goods[good.actor_id].append(good)
    terms = dict(ending(today).filter(pk__in=[person.pk for person in people]).values_list("pk", "term_until"))
    return {
        person.pk: Questions(activities[person.actor_id], goods[person.actor_id], terms.get(person.pk))
        for person in people
    }


def may_be_asked(quarter: Quarter) -> "models.QuerySet[ContactPerson]":
    """Return the people of a quarter who have agreed to mails, have not stopped these, and still take part."""
    agreed = Consent.objects.valid().filter(person=models.OuterRef("pk"), purpose=Consent.Purpose.MAIL)
    people = ContactPerson.objects.filter(
        models.Exists(agreed), actor__quarter=quarter, actor__archived_on=None, reminders_stopped_on=None
    )
    return people.exclude(emails=[])


def due(quarter: Quarter, today: dt.date) -> list[Bundle]:
    """Return the mails that may go out today, whether or not the quarter sends any. Writes nothing."""
    people = list(may_be_asked(quarter).select_related("actor").order_by("actor__name", "position", "pk"))
    asked = questions(people, today)
    before, quiet = defaultdict[int, set[str]](set), set[int]()
    for key, occasion, day in Reminder.objects.filter(
        person__actor__quarter=quarter, asked_on__gt=today - Reminder.PAUSE
    ).values_list("person", "occasion", "asked_on"):
        before[key].add(occasion)
        if day > today - QUIET:
            quiet.add(key)
    bundles: dict[tuple[str, str], Bundle] = {}
    for person in people:
        left = asked[person.pk].without(before[person.pk])
        if left.occasions and person.pk not in quiet:
            bundles.setdefault(same_person(person), Bundle(quarter, [])).entries.append((person, left))
    return list(bundles.values())


def only(bundle: Bundle, keys: set[int]) -> Bundle:
    """Return a bundle with some of its people alone."""
    return replace(bundle, entries=[(person, asked) for person, asked in bundle.entries if person.pk in keys])


def same_person(person: ContactPerson) -> tuple[str, str]:
    """Return what the entries of one person in a quarter share: an address alone may belong to several."""
    return (person.emails[0].casefold() if person.emails else "", person.name.casefold())


def entries_like(person: ContactPerson) -> list[ContactPerson]:
    """Return all entries of the same person in the quarter, the given one included."""
    found = ContactPerson.objects.filter(actor__quarter=person.actor.quarter).select_related("actor__quarter")
    own = same_person(person)
    return [one for one in found.order_by("pk") if one.pk == person.pk or (own[0] and same_person(one) == own)]


_signer = signing.Signer(salt="quarters.reminders", sep=".")


def stop_address(person: ContactPerson) -> str:
    """Return the address at which a person stops reminders without an account. It never ends."""
    return settings.BASE_URL + reverse("stop_reminders", args=[_signer.sign(person.code)])


def person_of(token: str) -> ContactPerson | None:
    """Return whose reminders an address stops."""
    try:
        code = _signer.unsign(token)
    except signing.BadSignature:
        return None
    return ContactPerson.objects.select_related("actor__quarter").filter(code=code).first()


def unsubscribe(message: Message) -> dict[str, str]:
    """Return the headers by which mail programs offer to stop reminders with one press (RFC 8058)."""
    reminder = Reminder.objects.filter(message=message).select_related("person").order_by("pk").first()
    if reminder is None:
        return {}
    address = stop_address(reminder.person)
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
