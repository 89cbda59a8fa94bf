"""People are erased: their entry, and every copy of it. What others wrote about them is for a person to decide."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from quartier.accounts.permissions import require
from quartier.journal import erasures
from quartier.journal.actions import record
from quartier.journal.models import Message
from quartier.quarters import traces
from quartier.quarters.models import Actor, ConsentProof, ContactPerson, ImportedRow, ListImport, Quarter, Reminder
from quartier.quarters.needles import Needles, texts_in, without_row

State = ListImport.State
# Columns of an address list that say something about the organisation, not about a person.
_OF_ORGANISATION = frozenset({
    "organisation", "kind", "street", "postcode_city", "capacity", "step_free", "action_fields", "languages", "since", "web",
})  # fmt: skip


@transaction.atomic
def erase_person(person: ContactPerson, *, by: Any) -> dict[str, int]:
    """Delete a contact person with every copy of their data. Returns how much went. There is no undo.

    Of a consent stays that there was one, when and to which words. Refused (ValidationError) while a list of the
    quarter is being written in or taken back.
    """
    require(by, "quarters.erase_person", person)
    record("person.erased", person, by=by)
    return forget_person(person)


@transaction.atomic
def erase_individual(actor: Actor, *, by: Any) -> dict[str, int]:
    """Delete an engaged individual with everything that belongs to them. Organisations are archived instead."""
    require(by, "quarters.erase_person", actor)
    if not actor.is_person:
        raise ValidationError(_("Einrichtungen werden nicht gelöscht, sondern auf „nicht mehr dabei“ gesetzt."))
    record("actor.erased", actor, by=by)
    keys = {("actor", actor.pk), *(("venue", key) for key in actor.venues.values_list("pk", flat=True))}
    numbers = {"people": 0, "rows": 0, "links": 0, "mails": 0}
    for person in actor.people.select_related("actor__quarter"):
        for name, number in forget_person(person).items():
            numbers[name] += number
    numbers["rows"] += forget_rows(actor.quarter, keys, traces.needles_of_actor(actor))
    numbers["mails"] += _forget_mails(actor)
    erasures.note(actor)
    actor.delete()
    return numbers


def forget_person(person: ContactPerson) -> dict[str, int]:
    """Delete a person and all copies, in the caller's transaction and with the caller's entry in the journal."""
    quarter = person.actor.quarter
    ContactPerson.objects.filter(pk=person.pk).lock()  # against a mail that is being written
    keep_proofs(person)
    Reminder.objects.filter(person=person).drop_waiting()
    numbers = {
        "people": 1,
        "rows": forget_rows(quarter, {("contactperson", person.pk)}, traces.needles_of(person)),
        "mails": traces.mails_of_person(person).delete()[0],
        "links": traces.links_of_person(person).delete()[0],
    }
    erasures.note(person)
    person.delete()
    return numbers


def keep_proofs(person: ContactPerson) -> None:
    """Keep of the consents of a person who goes that there were some, and to which words."""
    quarter = person.actor.quarter
    ConsentProof.objects.bulk_create(
        [
            ConsentProof(
                quarter=quarter,
                purpose=consent.purpose,
                text_version=consent.text_version,
                channel=consent.channel,
                given_at=consent.given_at,
                withdrawn_at=consent.withdrawn_at,
            )
            for consent in person.consents.all()
        ]
    )


def forget_rows(quarter: Quarter, keys: set[tuple[str, int]], needles: Needles) -> int:
    """Take what imported lists say about a person out of them; return how many rows were concerned."""
    lists = list(ListImport.objects.select_for_update().filter(quarter=quarter))
    if any(made.state in (State.RUNNING, State.UNDOING) for made in lists):
        raise ValidationError(
            _("Gerade wird eine Liste übernommen. Warten Sie einen Moment, und versuchen Sie es dann.")
        )
    rows = traces.rows_about(quarter, keys, needles)
    known: dict[int, set[int]] = {}
    for row in rows:
        if any(_is_theirs(note, keys, needles) for note in row.written):
            known.setdefault(row.list_import_id, set()).add(row.number - 1)
        row.written = _without(row.written, keys, needles)
    ImportedRow.objects.bulk_update(rows, ["written"], batch_size=500)
    emptied = sum(_empty_rows(made, known.get(made.pk, set()), needles) for made in lists)
    return max(len(rows), emptied)


def _without(written: list[Any], keys: set[tuple[str, int]], needles: Needles) -> list[Any]:
    """Return what was written, without the records of the person and without values that name them.

    A value that goes leaves a mark that matches nothing: taking the list back later keeps that field as it is then.
    The remark of a row that brought the person may be about them, whatever it says.
    """
    kept = []
    is_about = any(_is_theirs(note, keys, needles) for note in written)
    for note in written:
        if not _is_theirs(note, keys, needles):
            name, key, fields = note
            pairs = {
                field: [None if before is None else "", ""]
                if (is_about and field == "note") or _names(needles, [before, after])
                else [before, after]
                for field, (before, after) in fields.items()
            }
            kept.append([name, key, pairs])
    return kept


def _is_theirs(note: Any, keys: set[tuple[str, int]], needles: Needles) -> bool:
    """Say whether a note of what was written is about the person: also about an earlier entry that is gone."""
    name, key, fields = note
    return (name, key) in keys or (name == "contactperson" and _names(needles, list(fields.values())))


def _names(needles: Needles, value: Any) -> bool:
    return any(needles.is_named_by(text) for text in texts_in(value))


def _empty_rows(made: ListImport, known: set[int], needles: Needles) -> int:
    """Empty the rows of the raw list. A list that is not read in yet keeps what it says about organisations."""
    total = 0
    for number, sheet in enumerate(made.sheets):
        is_open = made.state == State.UPLOADED and number == made.sheet
        kept = [column for column, field in enumerate(made.mapping) if is_open and field in _OF_ORGANISATION]
        rows, emptied = without_row(sheet["rows"], known if number == made.sheet else (), needles, frozenset(kept))
        sheet["rows"] = rows
        total += emptied
    if total:
        made.save(update_fields=["sheets"])
    return total


def _forget_mails(actor: Actor) -> int:
    wanted = models.Q(pk=None)
    for mail in actor.emails:
        wanted |= models.Q(recipient__iexact=mail)
    return Message.objects.filter(wanted).delete()[0]
