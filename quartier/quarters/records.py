"""Between the tables and the drafts of an import: what the quarter knows as drafts, and drafts written into the tables.

Everything written is noted as [model, key, {field: [before, after]}], so that it can be taken back exactly.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from quartier.quarters import vocabulary as v
from quartier.quarters.labels import IMPORT_FIELDS
from quartier.quarters.lists.drafts import ActorDraft, Known, Note, PersonDraft, Result
from quartier.quarters.lists.keys import is_damaged
from quartier.quarters.models import Actor, ContactPerson, Quarter, Venue

ROOM = "Raum"  # of which a list only says how many people fit in
_STEP_FREE = "step_free"
_ACTOR = (
    "name",
    "kind",
    "group",
    "aliases",
    "emails",
    "phones",
    "street",
    "place",
    "web",
    "since",
    "action_fields",
    "languages",
    "note",
)
_PERSON = ("title", "first_name", "last_name", "emails", "phones", "role", "note")
_VENUE = ("name", "seats", "seats_estimated", "access")
_FIELDS: dict[type[models.Model], tuple[str, ...]] = {Actor: _ACTOR, ContactPerson: _PERSON, Venue: _VENUE}
_NAMES: dict[str, type[models.Model]] = {model._meta.model_name or "": model for model in _FIELDS}

Written = list[tuple[str, int, dict[str, list[Any]]]]


def known(quarter: Quarter) -> list[Known]:
    """Return the actors of a quarter as drafts, archived ones too. Three questions."""
    people: dict[int, list[PersonDraft]] = defaultdict(list)
    for person in ContactPerson.objects.filter(actor__quarter=quarter):
        people[person.actor_id].append(_person_draft(person))
    rooms: dict[int, Venue] = {}
    for venue in Venue.objects.filter(actor__quarter=quarter).order_by("-pk"):
        rooms[venue.actor_id] = venue  # the oldest one is the one that lists mean
    return [Known(a.pk, _actor_draft(a, people.get(a.pk, []), rooms.get(a.pk))) for a in quarter.actors.order_by("pk")]


def _notes(text: str) -> tuple[Note, ...]:
    return (Note("note", text),) if text else ()


def _damaged(row: models.Model, fields: Iterable[str]) -> frozenset[str]:
    return frozenset(field for field in fields if is_damaged(getattr(row, field), name=True))


def _person_draft(person: ContactPerson) -> PersonDraft:
    return PersonDraft(
        first_name=person.first_name,
        last_name=person.last_name,
        title=person.title,
        mails=tuple(person.emails),
        phones=tuple(person.phones),
        role=person.role,
        notes=_notes(person.note),
        damaged=_damaged(person, ("first_name", "last_name", "role")),
    )


def _actor_draft(actor: Actor, people: list[PersonDraft], room: Venue | None) -> ActorDraft:
    damaged = _damaged(actor, ("name", "street", "place"))
    return ActorDraft(
        name=actor.name,
        kind=actor.kind if actor.kind != v.OTHER else "",
        aliases=tuple(actor.aliases),
        mails=tuple(actor.emails),
        phones=tuple(actor.phones),
        street=actor.street,
        postcode_city=actor.place,
        web=actor.web,
        capacity=max(room.seats.values(), default=None) if room else None,
        capacity_estimated=bool(room and room.seats_estimated),
        step_free=room.access.get(_STEP_FREE, "") if room else "",
        action_fields=tuple(actor.action_fields),
        languages=tuple(actor.languages),
        since=actor.since,
        persons=tuple(people),
        notes=_notes(actor.note),
        damaged=frozenset("postcode_city" if field == "place" else field for field in damaged),
    )


def write(quarter: Quarter, results: Iterable[Result], read_at: dt.datetime) -> list[tuple[int, int, Written]]:
    """Write actors that are new or changed; return (first row, key of the actor, what was written) for each.

    The results come from what was there at `read_at`. Whoever was changed since is left out, for the next reading.
    """
    results = list(results)
    made = [
        (result, _fill(Actor(quarter=quarter), _actor_values(result.actor, None)))
        for result in results
        if result.key is None
    ]
    Actor.objects.bulk_create([actor for _result, actor in made])
    keys = [result.key for result in results if result.key is not None]
    found = Actor.objects.filter(updated_at__lte=read_at, quarter=quarter).in_bulk(keys)
    there: dict[int, list[ContactPerson]] = defaultdict(list)
    for person in ContactPerson.objects.filter(actor__in=found):
        there[person.actor_id].append(person)
    rooms: dict[int, Venue] = {}
    for venue in Venue.objects.filter(actor__in=found).order_by("-pk"):
        rooms[venue.actor_id] = venue
    pairs = [*made, *((result, found[result.key]) for result in results if result.key in found)]
    written: list[tuple[int, int, Written]] = []
    people: list[tuple[Written, ContactPerson]] = []
    venues: list[tuple[Written, Venue]] = []
    for result, actor in pairs:
        notes: Written = []
        if result.key is None:
            notes.append(_note_made(actor))
        else:
            _change(actor, _actor_values(result.actor, actor), notes)
        people += [(notes, row) for row in _people(actor, result.actor, there.get(actor.pk, []), notes)]
        venues += [(notes, row) for row in _room(actor, result.actor, rooms.get(actor.pk), notes)]
        written.append((result.rows[0], actor.pk, notes))
    ContactPerson.objects.bulk_create([row for _notes, row in people])
    Venue.objects.bulk_create([row for _notes, row in venues])
    for notes, row in (*people, *venues):
        notes.append(_note_made(row))
    return written


def _people(actor: Actor, draft: ActorDraft, there: list[ContactPerson], notes: Written) -> list[ContactPerson]:
    """Change the persons who are there, and return those to be made: a draft lists the old ones first, in order."""
    new: list[ContactPerson] = []
    for position, person in enumerate(draft.persons):
        if position < len(there):
            _change(there[position], _person_values(person), notes)
        else:
            new.append(_fill(ContactPerson(actor=actor, position=position), _person_values(person)))
    return new


def _room(actor: Actor, draft: ActorDraft, room: Venue | None, notes: Written) -> list[Venue]:
    seats = {"any": draft.capacity} if draft.capacity is not None else {}
    access = {_STEP_FREE: draft.step_free} if draft.step_free else {}
    if room is not None:
        values = {"seats": room.seats or seats, "access": access | room.access}
        _change(room, values | {"seats_estimated": draft.capacity_estimated}, notes)
        return []
    if not seats and not access:
        return []
    values = {"name": ROOM, "seats": seats, "seats_estimated": draft.capacity_estimated, "access": access}
    return [_fill(Venue(actor=actor), values)]


def _actor_values(draft: ActorDraft, actor: Actor | None) -> dict[str, Any]:
    kind = draft.kind or (actor.kind if actor else v.OTHER)
    group = (actor.group if actor else "") or v.GROUP_OF.get(kind, "")
    values = {
        "name": draft.name, "kind": kind, "group": group, "aliases": list(draft.aliases), "emails": list(draft.mails),
        "phones": list(draft.phones), "street": draft.street, "place": draft.postcode_city, "web": draft.web,
        "since": draft.since, "action_fields": list(draft.action_fields), "languages": list(draft.languages),
    }  # fmt: skip
    return _fitting(Actor, values, draft.notes)


def _person_values(draft: PersonDraft) -> dict[str, Any]:
    values = {
        "title": draft.title, "first_name": draft.first_name, "last_name": draft.last_name, "role": draft.role,
        "emails": list(draft.mails), "phones": list(draft.phones),
    }  # fmt: skip
    return _fitting(ContactPerson, values, draft.notes)


def _fitting(model: type[models.Model], values: dict[str, Any], notes: Iterable[Note]) -> dict[str, Any]:
    """Return the values with a note; what is too long for its column stands in the note, whole."""
    lines = [_line(note) for note in notes]
    for field, value in values.items():
        limit = getattr(model._meta.get_field(field), "max_length", None) if isinstance(value, str) else None
        if limit and len(value) > limit:
            if not any(value in line for line in lines):
                lines.append(value)
            values[field] = value[:limit].rstrip()
    return values | {"note": "\n".join(lines)}


def _line(note: Note) -> str:
    """Return a remark as it stands in the record: with the column that it comes from."""
    name = note.column or str(IMPORT_FIELDS.get(note.field, ""))
    return f"{name}: {note.text}" if name and note.code != "note" else note.text


def _fill(row: Any, values: Mapping[str, Any]) -> Any:
    for field, value in values.items():
        setattr(row, field, value)
    return row


def _note_made(row: models.Model) -> tuple[str, int, dict[str, list[Any]]]:
    after = {field: [None, getattr(row, field)] for field in _FIELDS[type(row)]}
    return row._meta.model_name or "", row.pk, after


def _change(row: models.Model, values: Mapping[str, Any], notes: Written) -> None:
    changed = {field: [getattr(row, field), value] for field, value in values.items() if getattr(row, field) != value}
    if changed:
        _fill(row, values)
        row.save()
        notes.append((row._meta.model_name or "", row.pk, changed))


def take_back(written: Iterable[Any]) -> bool:
    """Undo what was written with one row, last first; return whether all of it could be undone.

    What somebody has changed since stays as it is: a changed field keeps its new value, a changed record is kept.
    """
    complete = True
    for name, key, fields in reversed(list(written)):
        row = _NAMES[name]._default_manager.filter(pk=key).first()
        if row is None:
            continue
        mine = {field: before for field, (before, after) in fields.items() if getattr(row, field) == after}
        made = all(before is None for before, _after in fields.values())
        if made and len(mine) == len(fields) and not _has_more(row):
            row.delete()
        elif made:
            complete = False
        else:
            _fill(row, mine)
            row.save()
            complete = complete and len(mine) == len(fields)
    return complete


def _has_more(row: models.Model) -> bool:
    """Say whether somebody has added something to a record that an import made. Showing it to everybody adds nothing."""
    if isinstance(row, Actor):
        return bool(row.people.exists() or row.venues.exists() or row.goods.exists() or row.activities.exists())
    return isinstance(row, ContactPerson) and row.consents.exists()
