"""Deciding about a proposal, part by part."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.journal.actions import record
from quartier.methods import printview
from quartier.methods.actions.editing import read_document, save_document
from quartier.methods.actions.importing import make_stubs, related_modules
from quartier.methods.field_words import field_name
from quartier.methods.models import Method, MethodProposal
from quartier.methods.parts import differences, take

State = MethodProposal.State


@transaction.atomic
def take_over(proposal: MethodProposal, key: str, *, by: User, seen: str) -> bool:
    """Take one part of the proposal over into the method, as a new version; return whether anything changed.

    `seen` is the fingerprint of our side that the editor looked at (`Part.seen`): where that has changed since,
    nothing is saved and ValidationError says so. A part that already stands there changes nothing. With its last
    part the proposal is done. Taking over the related modules makes stubs for the unknown ones.
    """
    require(by, "methods.edit_method", proposal.method)
    method = Method.objects.select_for_update().get(pk=proposal.method_id)
    proposal = MethodProposal.objects.select_for_update().get(pk=proposal.pk)
    ours = read_document(method)
    part = next((part for part in differences(ours, proposal.document) if part.key == key), None)
    if part is None:
        return False
    if proposal.state != State.OPEN:
        raise ValidationError(_("Dieser Vorschlag ist abgeschlossen. Öffnen Sie ihn wieder, um etwas zu übernehmen."))
    if part.seen != seen:
        raise ValidationError(
            _("Dieser Teil hat sich inzwischen geändert. Vergleichen Sie noch einmal; gespeichert wurde nichts.")
        )
    note = _("%(part)s übernommen aus %(source)s") % {"part": field_name(part.path), "source": proposal.source or "?"}
    merged = take(ours, proposal.document, part)
    method = save_document(merged, by=by, note=note)
    if key == "related" and proposal.text:
        make_stubs(related_modules(printview.parse(proposal.text).related), by=by)
    if not differences(merged, proposal.document):
        proposal.state = State.TAKEN
        proposal.save(update_fields=["state"])
    record("proposal.part_taken", proposal, by=by, method=method.code, part=key, revision=method.revision)
    return True


def reject_proposal(proposal: MethodProposal, *, by: User) -> MethodProposal:
    """Close the proposal; what was taken over stays. `reopen_proposal` undoes it."""
    return _move(proposal, State.REJECTED, "proposal.rejected", by=by)


def reopen_proposal(proposal: MethodProposal, *, by: User) -> MethodProposal:
    """Open a rejected or finished proposal again."""
    return _move(proposal, State.OPEN, "proposal.reopened", by=by)


@transaction.atomic
def _move(proposal: MethodProposal, state: State, verb: str, *, by: User) -> MethodProposal:
    require(by, "methods.edit_method", proposal.method)
    proposal = MethodProposal.objects.select_for_update().select_related("method").get(pk=proposal.pk)
    if proposal.state != state:
        proposal.state = state
        proposal.save(update_fields=["state"])
        record(verb, proposal, by=by, method=proposal.method.code)
    return proposal
