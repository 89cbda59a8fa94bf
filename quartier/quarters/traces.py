"""Where somebody has left traces in a quarter: read before anything is deleted, so that a page can show it."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from quartier.accounts.models import PersonalLink, User
from quartier.accounts.personal import FreeText, Words, free_texts
from quartier.journal.models import Message
from quartier.quarters.models import Actor, ContactPerson, ImportedRow, Quarter, Reminder
from quartier.quarters.needles import Needles, texts_in
from quartier.quarters.roles import LINK_OF, PERSON_LINK


@dataclass(frozen=True)
class Mention:
    """A free text that may name the person; somebody has to decide about it."""

    place: Words
    title: str
    address: str
    excerpt: str


@dataclass(frozen=True)
class Traces:
    """What goes with a person, and what stays for a decision."""

    people: int
    consents: int
    wishes: int
    rows: int
    links: int
    mails: int
    mentions: list[Mention]
    elsewhere: list[ContactPerson]  # entries of the quarter with the same address: each is erased by itself


def needles_of(person: ContactPerson) -> Needles:
    """Return how a contact person is found. An address that others share finds them, so it is left out."""
    return Needles.of([person.first_name, person.last_name], own_mails(person), person.phones)


def needles_of_actor(actor: Actor) -> Needles:
    """Return how an engaged individual is found."""
    return Needles.of([actor.name], actor.emails, actor.phones)


def own_mails(person: ContactPerson) -> list[str]:
    """Return the addresses of a person that no other entry of the quarter has."""
    actor = person.actor
    people = ContactPerson.objects.filter(actor__quarter=actor.quarter_id).exclude(pk=person.pk)
    shared = {mail.casefold() for mails in people.values_list("emails", flat=True) for mail in mails}
    offices = Actor.objects.filter(quarter=actor.quarter_id)
    if actor.is_person:
        offices = offices.exclude(pk=actor.pk)
    shared |= {mail.casefold() for mails in offices.values_list("emails", flat=True) for mail in mails}
    return [mail for mail in person.emails if mail.casefold() not in shared]


def links_of_person(person: ContactPerson) -> "models.QuerySet[PersonalLink]":
    """Return the links to the own entry, and those of the quarter that went to the person's own address."""
    wanted = models.Q(purpose=PERSON_LINK, subject=person.code)
    quarter = models.Q(purpose__in=LINK_OF.values(), subject=person.actor.quarter.code)
    for mail in own_mails(person):
        wanted |= quarter & models.Q(email__iexact=mail)
    links: models.QuerySet[PersonalLink] = PersonalLink.objects.filter(wanted)
    return links


def mails_of_person(person: ContactPerson) -> "models.QuerySet[Message]":
    """Return the mails in the outbox to the person. Mails to an address that others or an account use are theirs."""
    codes = links_of_person(person).values_list("code", flat=True)
    wanted = models.Q(key__in=[f"own-entry:{code}" for code in codes])
    wanted |= models.Q(pk__in=Reminder.objects.filter(person=person).exclude(message=None).values("message"))
    for mail in own_mails(person):
        if not User.objects.filter(email__iexact=mail).exists():
            wanted |= models.Q(recipient__iexact=mail)
    return Message.objects.filter(wanted)


def rows_about(quarter: Quarter, keys: set[tuple[str, int]], needles: Needles) -> list[ImportedRow]:
    """Return what was written with imported rows about records (model, key), or names the person."""
    rows = ImportedRow.objects.filter(list_import__quarter=quarter).exclude(written=[])
    return [
        row
        for row in rows.select_related("list_import").defer("list_import__sheets")
        if any((name, key) in keys or _names(needles, fields) for name, key, fields in row.written)
    ]


def _names(needles: Needles, fields: dict[str, list[Any]]) -> bool:
    return any(needles.is_named_by(text) for text in texts_in(list(fields.values())))


def mentions(needles: Needles, by: Any, *, without: Actor | None = None) -> list[Mention]:
    """Return the free texts, among those that somebody may see, that may name the person."""
    fields: dict[tuple[str, FreeText], list[str]] = {}
    for key, text in free_texts():
        label, _dot, name = key.rpartition(".")
        fields.setdefault((label, text), []).append(name)
    found = []
    for (_label, text), names in fields.items():
        for row in text.rows(by):
            if without is not None and without.pk in (getattr(row, "actor_id", None), _key_of_actor(row)):
                continue
            parts = (part for name in names for part in texts_in(getattr(row, name)))
            part = next((part for part in parts if needles.may_be_meant_by(part)), None)
            if part is not None:
                found.append(Mention(text.place, str(row), text.address(row), needles.excerpt(part)))
    return found


def remarks_beside(person: ContactPerson, rows: list[ImportedRow]) -> list[Mention]:
    """Return the notes of actors that came with the person in one row of a list: they may be about the person."""
    keys = {
        key
        for row in rows
        if any((name, key) == ("contactperson", person.pk) for name, key, _fields in row.written)
        for name, key, fields in row.written
        if name == "actor" and "note" in fields
    }
    actors = Actor.objects.filter(pk__in=keys).exclude(note="").select_related("quarter")
    place = _("Notiz, die mit der Person auf einer Liste stand")
    return [Mention(place, str(actor), actor.get_absolute_url(), actor.note) for actor in actors]


def _key_of_actor(row: Any) -> int | None:
    return row.pk if isinstance(row, Actor) else None


def traces_of(person: ContactPerson, by: Any) -> Traces:
    """Return what erasing a contact person deletes, and what it leaves for a decision. Writes nothing."""
    needles = needles_of(person)
    people = ContactPerson.objects.filter(actor__quarter=person.actor.quarter).exclude(pk=person.pk)
    addresses = {mail.casefold() for mail in person.emails}
    rows = rows_about(person.actor.quarter, {("contactperson", person.pk)}, needles)
    found, remarks = mentions(needles, by), remarks_beside(person, rows)
    return Traces(
        people=1,
        consents=person.consents.count(),
        wishes=person.wishes.count(),
        rows=len(rows),
        links=links_of_person(person).count(),
        mails=mails_of_person(person).count(),
        mentions=[*found, *remarks],
        elsewhere=[
            one
            for one in people.select_related("actor__quarter")
            if addresses & {mail.casefold() for mail in one.emails}
            or (person.first_name and (one.first_name, one.last_name) == (person.first_name, person.last_name))
        ],
    )


def traces_of_individual(actor: Actor, by: Any) -> Traces:
    """Return the same for an engaged individual with everything that belongs to them."""
    people = list(actor.people.select_related("actor__quarter"))
    each = [traces_of(person, by) for person in people]
    keys = {("actor", actor.pk), *(("contactperson", person.pk) for person in people)}
    keys |= {("venue", key) for key in actor.venues.values_list("pk", flat=True)}
    found = {
        (mention.place, mention.title, mention.address): mention
        for needles in (needles_of_actor(actor), *map(needles_of, people))
        for mention in mentions(needles, by, without=actor)
    }
    own = {person.pk for person in people}
    return Traces(
        people=len(people),
        consents=sum(one.consents for one in each),
        wishes=sum(one.wishes for one in each),
        rows=len(rows_about(actor.quarter, keys, needles_of_actor(actor))),
        links=sum(one.links for one in each),
        mails=sum(one.mails for one in each),
        mentions=list(found.values()),
        elsewhere=[other for one in each for other in one.elsewhere if other.pk not in own],
    )
