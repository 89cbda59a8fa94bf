"""What runs in the background: address lists, what has been kept long enough, the search."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.jobs.schedule import between_steps, recurring
from quartier.quarters import reminding
from quartier.quarters.actions import lists as actions
from quartier.quarters.actions import reminding as asking
from quartier.quarters.actions.retaining import retain
from quartier.quarters.indexing import ACTOR, QUARTER
from quartier.quarters.models import ListImport, Quarter
from quartier.search.healing import heal

MOST_READINGS = 5  # of one list; more only when somebody changes the same actors all the time


@recurring("address-lists", words=_("Adresslisten übernehmen"), every=dt.timedelta(minutes=5))
def work_on_lists() -> None:
    """Write the lists that were started; go on with those that a stop has interrupted."""
    for made in ListImport.objects.filter(state=ListImport.State.RUNNING).select_related("quarter"):
        # Read anew until nothing is left: what earlier batches, or others at the same time, have written is there then.
        for _reading in range(MOST_READINGS):
            read_at = timezone.now()
            settled = actions.outcome(made)
            actions.settle_rows(made, settled)
            results, written = list(settled.results), 0
            for start in range(0, len(results), actions.BATCH):
                written += actions.write_batch(made, results[start : start + actions.BATCH], read_at)
                between_steps()
            if written == len(results):
                break
        actions.finish(made)
    for made in ListImport.objects.filter(state=ListImport.State.UNDOING).select_related("quarter"):
        while rows := list(
            made.outcomes.exclude(written=[]).select_related("actor").order_by("-number")[: actions.BATCH]
        ):
            actions.take_back_batch(made, rows)
            between_steps()
        actions.finish(made)


@recurring("retention", words=_("Löschen, was lange genug aufgehoben ist"), every=dt.timedelta(days=1))
def retain_no_longer() -> None:
    """Delete what has been kept as long as the rules say."""
    retain()


@recurring("reminders", words=_("Nachfragen, ob Einträge noch stimmen"), every=dt.timedelta(hours=6))
def send_reminders() -> None:
    """Ask whoever agreed to it by mail; of the quarters that want that, and only while mail goes out at all."""
    if not settings.SMTP_HOST:
        return
    asking.write_anew()
    for quarter in Quarter.objects.filter(sends_reminders=True):
        for bundle in reminding.due(quarter, timezone.localdate()):
            asking.send_reminder(bundle, by=None)
            between_steps()


@recurring("quarters-search", words=_("Stadtteile und Akteure in die Suche aufnehmen"), every=dt.timedelta(hours=1))
def renew_search() -> None:
    """Index what has become public, and take out what is public no more."""
    heal(QUARTER, ACTOR)
