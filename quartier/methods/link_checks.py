"""Which links of the catalogue still answer: asked by a job, shown to editors."""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from quartier.jobs.schedule import between_steps
from quartier.methods import labels
from quartier.methods.links import Outcome, check
from quartier.methods.models import Link, Project, Reference
from quartier.methods.models.links import digest

EVERY = dt.timedelta(days=7)
MOST = 25  # addresses of one run
# Seconds of one run; then the worker has something else to do, such as sending mail.
BUDGET = 20.0
PAUSE = 1.0  # seconds between two requests


def check_links(
    *,
    ask: Callable[[str], Outcome] = check,
    pause: Callable[[float], None] = time.sleep,
    now: dt.datetime | None = None,
) -> int:
    """Ask the addresses that are due, one after the other, the longest waiting first; return how many.

    A sound address is asked every week, one that failed every day.
    """
    moment = now or timezone.now()
    _take_stock()
    today = timezone.localdate(moment)
    is_due = Q(checked_at=None) | Q(checked_at__lt=moment - EVERY) | (~Q(problem="") & ~Q(failed_on=today))
    due = list(Link.objects.filter(is_due).order_by("checked_at", "id")[:MOST])
    start = time.monotonic()
    for number, link in enumerate(due):
        if number:
            if time.monotonic() - start > BUDGET:
                return number
            between_steps()
            pause(PAUSE)
        note_outcome(link, ask(link.url), moment)
    return len(due)


def note_outcome(link: Link, outcome: Outcome, moment: dt.datetime) -> None:
    """Keep what became of an address; a day on which it fails counts once."""
    today = timezone.localdate(moment)
    link.checked_at, link.problem, link.detail = moment, outcome.problem, outcome.detail
    if not outcome.problem:
        link.failed_days, link.failed_on, link.failing_since = 0, None, None
    elif link.failed_on != today:
        link.failed_days, link.failed_on = link.failed_days + 1, today
        link.failing_since = link.failing_since or today
    # An address that has left the catalogue meanwhile stays away.
    Link.objects.filter(pk=link.pk).update(
        checked_at=link.checked_at, problem=link.problem, detail=link.detail, failed_days=link.failed_days,
        failed_on=link.failed_on, failing_since=link.failing_since,
    )  # fmt: skip


def mark_broken(named: Iterable[Any]) -> None:
    """Give each reference or project a `trouble`: what is wrong with its address in words, or nothing. One query."""
    rows = list(named)
    broken = {link.url: link for link in Link.objects.broken().filter(digest__in=[digest(row.url) for row in rows])}
    for row in rows:
        row.trouble = in_words(broken[row.url]) if row.url in broken else ""


def in_words(link: Link) -> str:
    """Say what is wrong with an address."""
    words = str(labels.LINK_PROBLEMS.get(link.problem, link.problem))
    return f"{words} ({link.detail})" if link.detail else words


def _take_stock() -> None:
    """Know every address of the catalogue, and forget those that have left it."""
    named = {
        url for model in (Reference, Project) for url in model.objects.exclude(url="").values_list("url", flat=True)
    }
    known = dict(Link.objects.values_list("url", "id"))
    Link.objects.bulk_create(
        (Link(digest=digest(url), url=url) for url in sorted(named - known.keys())),
        ignore_conflicts=True,
        batch_size=500,
    )
    gone = [key for url, key in known.items() if url not in named]
    for start in range(0, len(gone), 500):
        Link.objects.filter(pk__in=gone[start : start + 500]).delete()
