"""Who should talk: pairs from what actors offer and seek, kept in memory until something in the quarter changes."""

import datetime as dt
import threading
from collections import OrderedDict

from django.utils import timezone

from quartier.quarters import vocabulary as v
from quartier.quarters.directory import Directory, directory
from quartier.quarters.models import Good, Introduction, Quarter, Tie
from quartier.quarters.pairs import Pair, Wish, suggest
from quartier.search.index import parts_of

MOST_HELD = 32  # quarters; the least recently used ones leave

_held: OrderedDict[int, tuple[tuple[int, ...], dt.date, list[Pair]]] = OrderedDict()
_lock = threading.Lock()


def pairs_of(quarter: Quarter) -> list[Pair]:
    """Return the pairs of a quarter, best first, among the actors that its members see.

    Who works together already, or was proposed to each other before, with whatever outcome, is not proposed again.
    """
    shown = directory(quarter, v.MEMBERS)
    today = timezone.localdate()
    held = _held.get(quarter.pk)
    if held is None or held[:2] != (shown.state, today):
        held = shown.state, today, _suggest(quarter, shown, today)
    with _lock:
        _held[quarter.pk] = held
        _held.move_to_end(quarter.pk)
        while len(_held) > MOST_HELD:
            _held.popitem(last=False)
    return held[2]


def forget() -> None:
    """Forget all pairs."""
    with _lock:
        _held.clear()


def _suggest(quarter: Quarter, shown: Directory, today: dt.date) -> list[Pair]:
    wishes: dict[str, list[Wish]] = {Good.Direction.OFFER: [], Good.Direction.SEEK: []}
    for good in Good.objects.filter(actor__quarter=quarter):
        if (entry := shown.entries.get(good.actor_id)) is not None:
            wish = Wish(
                key=f"{good.pk:012}",
                actor=entry.face.code,
                good=good.kind,
                text=good.text,
                fields=tuple(entry.face.action_fields),
                languages=tuple(entry.face.languages),
                place=entry.position,
                until=good.until,
            )
            wishes[good.direction].append(wish)
    parts = parts_of(wish.text for both in wishes.values() for wish in both)
    known = list(Tie.objects.filter(quarter=quarter).values_list("one__code", "other__code"))
    known += Introduction.objects.filter(quarter=quarter).values_list("offer_side__code", "seek_side__code")
    seeks, offers = wishes[Good.Direction.SEEK], wishes[Good.Direction.OFFER]
    return suggest(seeks, offers, today=today, settled=known, parts=lambda word: parts.get(word, ()))
