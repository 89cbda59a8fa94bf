"""House rules are drafted, adopted, and followed by others. Rules that contradict each other are not saved."""

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.conferences import vocabulary as v
from quartier.conferences.governance import contradictions, layout, statutes
from quartier.conferences.models import Conference, StatutesVersion
from quartier.journal.actions import record

PRESETS = Path(__file__).parent.parent / "presets"


class ContradictoryError(ValidationError):
    """Rules that cannot both be kept: `found` names them, `rules` are those that were not saved."""

    def __init__(self, rules: statutes.Statutes, found: list[contradictions.Contradiction]) -> None:
        super().__init__(_("Zwei Regeln widersprechen sich. So lassen sich die Hausregeln nicht speichern."))
        self.rules = rules
        self.found = found


def preset(code: str, name: str) -> statutes.Statutes:
    """Return the house rules that a preset begins with, for a body of this name."""
    if code not in v.PRESETS:
        raise ValidationError(_("Diese Vorlage gibt es nicht."))
    return dataclasses.replace(_preset(code), name=name)


@cache
def _preset(code: str) -> statutes.Statutes:
    return statutes.loads((PRESETS / f"{code}.json").read_text(encoding="utf-8"))


@transaction.atomic
def begin_draft(conference: Conference, rules: statutes.Statutes | None = None, *, by: User | None) -> StatutesVersion:
    """Begin to write: from these rules, else from the latest adopted version. A draft that is there already stays."""
    require(by, "conferences.edit_statutes", conference)
    Conference.objects.select_for_update().get(pk=conference.pk)  # one after the other
    if draft := conference.statutes.draft():
        return draft
    latest = conference.statutes.adopted().first()
    rules = rules or (latest.content if latest else None)
    if rules is None:
        raise ValidationError(_("Wählen Sie eine Vorlage, mit der die Hausregeln beginnen."))
    number = (conference.statutes.aggregate(last=Max("number"))["last"] or 0) + 1
    draft = StatutesVersion.objects.create(conference=conference, number=number, rules=_written(rules), author=by)
    record("statutes.begun", draft, by=by)
    return draft


@transaction.atomic
def save_draft(
    draft: StatutesVersion, rules: statutes.Statutes, base: int | None = None, *, by: User | None
) -> StatutesVersion:
    """Write rules into a draft, numbered as they are read.

    `base` is how often the draft had been saved when it was opened: refused (ValidationError) when it is another, when
    rules contradict each other (ContradictoryError), or when the version has been adopted.
    """
    require(by, "conferences.edit_statutes", draft.conference)
    kept = StatutesVersion.objects.select_for_update().get(pk=draft.pk)
    if kept.is_adopted:
        raise ValidationError(_("Diese Fassung ist beschlossen. Beginnen Sie eine neue, wenn sich etwas ändern soll."))
    if base is not None and base != kept.saved:
        raise ValidationError(
            _("In der Zwischenzeit hat jemand anderes gespeichert. Sehen Sie nach, und speichern Sie dann noch einmal.")
        )
    text = _written(rules)
    if text != kept.rules:
        kept.rules, kept.saved = text, kept.saved + 1
        kept.save(update_fields=["rules", "saved"])
        record("statutes.saved", kept, by=by)
    return kept


@transaction.atomic
def adopt(draft: StatutesVersion, holds_from: dt.date, decided: str = "", *, by: User | None) -> StatutesVersion:
    """Let a draft hold from a day on, which is later than that of every version before."""
    require(by, "conferences.edit_statutes", draft.conference)
    kept = StatutesVersion.objects.select_for_update().get(pk=draft.pk)
    if kept.is_adopted:
        raise ValidationError(_("Diese Fassung ist schon beschlossen."))
    last = kept.conference.statutes.adopted().first()
    if last and last.holds_from and holds_from <= last.holds_from:
        day = date_format(last.holds_from, _("j. F Y"))
        raise ValidationError(_("Die Fassung davor gilt seit dem %(day)s. Die neue beginnt später.") % {"day": day})
    kept.state, kept.holds_from, kept.decided = v.ADOPTED, holds_from, decided
    kept.save(update_fields=["state", "holds_from", "decided"])
    record("statutes.adopted", kept, by=by, public=kept.conference.is_public)
    return kept


@transaction.atomic
def take_back(version: StatutesVersion, *, by: User | None) -> StatutesVersion:
    """Make an adopted version a draft again, as long as its day has not come: nobody has acted by it."""
    require(by, "conferences.edit_statutes", version.conference)
    kept = StatutesVersion.objects.select_for_update().get(pk=version.pk)
    if kept.holds_from is None or kept.holds_from <= timezone.localdate():
        raise ValidationError(_("Diese Fassung gilt schon. Sie lässt sich nur durch eine neue ablösen."))
    if kept.conference.statutes.draft():
        raise ValidationError(_("Es gibt schon einen Entwurf. Verwerfen Sie ihn zuerst."))
    kept.state, kept.holds_from, kept.decided = v.STATUTES_DRAFT, None, ""
    kept.save(update_fields=["state", "holds_from", "decided"])
    record("statutes.taken_back", kept, by=by)
    return kept


@transaction.atomic
def discard(draft: StatutesVersion, *, by: User | None) -> None:
    """Throw a draft away."""
    require(by, "conferences.edit_statutes", draft.conference)
    kept = StatutesVersion.objects.select_for_update().get(pk=draft.pk)
    if kept.is_adopted:
        raise ValidationError(_("Eine beschlossene Fassung wird nicht verworfen."))
    record("statutes.discarded", kept, by=by)
    kept.delete()


def _written(rules: statutes.Statutes) -> str:
    rules = layout.numbered(rules)
    if found := contradictions.find(rules):
        raise ContradictoryError(rules, found)
    return statutes.write(rules)
