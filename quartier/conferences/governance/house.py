"""Rules and facts together, indexed once, so that each question is a short walk."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from quartier.conferences.governance.answers import Outcome
from quartier.conferences.governance.facts import Application, Belonging, Decision, Facts, Mandate, Meeting, Person
from quartier.conferences.governance.statutes import Statutes


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class House:
    """One body: its rules, and what has happened. Meetings are counted by their place in time."""

    def __init__(self, statutes: Statutes, facts: Facts) -> None:
        self.statutes = statutes
        self.facts = facts
        self.people: dict[str, Person] = {person.id: person for person in sorted(facts.people, key=lambda p: p.id)}
        self.meetings: list[Meeting] = sorted(facts.meetings, key=lambda meeting: (meeting.date, meeting.id))
        self.place = {meeting.id: place for place, meeting in enumerate(self.meetings)}
        self.days = [meeting.date.toordinal() for meeting in self.meetings]
        self.decisions: dict[str, Decision] = {decision.id: decision for decision in facts.decisions}
        self.applications: dict[str, Application] = {each.id: each for each in facts.applications}
        self.holders: dict[str, list[Mandate]] = defaultdict(list)
        self.mandates: dict[str, list[Mandate]] = defaultdict(list)
        for mandate in sorted(facts.mandates, key=lambda m: (m.is_deputy, m.since or dt.date.min, m.person, m.of)):
            self.holders[mandate.of].append(mandate)
            self.mandates[mandate.person].append(mandate)
        self.unlisted = [place for place, meeting in enumerate(self.meetings) if meeting.present is None]
        self.attended: dict[str, list[int]] = defaultdict(list)
        self.excused: dict[str, list[int]] = defaultdict(list)
        for place, meeting in enumerate(self.meetings):
            for person in {presence.person for presence in meeting.present or ()}:
                self.attended[person].append(place)
            for person in set(meeting.excused):
                self.excused[person].append(place)
        self._words = {
            **{each.code: each.name for each in (*statutes.memberships, *statutes.decisions)},
            **{each.code: each.name for each in statutes.seats},
            **{each.code: each.name for each in statutes.offices},
        }
        self._later: dict[int, list[int]] = {}
        self._spans: dict[int, dict[str, list[tuple[int, int | None]]]] = {}

    def later(self, months: int) -> list[int]:
        """Return, for each meeting, the day so many months after it, as an ordinal."""
        if months not in self._later:
            self._later[months] = [add_months(meeting.date, months).toordinal() for meeting in self.meetings]
        return self._later[months]

    def is_there(self, person: str, place: int, item: int | None) -> Outcome:
        """Return whether somebody was there at an item of the agenda; without an item: at all."""
        if self.meetings[place].present is None:
            return "unknown"
        spans = self._spans_of(place).get(person, ())
        return "yes" if any(_covers(begin, end, item) for begin, end in spans) else "no"

    def came_at(self, person: str, place: int) -> int:
        """Return the item of the agenda from which somebody was there."""
        return min(begin for begin, _end in self._spans_of(place)[person])

    def _spans_of(self, place: int) -> dict[str, list[tuple[int, int | None]]]:
        if place not in self._spans:
            spans: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
            for presence in self.meetings[place].present or ():
                spans[presence.person].append((presence.from_item, presence.to_item))
            self._spans[place] = spans
        return self._spans[place]

    def belongs(self, person: str, kinds: Iterable[str], day: dt.date) -> Outcome:
        """Return whether somebody has one of these kinds of membership on a day."""
        belongings = self.people[person].memberships
        if belongings is None:
            return "unknown"
        return "yes" if any(each.kind in kinds and holds(each, day) for each in belongings) else "no"

    def held(self, person: str, posts: Iterable[str], day: dt.date) -> list[Mandate]:
        """Return what somebody holds on a day among seats or offices, first as a principal."""
        if person not in self.mandates:
            return []
        wanted = set(posts)
        return [each for each in self.mandates[person] if each.of in wanted and holds(each, day)]

    def names(self, codes: Iterable[str]) -> list[str]:
        """Return what kinds of membership, seats, offices and kinds of decision are called."""
        return [self._words.get(code, code) for code in codes]


def holds(span: Belonging | Mandate, day: dt.date) -> bool:
    """Return whether a day lies within a span, both ends included."""
    return (span.since is None or span.since <= day) and (span.until is None or day <= span.until)


def _covers(begin: int, end: int | None, item: int | None) -> bool:
    return item is None or (begin <= item and (end is None or item <= end))
