"""The methods that ship with Quartier."""

from django.db import transaction
from django.db.models import Q, QuerySet

from quartier.accounts.models import Instance, User
from quartier.accounts.permissions import require
from quartier.journal.models import Entry
from quartier.methods.actions.editing import publish_method, save_document
from quartier.methods.content import shipped_documents
from quartier.methods.models import Method, Version

NOTE = "Mitgeliefert"


def _edited_here() -> QuerySet[Version]:
    """Return the versions that people here wrote, or that came by an import: shipping never writes over them."""
    return Version.objects.filter(Q(author__isnull=False) | ~Q(note=NOTE))


@transaction.atomic
def load_shipped_methods(*, by: User | None) -> int:
    """Add the shipped methods, and renew those that nobody here has edited; return how many changed.

    New ones become public where there is a legal notice; otherwise they wait as drafts for `publish_waiting`.
    """
    require(by, "methods.import_method")
    edited = set(_edited_here().values_list("method__code", flat=True))
    known = dict(Method.objects.values_list("code", "revision"))
    changed = 0
    for document in shipped_documents():
        if document["code"] not in edited:
            method = save_document(document, by=by, note=NOTE)
            changed += method.revision != known.get(method.code, 0)
    if Instance.load().legal_notice:
        publish_waiting(by=by)
    return changed


@transaction.atomic
def publish_waiting(*, by: User | None) -> int:
    """Publish the drafts that were shipped, never edited here and never public before; return how many.

    What was public once and is a draft now, somebody has taken off the pages.
    """
    edited = _edited_here().values("method")
    was_public = Entry.objects.filter(kind=Method._meta.label_lower, verb="method.published").values("code")
    waiting = Method.objects.filter(state=Method.State.DRAFT, versions__note=NOTE)
    methods = list(waiting.exclude(pk__in=edited).exclude(code__in=was_public).distinct())
    for method in methods:
        publish_method(method, by=by)
    return len(methods)
