"""What becomes of every row of a list, and of every actor that it names.

Whole names come first, then damaged ones, the least damaged first, then rows without a name: so the order of the list
decides nothing about who is who. Similar is never the same; a person decides about it (`Choice`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quartier.quarters.lists import drafts as d
from quartier.quarters.lists.cells import kind_of
from quartier.quarters.lists.cleaning import Row
from quartier.quarters.lists.keys import fits, name_key
from quartier.quarters.lists.merging import Merged, merge
from quartier.quarters.lists.register import Entry, Register, contradict, mails_of, option

_PASSES = 20  # a row without a name may be known only by a phone that another such row has brought
_NO_CHOICES: Mapping[int, d.Choice] = {}


def decide(rows: Sequence[Row], known: Iterable[d.Known], choices: Mapping[int, d.Choice] = _NO_CHOICES) -> d.Outcome:
    """Return the fate of every row and the actors that are to be made or changed.

    `choices` are what people decided about rows: `skip` for any row, an option or a new actor where one was asked.
    """
    return _Decision(rows, known, choices).outcome()


def count(fates: Iterable[d.Fate]) -> dict[str, int]:
    """Return how many rows have each fate; together they are all rows."""
    counted = Counter(fate.fate for fate in fates)
    return {fate: counted[fate] for fate in d.FATES}


class _Decision:
    def __init__(self, rows: Sequence[Row], known: Iterable[d.Known], choices: Mapping[int, d.Choice]) -> None:
        self.rows, self.choices = rows, choices
        self.register = Register()
        self.fates: dict[int, d.Fate] = {}
        for one in known:
            self.register.add(Entry(one.actor, key=one.key))

    def outcome(self) -> d.Outcome:
        waiting: list[tuple[int, d.ActorDraft]] = []
        for row in self.rows:
            choice = self.choices.get(row.index)
            if row.draft is None:
                self.fates[row.index] = d.Fate(row.index, d.TITLE if row.title else d.BLANK)
            elif choice and choice.skip:
                self.fates[row.index] = d.Fate(row.index, d.SKIPPED, row.draft)
            else:
                waiting.append((row.index, row.draft))
        for index, draft in waiting:
            if draft.name and "name" not in draft.damaged:
                self.named(index, draft)
        damaged = [(index, draft) for index, draft in waiting if draft.name and "name" in draft.damaged]
        for index, draft in sorted(damaged, key=lambda row: (row[1].name.count("?"), row[1].name)):
            self.named(index, draft)
        self.nameless([(index, draft) for index, draft in waiting if not draft.name])
        results = [
            d.Result(entry.actor, tuple(sorted(entry.rows)), entry.key)
            for entry in self.register.entries
            if entry.changed and not entry.waiting
        ]
        return d.Outcome(tuple(self.fates[row.index] for row in self.rows), tuple(results))

    def named(self, index: int, draft: d.ActorDraft) -> None:
        """Settle a row with a name: the same actor, a question, or a new one."""
        same = self.register.named(draft)
        fitting = [entry for entry in same if not (draft.individual and contradict(entry.actor, draft))]
        fitting += [entry for entry in self.recognised(draft) if entry not in fitting]
        if fitting:
            self.join(index, draft, *self.best(fitting, draft))
            return
        options = [option(entry, "same_name", 100) for entry in same] or self.register.options(draft)
        choice = self.choices.get(index)
        if options and not choice:
            self.begin(index, draft, options)
        elif choice and (chosen := self.chosen(choice, options)):
            self.join(index, draft, chosen, merge(chosen.actor, draft, chosen=True))
        else:
            self.begin(index, draft, [])

    def recognised(self, draft: d.ActorDraft) -> list[Entry]:
        """Return the entries with a mail or phone of the draft whose name is its name but for lost letters."""
        return [
            entry
            for entry in self.register.by_contact(draft)
            if entry.actor.individual == draft.individual
            and ("name" in draft.damaged or "name" in entry.actor.damaged)
            and fits(
                name_key(entry.actor.name, individual=draft.individual),
                name_key(draft.name, individual=draft.individual),
            )
        ]

    @staticmethod
    def best(entries: list[Entry], draft: d.ActorDraft) -> tuple[Entry, Merged]:
        """Return the entry that already says all, or shares a mail, or is the first one, and the merge with it."""
        merges = [(entry, merge(entry.actor, draft)) for entry in entries]
        mails = set(mails_of(draft))
        return min(merges, key=lambda pair: (bool(pair[1].adds), not mails & set(mails_of(pair[0].actor))))

    def chosen(self, choice: d.Choice, options: Sequence[d.Option]) -> Entry | None:
        """Return the entry that a person chose among the options."""
        if not any((one.key, one.row) == (choice.key, choice.row) for one in options):
            return None
        return next(entry for entry in self.register.entries if (entry.key, entry.row) == (choice.key, choice.row))

    def begin(self, index: int, draft: d.ActorDraft, options: list[d.Option]) -> None:
        """Begin an actor with this row; with options it waits for a decision."""
        actor = draft if draft.kind else replace(draft, kind=kind_of(draft.name))
        if actor.individual and not draft.individual:  # "Nachbarn am Bach" is a group all the same
            actor = draft
        self.register.add(Entry(actor, row=index, waiting=bool(options), changed=True, rows=[index]))
        fate = d.DECIDE if options else d.NEW
        self.fates[index] = d.Fate(index, fate, draft, options=tuple(options))

    def join(self, index: int, draft: d.ActorDraft, entry: Entry, merged: Merged) -> None:
        """Put the row to an actor that is there."""
        if merged.adds:
            entry.actor, entry.changed = merged.actor, True
            entry.rows.append(index)
            self.register.index(entry)
        fate = d.SAME if not merged.adds else d.MERGES if entry.key is not None else d.MERGES_ROW
        self.fates[index] = d.Fate(
            index, fate, draft, key=entry.key, earlier=entry.row, adds=merged.adds, ignored=merged.ignored
        )

    def nameless(self, rows: list[tuple[int, d.ActorDraft]]) -> None:
        """Settle rows without a name by their mails and phones."""
        for _ in range(_PASSES):
            left = [(index, draft) for index, draft in rows if not self.by_contact(index, draft)]
            if len(left) == len(rows):
                break
            rows = left
        for index, draft in rows:
            self.fates[index] = d.Fate(index, d.REFUSED, draft, reason="no_name")

    def by_contact(self, index: int, draft: d.ActorDraft) -> bool:
        """Settle a row without a name, or return False when nobody has its mails and phones."""
        entries = self.register.by_contact(draft)
        if not entries:
            return False
        entry, merged = self.best(entries, draft)
        options = [option(one, "same_mail", 100) for one in entries]
        chosen = self.chosen(self.choices[index], options) if index in self.choices else None
        if chosen:
            self.join(index, draft, chosen, merge(chosen.actor, draft))
        elif len(entries) == 1 or not merged.adds:
            self.join(index, draft, entry, merged)
        else:
            self.fates[index] = d.Fate(index, d.DECIDE, draft, options=tuple(options))
        return True
