"""People on an imported list are told that they are on it: by mail, or by a letter."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.accounts.actions.links import make_link
from quartier.accounts.models import PersonalLink
from quartier.accounts.permissions import require
from quartier.journal.actions import record
from quartier.quarters.actions.people import LINK_LASTS, send_own_entry
from quartier.quarters.models import ContactPerson, Quarter
from quartier.quarters.roles import PERSON_LINK

MOST_LETTERS = 200  # in one PDF


@dataclass(frozen=True)
class Uninformed:
    """Who has not been told yet, by the way in which they can be told."""

    by_mail: list[ContactPerson]
    by_letter: list[ContactPerson]
    by_phone: list[ContactPerson]  # neither address: somebody has to tell them


@dataclass(frozen=True)
class Letter:
    """A letter to be printed: to whom, and the whole address of their personal link."""

    person: ContactPerson
    link: PersonalLink
    address: str


def uninformed(quarter: Quarter) -> Uninformed:
    """Return the people of actors that still take part who have not been told."""
    people = ContactPerson.objects.filter(actor__quarter=quarter, actor__archived_on=None, informed_on=None)
    found = Uninformed([], [], [])
    for person in people.select_related("actor__quarter").order_by("actor__name", "position", "pk"):
        has_street = bool(person.actor.street and person.actor.place)
        way = found.by_mail if person.emails else found.by_letter if has_street else found.by_phone
        way.append(person)
    return found


@transaction.atomic
def inform_by_mail(quarter: Quarter, expected: int, *, by: Any) -> int:
    """Mail all who have an address the link to their own entry; return how many.

    `expected` is the number that somebody has seen before pressing: when it is another one now, nothing goes out
    (ValidationError).
    """
    require(by, "quarters.inform_people", quarter)
    people = uninformed(quarter).by_mail
    if len(people) != expected:
        raise ValidationError(
            _("Inzwischen sind es %(number)s Mails. Sehen Sie noch einmal hin, und senden Sie dann."),
            params={"number": len(people)},
        )
    for person in people:
        send_own_entry(person, by=by)
    if people:
        record("people.informed", quarter, by=by, channel="mail", number=len(people))
    return len(people)


@transaction.atomic
def prepare_letters(quarter: Quarter, *, by: Any) -> list[Letter]:
    """Make the personal links for letters to those without an e-mail address. Nobody counts as told yet."""
    require(by, "quarters.inform_people", quarter)
    letters = []
    for person in uninformed(quarter).by_letter[:MOST_LETTERS]:
        link, path = make_link(PERSON_LINK, by=by, lifetime=LINK_LASTS, subject=person.code, name=person.name)
        letters.append(Letter(person, link, settings.BASE_URL + path))
    if letters:
        record("letters.prepared", quarter, by=by, number=len(letters))
    return letters


@transaction.atomic
def note_letters(quarter: Quarter, letters: list[Letter], *, by: Any) -> int:
    """Note that people are told by the letters, which have been printed."""
    require(by, "quarters.inform_people", quarter)
    keys = [letter.person.pk for letter in letters]
    told = ContactPerson.objects.filter(pk__in=keys, informed_on=None).update(informed_on=timezone.localdate())
    record("people.informed", quarter, by=by, channel="letter", number=told)
    return told


@transaction.atomic
def drop_letters(quarter: Quarter, letters: list[Letter], *, by: Any) -> None:
    """Forget letters that could not be printed, with their links."""
    require(by, "quarters.inform_people", quarter)
    PersonalLink.objects.filter(pk__in=[letter.link.pk for letter in letters]).delete()
    record("letters.dropped", quarter, by=by, number=len(letters))
