"""Address lists are uploaded, explained, written in batches, and taken back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.accounts.permissions import require
from quartier.jobs.schedule import due_now
from quartier.journal.actions import record
from quartier.quarters import records
from quartier.quarters import vocabulary as v
from quartier.quarters.lists import drafts as d
from quartier.quarters.lists.cleaning import clean_rows
from quartier.quarters.lists.columns import Header, find_header, guess, mapping_of
from quartier.quarters.lists.fates import decide
from quartier.quarters.lists.reading import Sheet
from quartier.quarters.models import Actor, ImportedRow, ListImport, Quarter

BATCH = 100  # actors in one transaction: others write in between, and little is done twice after a stop
State = ListImport.State


@transaction.atomic
def upload_list(quarter: Quarter, sheets: list[Sheet], file_name: str, *, by: Any) -> ListImport:
    """Keep an uploaded list, with the sheet and the columns as they are guessed. Nothing is written to the quarter."""
    require(by, "quarters.import_list", quarter)
    kept = [{"name": sheet.name, "rows": sheet.rows} for sheet in sheets]
    fullest = max(range(len(sheets)), key=lambda place: (not sheets[place].hidden, len(sheets[place].rows)))
    made = ListImport(quarter=quarter, file_name=file_name[:200], sheets=kept, sheet=fullest, made_by=by)
    made.mapping = list(mapping_of(guess(made.rows, find_header(made.rows))))
    made.save()
    record("list.uploaded", made, by=by, rows=len(made.rows))
    return made


@transaction.atomic
def explain_list(made: ListImport, sheet: int, mapping: list[str | None], *, by: Any) -> ListImport:
    """Say which sheet is meant, and what its columns say. Another sheet is guessed anew; decisions are forgotten."""
    require(by, "quarters.import_list", made)
    _still_open(made)
    if sheet != made.sheet:
        made.sheet = sheet
        mapping = list(mapping_of(guess(made.rows, find_header(made.rows))))
    if mapping != made.mapping:
        made.decisions = {}
    made.mapping = mapping
    made.save(update_fields=["sheet", "mapping", "decisions"])
    record("list.explained", made, by=by)
    return made


@transaction.atomic
def decide_rows(made: ListImport, decisions: Mapping[str, Any], *, by: Any) -> ListImport:
    """Keep what a person decided about rows, beside earlier decisions."""
    require(by, "quarters.import_list", made)
    _still_open(made)
    made.decisions = made.decisions | dict(decisions)
    made.save(update_fields=["decisions"])
    record("list.decided", made, by=by, number=len(decisions))
    return made


def outcome(made: ListImport) -> d.Outcome:
    """Return what becomes of every row as the quarter stands now. Reads, writes nothing."""
    header = header_of(made)
    choices = {int(row): d.Choice(**choice) for row, choice in made.decisions.items()}
    return decide(clean_rows(made.rows, header, tuple(made.mapping)), records.known(made.quarter), choices)


def header_of(made: ListImport) -> Header:
    """Return where the header of the chosen sheet stands."""
    return find_header(made.rows)


@transaction.atomic
def start_import(made: ListImport, *, by: Any) -> ListImport:
    """Begin to write: a job does it in batches. One import of a quarter at a time; the second one is refused."""
    require(by, "quarters.import_list", made)
    made = ListImport.objects.select_for_update().get(pk=made.pk)
    _still_open(made)
    made.state, made.position, made.total = State.RUNNING, 0, 0
    _claim(made)
    record("list.started", made, by=by)
    transaction.on_commit(lambda: due_now("address-lists"))
    return made


@transaction.atomic
def settle_rows(made: ListImport, settled: d.Outcome) -> None:
    """Keep what becomes of every row, once: a list that goes on after a stop keeps what it said at first."""
    if made.outcomes.exists():
        return
    rows = [ImportedRow(list_import=made, number=fate.row + 1, fate=fate.fate) for fate in settled.fates]
    ImportedRow.objects.bulk_create(rows, batch_size=1000)
    made.total = len(settled.results)
    made.save(update_fields=["total"])
    record("list.settled", made, by=None, rows=len(rows), actors=made.total)


@transaction.atomic
def start_undo(made: ListImport, *, by: Any) -> ListImport:
    """Begin to take back what an import has written."""
    require(by, "quarters.import_list", made)
    made = ListImport.objects.select_for_update().get(pk=made.pk)
    if made.state != State.DONE:
        raise ValidationError(_("Das lässt sich gerade nicht zurücknehmen."))
    if not made.sheets:
        raise ValidationError(
            _("Die Liste ist gelöscht, weil sie älter als 30 Tage ist. Sie lässt sich nicht mehr zurücknehmen.")
        )
    made.state, made.position, made.kept = State.UNDOING, 0, []
    _claim(made)
    record("list.undo_started", made, by=by)
    transaction.on_commit(lambda: due_now("address-lists"))
    return made


@transaction.atomic
def write_batch(made: ListImport, results: list[d.Result], read_at: dt.datetime) -> int:
    """Write some actors; return how many. A stop before or after leaves either all of them or none.

    Whoever was changed since `read_at`, when the quarter was read, is left for the next reading.
    """
    numbers = {}
    for row, key, written in records.write(made.quarter, results, read_at):
        numbers[row + 1] = (key, written)
    for outcome_row in made.outcomes.filter(number__in=numbers):
        outcome_row.actor_id, written = numbers[outcome_row.number]
        outcome_row.written = [*outcome_row.written, *written]
        outcome_row.save(update_fields=["actor", "written"])
    ListImport.objects.filter(pk=made.pk).update(position=F("position") + len(numbers))
    record("list.batch_written", made, by=None, actors=len(numbers))
    return len(numbers)


@transaction.atomic
def take_back_batch(made: ListImport, rows: list[ImportedRow]) -> None:
    """Take back what was written with some rows; note which actors stay because somebody has changed them since."""
    kept = []
    for row in rows:
        actor = row.actor
        if not records.take_back(row.written) and actor is not None:
            kept.append(actor.code)
        row.written = []
        row.save(update_fields=["written"])
    made.kept = [*made.kept, *kept]
    made.position += len(rows)
    made.save(update_fields=["kept", "position"])
    record("list.batch_taken_back", made, by=None, rows=len(rows))


@transaction.atomic
def finish(made: ListImport) -> None:
    """Note that all is written, or taken back. After an undo nothing personal is left of the list."""
    if made.state == State.RUNNING:
        made.state = State.DONE
        record("list.imported", made, by=made.made_by)
    else:
        made.state, made.sheets, made.decisions = State.UNDONE, [], {}
        made.outcomes.all().delete()
        record("list.undone", made, by=made.made_by)
    made.finished_at = timezone.now()
    made.save(update_fields=["state", "sheets", "decisions", "finished_at"])


@transaction.atomic
def show_imported(made: ListImport, *, by: Any) -> int:
    """Put all organisations of a list into the public directory; return how many were not there yet.

    Individuals and contact persons are not among them: they appear when they agree.
    """
    require(by, "quarters.list_actor", made)
    actors = Actor.objects.filter(pk__in=made.outcomes.values("actor"), is_listed=False, archived_on=None)
    shown = actors.exclude(kind=v.INDIVIDUAL).update(is_listed=True, updated_at=timezone.now())
    if shown:
        record("list.shown", made, by=by, actors=shown)
    return shown


@transaction.atomic
def forget_list(made: ListImport, *, by: Any) -> None:
    """Delete a list that was never written."""
    require(by, "quarters.import_list", made)
    _still_open(made)
    record("list.forgotten", made, by=by)
    made.delete()


def _still_open(made: ListImport) -> None:
    if made.state != State.UPLOADED:
        raise ValidationError(_("Diese Liste ist schon übernommen."))


def _claim(made: ListImport) -> None:
    """Save as the one import of the quarter that is at work; the database refuses a second one."""
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise ValidationError(
            _("In diesem Stadtteil wird gerade eine andere Liste übernommen. Warten Sie einen Moment.")
        ) from None
