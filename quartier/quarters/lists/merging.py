"""Two drafts of one actor put together. What is there stays; merging the same again changes nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from quartier.quarters.lists.drafts import ActorDraft, Change, Note, PersonDraft
from quartier.quarters.lists.keys import fits, fold, marked, name_key, person_key, phone_key, street_key
from quartier.quarters.vocabulary import UNKNOWN

Draft = TypeVar("Draft", ActorDraft, PersonDraft)

# Fields with one value -> what makes two values the same.
_SINGLE: dict[str, Callable[[str], str]] = {
    "kind": str, "street": street_key, "postcode_city": fold, "web": lambda text: text.casefold().rstrip("/"),
    "since": str, "capacity": str, "step_free": str, "role": fold, "title": fold,
}  # fmt: skip
_LISTED: dict[str, Callable[[str], str]] = {
    "mails": str.casefold, "phones": phone_key, "action_fields": str, "languages": str,
}  # fmt: skip
_NAMES = frozenset(("first_name", "last_name"))


@dataclass(frozen=True)
class Merged:
    """An actor after a merge, what it got, and what it did not take: damaged texts beside good ones."""

    actor: ActorDraft
    adds: tuple[Change, ...]
    ignored: tuple[Change, ...]


def merge(base: ActorDraft, incoming: ActorDraft, *, chosen: bool = False) -> Merged:
    """Return `base` with what `incoming` adds.

    `chosen`: a person said that the two are one, so that the other name is kept as an alias even when it is damaged.
    """
    work = _Merge()
    if base.individual and not incoming.persons:  # what is said about nobody by name is said about this person
        loose = PersonDraft(mails=incoming.mails, phones=incoming.phones)
        incoming = replace(incoming, persons=(loose,), mails=(), phones=())
    actor = work.fields(base, incoming)
    actor = work.estimate(actor, base, incoming)
    actor = work.name(actor, incoming, chosen=chosen)
    persons = base.persons
    for person in incoming.persons:
        persons = work.into(persons, person, only=base.individual)
    actor = replace(actor, persons=persons)
    if base.individual and persons:
        actor = replace(actor, name=persons[0].name or base.name)
    return Merged(work.notes(actor, incoming.notes), tuple(work.adds), tuple(work.ignored))


def same_person(ours: PersonDraft, theirs: PersonDraft) -> bool:
    """Tell whether two contact persons of one actor are one: by name, but for lost letters or a missing first name.

    A short name ("M. Reißner") is another one's unless both have mails and share none. A shared mailbox alone makes
    nobody the same.
    """
    our_key, their_key = person_key(marked(ours.name)), person_key(marked(theirs.name))
    if our_key == their_key:
        return True
    if (_NAMES & (ours.damaged | theirs.damaged)) and fits(our_key, their_key):
        return True
    if not _short_for_another(ours, theirs):
        return False
    our_mails, their_mails = set(map(str.casefold, ours.mails)), set(map(str.casefold, theirs.mails))
    return not our_mails or not their_mails or bool(our_mails & their_mails)


def _short_for_another(ours: PersonDraft, theirs: PersonDraft) -> bool:
    """Tell whether one name is the other with an initial or nothing as first name."""
    our_last, their_last = fold(marked(ours.last_name)), fold(marked(theirs.last_name))
    if not our_last or not fits(our_last, their_last):
        return False
    short, long = sorted((fold(ours.first_name), fold(theirs.first_name)), key=len)
    return len(short) <= 1 and long.startswith(short)


class _Merge:
    """One merge; keeps what was added and ignored."""

    def __init__(self) -> None:
        self.adds: list[Change] = []
        self.ignored: list[Change] = []
        self.person = ""

    def added(self, field: str, value: Any) -> None:
        self.adds.append(Change(field, value, self.person))

    def fields(self, base: Draft, incoming: Draft) -> Draft:
        """Return the base with the incoming values of all fields that both drafts have."""
        for field, key in _SINGLE.items():
            if hasattr(base, field):
                base = self.single(base, incoming, field, key)
        for field, key in _LISTED.items():
            if theirs := getattr(incoming, field, ()):
                # What a person of the actor has need not be said of the actor as well.
                owners = (base, *getattr(base, "persons", ()))
                there = {key(value) for owner in owners for value in getattr(owner, field, ())}
                new = tuple(value for value in theirs if key(value) not in there)
                for value in new:
                    self.added(field, value)
                base = replace(base, **{field: getattr(base, field) + new}) if new else base
        return base

    def single(self, base: Draft, incoming: Draft, field: str, key: Callable[[str], str]) -> Draft:
        value = getattr(incoming, field)
        verdict = _verdict(base, incoming, field, key)
        if verdict == "take":
            self.added(field, value)
            damaged = base.damaged - {field} | (incoming.damaged & {field})
            return replace(base, **{field: value, "damaged": damaged})
        if verdict == "ignore":
            self.ignored.append(Change(field, value, self.person))
        if verdict == "note":
            return self.notes(base, [Note("other_value", str(value), field)])
        return base

    def estimate(self, actor: ActorDraft, base: ActorDraft, incoming: ActorDraft) -> ActorDraft:
        """Return the actor with its capacity marked: a counted number replaces the same number as an estimate."""
        if base.capacity is None:
            return replace(actor, capacity_estimated=incoming.capacity_estimated)
        if base.capacity_estimated and base.capacity == incoming.capacity and not incoming.capacity_estimated:
            self.added("capacity", base.capacity)
            return replace(actor, capacity_estimated=False)
        return actor

    def name(self, base: ActorDraft, incoming: ActorDraft, *, chosen: bool) -> ActorDraft:
        """Return the base with the better of two names; the other one becomes an alias unless it is only damaged."""
        if not incoming.name or fold(marked(incoming.name)) == fold(marked(base.name)):
            return base
        keys = [name_key(name, individual=base.individual) for name in (base.name, incoming.name)]
        fit = fits(*keys)
        alias = incoming.name
        if "name" in base.damaged and "name" not in incoming.damaged and fit:
            alias = base.name  # the next damaged copy is known by it
            self.added("name", incoming.name)
            base = replace(base, name=incoming.name, damaged=base.damaged - {"name"})
        elif "name" in incoming.damaged and fit and not chosen:
            alias = ""
            self.ignored.append(Change("name", incoming.name))
        if alias and fold(marked(alias)) not in {fold(marked(other)) for other in base.aliases}:
            self.added("aliases", alias)
            base = replace(base, aliases=(*base.aliases, alias))
        return base

    def into(self, persons: tuple[PersonDraft, ...], new: PersonDraft, *, only: bool) -> tuple[PersonDraft, ...]:
        """Return the persons with a new one merged or added. `only`: there is one person, who is meant."""
        places = [at for at, person in enumerate(persons) if only or same_person(person, new)]
        if not places:
            self.adds.append(Change("person", new.name, new.name))
            return (*persons, new)
        place = places[0]
        if len(places) > 1:  # the one who already says most of it
            place = min(places, key=lambda at: len(_Merge().one(persons[at], new, only=only)[1]))
        merged, _ = self.one(persons[place], new, only=only)
        return (*persons[:place], merged, *persons[place + 1 :])

    def one(self, base: PersonDraft, new: PersonDraft, *, only: bool) -> tuple[PersonDraft, list[Change]]:
        """Return a person with what another draft of it says, and everything that was added so far."""
        self.person = base.name
        merged = self.fields(base, new)
        if new.name and person_key(marked(base.name)) != person_key(marked(new.name)):
            merged = self.person_name(merged, new, only=only)
        merged = self.notes(merged, new.notes)
        self.person = ""
        return merged, self.adds

    def person_name(self, base: PersonDraft, new: PersonDraft, *, only: bool) -> PersonDraft:
        fit = fits(person_key(marked(base.name)), person_key(marked(new.name)))
        ours_damaged, theirs_damaged = _NAMES & base.damaged, _NAMES & new.damaged
        if theirs_damaged and not ours_damaged and fit:
            self.ignored.append(Change("name", new.name, self.person))
            return base
        better = ours_damaged and not theirs_damaged and fit
        if not better and only:  # an individual's other names are aliases of the actor
            return base
        if better or len(new.first_name) > len(base.first_name):
            self.added("name", new.name)
            damaged = base.damaged - _NAMES | theirs_damaged
            taken = replace(base, first_name=new.first_name, last_name=new.last_name, damaged=damaged)
            return taken if better else self.notes(taken, [Note("other_name", base.name)])
        return self.notes(base, [Note("other_name", new.name)])

    def notes(self, base: Draft, new: Iterable[Note]) -> Draft:
        """Return the base with the notes whose texts no note of it contains yet."""
        notes = list(base.notes)
        for note in new:
            if not any(note.text in other.text for other in notes):
                notes.append(note)
                self.added("notes", note.text)
        return replace(base, notes=tuple(notes)) if len(notes) > len(base.notes) else base


def _verdict(base: Any, incoming: Any, field: str, key: Callable[[str], str]) -> str:
    """Return what happens to an incoming value: "take", "keep" (ours), "ignore" (damaged) or "note"."""
    ours, theirs = getattr(base, field), getattr(incoming, field)
    if theirs in ("", None):
        return "keep"
    if ours in ("", None):
        return "take"
    ours_damaged, theirs_damaged = field in base.damaged, field in incoming.damaged
    our_key, their_key = key(marked(str(ours))), key(marked(str(theirs)))
    if our_key == their_key:
        return "keep"
    if ours_damaged != theirs_damaged and fits(our_key, their_key):
        return "ignore" if theirs_damaged else "take"
    if field == "step_free" and UNKNOWN in (ours, theirs):
        return "take" if ours == UNKNOWN else "keep"
    if field == "since" and (theirs.startswith(ours) or ours.startswith(theirs)):
        return "take" if theirs.startswith(ours) else "keep"
    return "note"
