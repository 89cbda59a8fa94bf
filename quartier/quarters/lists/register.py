"""The actors of the quarter and of a list, found by name, mail, phone and likeness without comparing all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from quartier.quarters.lists.drafts import ActorDraft, Option
from quartier.quarters.lists.keys import fits, marked, name_key, phone_key, street_key, whole_words

_CROWDED = 25  # a block with more actors says nothing about them: "kita", "lindenhof"
_LIKE, _LIKE_WORD = 85, 75  # percent that names, and the words in which they differ, must have in common


@dataclass(eq=False)
class Entry:
    """An actor at work. `key` when the quarter has it, `row` when a row began it.

    `waiting`: it exists only if a person decides so. `rows` have contributed.
    """

    actor: ActorDraft
    key: int | None = None
    row: int | None = None
    waiting: bool = False
    changed: bool = False
    rows: list[int] = field(default_factory=list)


def mails_of(actor: ActorDraft) -> Iterator[str]:
    """Yield all mails of an actor and its persons, as keys."""
    yield from (mail.casefold() for mail in actor.mails)
    yield from (mail.casefold() for person in actor.persons for mail in person.mails)


def phones_of(actor: ActorDraft) -> Iterator[str]:
    """Yield all phones of an actor and its persons, as keys."""
    yield from (phone_key(phone) for phone in actor.phones)
    yield from (phone_key(phone) for person in actor.persons for phone in person.phones)


class Register:
    """All entries with their indexes. Entries only grow, so nothing leaves an index."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._contacts: dict[str, list[Entry]] = defaultdict(list)  # mails and phones
        self._names: dict[tuple[bool, str], list[Entry]] = defaultdict(list)
        self._blocks: dict[tuple[bool, str], list[tuple[str, Entry]]] = defaultdict(list)

    def add(self, entry: Entry) -> None:
        """Take in a new entry."""
        self.entries.append(entry)
        self.index(entry)

    def index(self, entry: Entry) -> None:
        """Make an entry findable by everything that it says now."""
        actor = entry.actor
        for contact in (*mails_of(actor), *phones_of(actor)):
            _put(self._contacts[contact], entry)
        for name in (actor.name, *actor.aliases):
            key = name_key(name, individual=actor.individual)
            place = self._names[actor.individual, key]
            if entry not in place:
                place.append(entry)
                for block in _blocks(key):
                    self._blocks[actor.individual, block].append((key, entry))

    def named(self, draft: ActorDraft) -> list[Entry]:
        """Return the entries with the same name or alias."""
        return list(self._names.get((draft.individual, name_key(draft.name, individual=draft.individual)), ()))

    def by_contact(self, draft: ActorDraft) -> list[Entry]:
        """Return the entries that share a mail or a phone."""
        found: list[Entry] = []
        for contact in (*mails_of(draft), *phones_of(draft)):
            for entry in self._contacts.get(contact, ()):
                _put(found, entry)
        return found

    def options(self, draft: ActorDraft) -> list[Option]:
        """Return the actors of the same sort that a named draft may mean, the likeliest first."""
        key = name_key(draft.name, individual=draft.individual)
        found: dict[int, Option] = {}
        mails = set(mails_of(draft))
        for entry in self.by_contact(draft):
            if entry.actor.individual == draft.individual:
                if mails & set(mails_of(entry.actor)):
                    found[id(entry)] = option(entry, "same_mail", 100)
                elif not draft.individual:  # people who live together share a phone
                    found[id(entry)] = option(entry, "same_phone", 90)
        for other, entry in self._near(key, individual=draft.individual):
            if id(entry) not in found:
                if fits(key, other):
                    found[id(entry)] = option(entry, "damaged_name", 95)
                elif likeness := _likeness(key, other):
                    found[id(entry)] = option(entry, "similar_name", likeness)
        return sorted(found.values(), key=lambda one: -one.likeness)

    def _near(self, key: str, *, individual: bool) -> list[tuple[str, Entry]]:
        """Return the entries that share a beginning or an end of a word, as far as that is rare."""
        found: dict[tuple[str, int], tuple[str, Entry]] = {}
        for block in _blocks(key):
            near = self._blocks.get((individual, block), ())
            if len(near) <= _CROWDED:
                found.update({(other, id(entry)): (other, entry) for other, entry in near})
        return list(found.values())


def option(entry: Entry, reason: str, likeness: int) -> Option:
    """Return an entry as an option."""
    return Option(entry.actor.name, reason, likeness, entry.key, entry.row)


def contradict(ours: ActorDraft, theirs: ActorDraft) -> bool:
    """Tell whether two individuals of one name are rather two: nothing in common where both say something."""
    pairs = [(set(of(ours)), set(of(theirs))) for of in (mails_of, phones_of)]
    if any(one & other for one, other in pairs):
        return False
    if any(one and other for one, other in pairs):
        return True
    if not ours.street or not theirs.street or any(theirs.street in note.text for note in ours.notes):
        return False
    return not fits(street_key(marked(ours.street)), street_key(marked(theirs.street)))


def _put(place: list[Entry], entry: Entry) -> None:
    if entry not in place:
        place.append(entry)


def _blocks(key: str) -> Iterable[str]:
    words = whole_words(key)
    return {block for word in words for block in ((f"{word[:4]}-", f"-{word[-4:]}") if len(word) > 3 else (word,))}


def _likeness(key: str, other: str) -> int:
    """Return how alike two names are, 0 for not enough: a typing error, another order, or words left out."""
    ours, theirs = set(key.split()), set(other.split())
    only_ours, only_theirs = ours - theirs, theirs - ours
    if not only_ours or not only_theirs:
        likeness = 90 if len(ours) - len(only_ours) >= 2 else 0
    else:
        likeness = round(fuzz.token_sort_ratio(key, other, score_cutoff=_LIKE))
        if likeness and fuzz.ratio(" ".join(sorted(only_ours)), " ".join(sorted(only_theirs))) < _LIKE_WORD:
            likeness = 0
    # "Kita 1" and "Kita 2" are two.
    return 0 if likeness and any(word.isdigit() for word in only_ours | only_theirs) else likeness
