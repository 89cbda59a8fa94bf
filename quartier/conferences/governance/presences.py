"""A vote earned by coming: counted from presences and excuses, lost by staying away.

A chain of presences and excuses ends where somebody stayed away for as long as the lapse says; after that counting
starts again at zero. So one presence more can never take a vote away.
"""

import datetime as dt
import heapq
from dataclasses import dataclass

from quartier.conferences.governance.house import House
from quartier.conferences.governance.statutes import Ground, Lapse


@dataclass(frozen=True, slots=True)
class Count:
    """What coming has earned: the places of the meetings that count, the one that earned the vote, the last lapse."""

    counted: tuple[int, ...]
    earned: int | None
    lapsed: dt.date | None


def count(house: House, ground: Ground, person: str, place: int, *, hopeful: bool = False) -> Count:
    """Return what somebody has earned by a meeting, it included; `hopeful` takes unlisted meetings for presences."""
    came = house.attended.get(person, [])
    sure = set(came)
    if hopeful and house.unlisted:
        came = sorted(sure.union(house.unlisted))
    here = set(came)
    chain: list[int] = []
    counted: tuple[int, ...] = ()
    earned = last = lapsed = None
    for event in heapq.merge(came, house.excused.get(person, [])) if person in house.excused else came:
        if event > place:
            break
        if last is not None and _broken(house, ground.lapse, last, event):
            lapsed = last if earned is not None else lapsed
            chain, counted, earned = [], (), None
        last = event
        if event in here and (not chain or chain[-1] != event):
            chain.append(event)
            if earned is None and _enough(house, ground, chain):
                earned, counted = event, tuple(chain[-ground.presences :])
    if last is not None and last < place and _broken(house, ground.lapse, last, place):
        lapsed = last if earned is not None else lapsed
        chain, counted, earned = [], (), None
    if earned is None:
        counted = _recent(house, ground, chain, place)
    return Count(counted, earned, _end(house, ground.lapse, lapsed))


def _enough(house: House, ground: Ground, chain: list[int]) -> bool:
    if ground.presences < 1 or len(chain) < ground.presences:
        return ground.presences < 1
    first, now = chain[-ground.presences], chain[-1]
    return _within(house, ground, first, now)


def _recent(house: House, ground: Ground, chain: list[int], place: int) -> tuple[int, ...]:
    return tuple(event for event in chain if _within(house, ground, event, place))


def _within(house: House, ground: Ground, first: int, now: int) -> bool:
    if ground.meetings is not None and now - first >= ground.meetings:
        return False
    return ground.months is None or house.later(ground.months)[first] > house.days[now]


def _broken(house: House, lapse: Lapse | None, last: int, event: int) -> bool:
    if lapse is None:
        return False
    if lapse.months is not None and house.later(lapse.months)[last] <= house.days[event]:
        return True
    return lapse.absences is not None and event - last - 1 >= max(1, lapse.absences)


def _end(house: House, lapse: Lapse | None, last: int | None) -> dt.date | None:
    """Return the day on which a vote was lost: by the calendar, or at the last of the absences in a row."""
    if lapse is None or last is None:
        return None
    days = []
    if lapse.months is not None:
        days.append(house.later(lapse.months)[last])
    if lapse.absences is not None and last + max(1, lapse.absences) < len(house.days):
        days.append(house.days[last + max(1, lapse.absences)])
    return dt.date.fromordinal(min(days)) if days else None
